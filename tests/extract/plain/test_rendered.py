"""What a renderer makes of a page gives the article that the page itself does."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from crawler.demo.mill import Kit, poison_page
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from extract.codec.decode import decode
from extract.page import Page
from extract.read import read_page
from extract.record import Outcome, Record
from tests.extract.pages import NOON, SENTENCE, article, read
from tests.extract.plain.rendering import FOLDED, rendered

FAMILIES = (
    "trs", "hanweb", "enorth", "cntv", "rmzxb", "founder", "gkmlpt", "vsb", "webplus", "jeecms",
    "phpcms", "dedecms", "ucap", "discuz", "blog", "dated", "feed", "epaper",
)  # fmt: skip


def capture(text: str, url: str = "http://m.example/c/1.shtml") -> Record:
    kind = {"content-type": "text/plain; charset=utf-8"}
    return read_page(Page(url, 200, text.encode(), NOON, kind))


def told(record: Record) -> tuple[object, ...]:
    """Return what a capture can tell, its wide signs folded on both sides."""
    text = re.sub(r"\s", "", record.text).translate(FOLDED)
    people = (record.authors, record.correspondents, record.editors)
    title = (record.title or "").translate(FOLDED)
    return record.outcome, title, text, record.published, record.source, *people


@pytest.mark.parametrize("chrome_kb", [0, 107], ids=["bare", "in 107 kB of chrome"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_capture_of_each_familys_page_gives_the_pages_article(
    family: str, chrome_kb: int
) -> None:
    with Simulator(family, Plan(articles=6, columns=2, chrome_kb=chrome_kb)) as served:
        for made in served.site.articles:
            answer = served.pages.answer(made.path)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            page = Page(served.base + made.path, 200, answer.body, datetime.now(UTC), headers)
            record = read_page(page)
            assert told(capture(rendered(decode(page).text), page.url)) == told(record)


@pytest.mark.parametrize("tier", [0, 3, 5])
def test_a_capture_of_a_poisoned_page_gives_what_was_printed(tier: int) -> None:
    html = article(SENTENCE, SENTENCE[::-1] + "。", before="<p>2024-03-05 09:30 来源：某某日报</p>")
    served = poison_page(html, seed=tier, kit=Kit(tier=tier)).decode()
    record, clean = capture(rendered(served)), read(html)
    assert record.outcome is Outcome.ARTICLE
    assert told(record)[1:5] == told(clean)[1:5]
