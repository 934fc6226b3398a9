"""All that is read of a page on which everything stands where templates set it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from crawler.demo.mill import Kit, poison_page
from extract.fingerprint import minhash, text_digest
from extract.metadata.dates import CHINA
from extract.publisher import Publisher
from extract.reasons import Reason
from extract.record import (
    Attachment,
    Image,
    Outcome,
    Precision,
    Quality,
    Record,
    Removed,
    Verdict,
    article_id,
)
from extract.rejection import EXTRACTOR
from tests.extract.pages import NOON, SENTENCE, read

LAST = "会议还研究了其他事项，并对下一步工作作出安排。"
TITLE = "市政协召开养老服务专题协商会"
TEXT = f"{SENTENCE}\n{LAST}\n附件：名单.pdf"
URL = "https://www.zx.example/yw/1.html?spm=7&id=2"
CANONICAL = "http://www.zx.example/yw/1.html?id=2"
PAGE = f"""<html lang="zh"><head><meta charset="gb2312"><title>{TITLE}_政协要闻_某某市政协</title>
<base href="http://files.example/2024/"><meta name="author" content="张三丰">
</head><body><div class="nav"><a href="/">首页</a> <a href="/b">提案工作</a></div>
<div class="position">当前位置：<a href="/">首页</a> > <a href="/yw/">政协要闻</a> > 正文</div>
<h3>李四光在全市政协工作会议上强调</h3><h1>{TITLE}</h1>
<p>2024-03-05 09:30 来源：某某日报 通讯员 赵六一</p>
<div class="content"><p>——某某市政协工作纪实</p><p>　　{SENTENCE}</p>
<p align="center"><img src="W1.jpg"></p><p align="center">图为调研现场</p>
<div class="share">分享给朋友</div><p>　　{LAST}</p><p>附件：<a href="P1.pdf">名单.pdf</a></p>
<p>责任编辑：王五一</p></div>
<div class="foot">版权所有 某某市政协</div></body></html>"""
PUBLISHER = Publisher(site_id="zx", region="370200")
RECORD = Record(
    article_id=article_id("zx", CANONICAL),
    site_id="zx",
    url=URL,
    canonical_url=CANONICAL,
    outcome=Outcome.ARTICLE,
    fetched_at=NOON,
    reasons=(Reason.CHARSET_CONFLICT,),
    title=TITLE,
    subtitle="——某某市政协工作纪实",
    kicker="李四光在全市政协工作会议上强调",
    text=TEXT,
    published=datetime(2024, 3, 5, 9, 30, tzinfo=CHINA),
    published_precision=Precision.MINUTE,
    provenance={
        "authors": "meta:author",
        "source": "byline",
        "correspondents": "byline",
        "editors": "foot",
        "published": "byline",
        "text": "density",
        "column": "breadcrumb",
        "title": "heading:h1",
        "kicker": "beside_title",
        "subtitle": "dash",
    },
    source="某某日报",
    authors=("张三丰",),
    correspondents=("赵六一",),
    editors=("王五一",),
    column=("政协要闻",),
    images=(Image("http://files.example/2024/W1.jpg", "图为调研现场"),),
    attachments=(Attachment("http://files.example/2024/P1.pdf", "名单.pdf"),),
    language="zh",
    script="simplified",
    removed=(
        Removed("chrome", "分享给朋友", "text"),
        Removed("caption", "图为调研现场", "text"),
        Removed("byline", "责任编辑：王五一", "text"),
    ),
    quality=Quality(
        text_length=len(TEXT), paragraphs=3, han_ratio=0.8684, link_density=0.0789, unrepaired=0
    ),
    text_digest=text_digest(TEXT),
    minhash=minhash(TEXT),
    extractor=EXTRACTOR,
    region="370200",
)


def test_everything_that_a_page_says_is_in_its_record() -> None:
    assert read(PAGE, url=URL, publisher=PUBLISHER) == RECORD


@pytest.mark.parametrize("tier", range(6))
def test_a_kits_work_on_the_same_page_changes_nothing_but_the_account_of_it(tier: int) -> None:
    served = poison_page(PAGE, seed=tier, kit=Kit(tier=tier)).decode()
    record = read(served, url=URL, publisher=PUBLISHER)
    assert record.poison.verdict is Verdict.POISONED
    assert record.script in {"traditional", "mixed"}
    fields = {"title": TITLE, "text": TEXT, "kicker": RECORD.kicker, "subtitle": RECORD.subtitle}
    for repair in record.repairs:
        if text := fields.get(repair.where):
            assert text.startswith(repair.after, repair.offset)
    assert {"title", "text"} <= {repair.where for repair in record.repairs}
    assert set(RECORD.removed) <= set(record.removed)
    account = {name: getattr(RECORD, name) for name in ("script", "poison", "removed", "repairs")}
    assert replace(record, **account, reasons=RECORD.reasons) == RECORD


def test_a_page_without_anything_but_text_says_so() -> None:
    record = read(f"<p>{SENTENCE}</p>", url=CANONICAL)
    assert record == Record(
        article_id=article_id("", CANONICAL),
        site_id="",
        url=CANONICAL,
        canonical_url=CANONICAL,
        outcome=Outcome.ARTICLE,
        fetched_at=NOON,
        reasons=(Reason.NO_TITLE, Reason.NO_DATE),
        text=SENTENCE,
        provenance={"text": "density"},
        language="zh",
        script="simplified",
        quality=Quality(len(SENTENCE), 1, round(41 / 44, 4), 0.0, 0),
        text_digest=text_digest(SENTENCE),
        minhash=minhash(SENTENCE),
        extractor=EXTRACTOR,
    )
