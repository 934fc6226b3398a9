"""The column that a page's breadcrumb names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.document import text_of

if TYPE_CHECKING:
    from extract.document import Document

_WORDS = ("crumb", "position", "location", "mbx", "weizhi", "path", "dqwz")
_START = re.compile(r"^.*?(?:位置|首页|主页)\s*[:：]?\s*")
_SPLIT = re.compile(r"\s*(?:>>|>|»|›|→|\s/\s|\s-\s)\s*")
_LONGEST = 30
_MOST = 6
_MOST_TRIED = 8
_END = ("正文", "详情", "内容", "首页", "主页", "当前位置", "浏览文章", "查看")


def read_column(document: Document) -> tuple[str, ...]:
    """Return the columns of the breadcrumb, outermost first, without 首页 and 正文."""
    for word in _WORDS:
        for element in document.called(word)[:_MOST_TRIED]:
            if parts := split_breadcrumb(text_of(element)[:300]):
                return parts
    return ()


def split_breadcrumb(text: str) -> tuple[str, ...]:
    if not _SPLIT.search(text):
        return ()
    parts = [part.strip() for part in _SPLIT.split(_START.sub("", text))]
    named = [p for p in parts if p and p not in _END and len(p) <= _LONGEST]
    return tuple(named[:_MOST])
