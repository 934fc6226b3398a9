"""Pages made to cost time: what is read beside the text stays linear in their size."""

from __future__ import annotations

from time import process_time

import pytest

from extract.reasons import Reason
from tests.extract.pages import SENTENCE, article, read

PICTURES = "".join(f'<img src="/{i}.jpg">文字' for i in range(100))
ROWS = "".join(f'<tr><td><img src="/{i}.jpg"></td></tr>' for i in range(100))
COSTLY = {
    "pictures in one paragraph": f"<p align=center>{PICTURES}{SENTENCE * 5_000}</p>",
    "pictures in one table": f"<table>{ROWS}{'<tr><td>x</td></tr>' * 5_000}</table>",
    "captions in captions": "<div class=caption>" * 200 + "<i>x</i>" * 10_000 + "<img src=/a.jpg>",
    "a title of dots": f"<meta name=ArticleTitle content='{'.' * 100_000}'>",
    "breadcrumbs": "<div class='crumb'>首页 &gt; " * 100 + "x" * 100_000,
    "one byline": f"<p>{'来源：记者 张三 ' * 12_000}</p>",
    "bylines": "<p>2024-03-05 来源：某某日报</p>" * 5_000,
    "an open comment": "<!--enpproperty " + "<title>" * 20_000,
    "a blank behind a year": f"<p>时间：2024{' ' * 100_000}</p>",
    "files": '<div><a href="/x.pdf">f</a></div>' * 5_000,
    "posts": "<p>发表于 2024-1-1 11:11</p>" * 5_000,
    "subtitles": "<p class='subtitle'>——甲乙丙丁</p>" * 5_000,
    "tags": "<meta name='pubdate' content='2024'>" * 5_000,
}


@pytest.mark.parametrize("markup", COSTLY.values(), ids=COSTLY)
def test_no_page_makes_its_metadata_costly(markup: str) -> None:
    html = article(SENTENCE, SENTENCE[::-1]).replace("<p>　　", f"{markup}<p>　　", 1)
    started = process_time()
    record = read(html)
    assert process_time() - started < 2
    assert Reason.EXTRACTOR_FAILED not in record.reasons
