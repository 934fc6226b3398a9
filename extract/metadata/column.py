"""The column that a page's breadcrumb names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.document import text_of

if TYPE_CHECKING:
    from extract.document import Element

_CRUMBS = (
    "//*[contains(@class,'crumb') or contains(@class,'position') or contains(@class,'location') "
    "or contains(@class,'mbx') or contains(@class,'weizhi') or contains(@class,'path') "
    "or contains(@id,'crumb') or contains(@class,'dqwz') or contains(@id,'location')]"
)
_START = re.compile(r"^.*?(?:位置|首页|主页)\s*[:：]?\s*")
_SPLIT = re.compile(r"\s*(?:>>|>|»|›|→|\s/\s|\s-\s)\s*")
_LONGEST = 30
_MOST = 6
_END = ("正文", "详情", "内容", "首页", "主页", "当前位置", "浏览文章", "查看")


def read_column(root: Element) -> tuple[str, ...]:
    """Return the columns of the breadcrumb, outermost first, without 首页 and 正文."""
    for element in root.xpath(_CRUMBS)[:8]:
        parts = split_breadcrumb(text_of(element)[:300])
        if parts:
            return parts
    return ()


def split_breadcrumb(text: str) -> tuple[str, ...]:
    if not _SPLIT.search(text):
        return ()
    parts = [part.strip() for part in _SPLIT.split(_START.sub("", text))]
    named = [p for p in parts if p and p not in _END and len(p) <= _LONGEST]
    return tuple(named[:_MOST])
