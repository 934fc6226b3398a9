"""Reading replicas of pages, which the tests write themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from extract.page import Page
from extract.publisher import NOBODY, Publisher
from extract.read import read_page

if TYPE_CHECKING:
    from extract.record import Record

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SENTENCE = (
    "市政协组织委员深入基层开展调研，围绕群众关心的问题提出意见建议，推动解决了一批实际困难。"
)


def read(
    html: str | bytes,
    *,
    url: str = "http://zx.example/1.html",
    kind: str = "text/html; charset=utf-8",
    publisher: Publisher = NOBODY,
) -> Record:
    body = html.encode() if isinstance(html, str) else html
    return read_page(Page(url, 200, body, NOON, {"content-type": kind}), publisher)


def article(
    *paragraphs: str, before: str = "", after: str = "", title: str = "政协动态一则"
) -> str:
    """Return a page as a government CMS lays it out."""
    body = "".join(f"<p>　　{text}</p>" for text in paragraphs or (SENTENCE, SENTENCE[::-1]))
    return (
        f"<html><head><title>{title}_某某市政协</title></head><body>"
        '<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/a">政协要闻</a></li>'
        '<li><a href="/b">提案工作</a></li></ul></div>'
        f"<h1>{title}</h1>{before}<div class='content'>{body}</div>{after}"
        '<div class="bottom"><a href="/x">网站地图</a> 版权所有 某某市政协</div></body></html>'
    )
