"""What a record owes to more than its own page: further pages, a list's day, a feed's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from crawler.listed_day import dated
from crawler.reextraction.compare import compare
from crawler.reextraction.pairs import scan_new
from crawler.reextraction.run import read_again
from extract.join import join_parts
from extract.page import Page
from extract.publisher import Publisher
from extract.read import read_page
from storage.archive.warc import WarcArchive
from storage.load import load_run
from storage.objects import put
from storage.parts import write_part
from tests.storage.samples import NOON, capture_row, site_run

if TYPE_CHECKING:
    from pathlib import Path

    from extract.record import Capture, Record
    from storage.bucket import Bucket

SITE = "parts-zx"
RUN = "reextract-1"
FIRST = f"http://{SITE}.example/zxdt/t20260301_1001.html"
SECOND = f"http://{SITE}.example/zxdt/t20260301_1001_1.html"
SHOWN = "<p>时间：2026-03-01　来源：市政协办公室</p>"
PUBLISHER = Publisher(site_id=SITE)
PAGER = '<div class="page"><a href="t20260301_1001_1.html">2</a></div>'


def page(url: str, said: str, *, head: str = SHOWN, more: str = "", seconds: int = 0) -> Page:
    lines = "".join(
        f"<p>{said}，委员们围绕第{n}项议题协商建言，提出意见建议。</p>" for n in range(6)
    )
    body = (
        "<html><head><title>全市政协工作会议召开</title></head><body><h1>全市政协工作会议召开</h1>"
        f'{head}<div class="content">{lines}</div>{more}</body></html>'
    )
    moment = NOON + timedelta(seconds=seconds)
    return Page(url, 200, body.encode(), moment, {"content-type": "text/html; charset=utf-8"})


def archive(bucket: Bucket, folder: Path, pages: list[Page], run: str = "r1") -> list[Capture]:
    warc = WarcArchive(
        bucket, run_id=run, site_id=SITE, crawl_date=NOON.date(), spool=folder / "spool"
    )
    captures = [warc.write(each) for each in pages]
    warc.close()
    return captures


def load(bucket: Bucket, record: Record, part: tuple[Page, Capture] | None = None) -> None:
    rows = []
    if part:
        url, at = part[0].url, part[0].fetched_at
        rows = [capture_row(site_id=SITE, url=url, canonical_url=url, outcome="part",
                            fetched_at=at, warc=part[1])]  # fmt: skip
    run = replace(site_run("r1", records=[record]), site_id=SITE)
    write_part(bucket, run, records=[record], captures=rows)
    load_run(bucket, "r1")


@pytest.fixture
def article(bucket: Bucket, tmp_path: Path) -> tuple[Record, Capture]:
    """An article of two pages, loaded as the crawl joined it, and where its second page lies."""
    pages = [page(FIRST, "会议上午开幕", more=PAGER), page(SECOND, "会议下午闭幕", seconds=2)]
    (first,) = archive(bucket, tmp_path, pages[:1])
    (second,) = archive(bucket, tmp_path, pages[1:], "r1-b")
    whole = join_parts([read_page(each, PUBLISHER) for each in pages], expected=2)
    held = replace(whole, capture=first)
    load(bucket, held, (pages[1], second))
    return held, second


def again(bucket: Bucket, folder: Path) -> dict[str, int]:
    return read_again(bucket, RUN, {}, {"CPPCC_SITES": str(folder)}, print)


def test_an_article_of_several_pages_is_read_from_all_of_them(
    bucket: Bucket, tmp_path: Path, article: tuple[Record, Capture]
) -> None:
    held, _ = article
    assert "上午开幕" in held.text
    assert "下午闭幕" in held.text
    assert again(bucket, tmp_path) == {"records": 1, "damages": 0}
    assert compare(bucket, RUN).differing == 0
    assert scan_new(bucket, RUN).collect()["text"].to_list() == [held.text]


def test_an_article_that_lacks_a_page_now_is_damaged_and_not_cut_short(
    bucket: Bucket, tmp_path: Path, article: tuple[Record, Capture]
) -> None:
    put(bucket, article[1].key, b"", content_type="application/warc")
    assert again(bucket, tmp_path) == {"records": 0, "damages": 1}


def test_a_day_that_only_a_list_gave_is_kept(bucket: Bucket, tmp_path: Path) -> None:
    shown = page(f"http://{SITE}.example/zxdt/1001.html", "会议上午开幕", head="")
    record = read_page(shown, PUBLISHER)
    assert record.published is None
    (capture,) = archive(bucket, tmp_path, [shown])
    load(bucket, replace(dated(record, date(2026, 3, 1)), capture=capture))
    again(bucket, tmp_path)
    assert compare(bucket, RUN).differing == 0


def test_what_a_feed_carried_is_not_read_from_the_feed(bucket: Bucket, tmp_path: Path) -> None:
    (capture,) = archive(bucket, tmp_path, [page(f"http://{SITE}.example/rss.xml", "会议")])
    record = read_page(page(FIRST, "会议上午开幕"), PUBLISHER)
    load(bucket, replace(record, capture=capture, provenance={"text": "feed"}))
    assert again(bucket, tmp_path) == {"records": 0, "damages": 0}


def test_a_change_of_paragraphs_alone_is_told_and_shown(bucket: Bucket, tmp_path: Path) -> None:
    shown = page(FIRST, "会议上午开幕")
    record = read_page(shown, PUBLISHER)
    (capture,) = archive(bucket, tmp_path, [shown])
    load(bucket, replace(record, text=record.text.replace("\n", ""), capture=capture))
    again(bucket, tmp_path)
    (text,) = [change for change in compare(bucket, RUN).fields if change.changed]
    assert (text.field, text.changed, text.emptied) == ("text", 1, 0)
    assert text.samples[0].startswith(f"{FIRST}: text: ")
