"""The column that a page's breadcrumb names."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from extract.document import text_of
from extract.lines import fold
from extract.metadata.persons import fold_script
from extract.metadata.sites import is_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.blocks import Block
    from extract.document import Document, Element
    from extract.metadata.tags import HeadTags

_WORDS = (
    "crumb",
    "position",
    "location",
    "mbx",
    "weizhi",
    "path",
    "dqwz",
    "curpos",
    "dangqian",
    "wz",
    "place",
    "now",
)
_NAMED = re.compile(
    r"crumb|position|location|mbx|weizhi|(?:^|[\W_])(?:cur|nav|site)?path|dqwz|curpos|dangqian"
    r"|(?:^|[\W_])(?:wz|place|now)(?:$|[\W_])",
    re.IGNORECASE,
)
_FORUM = "pt"
"""What Discuz X calls its breadcrumb."""
_LABEL = re.compile(
    r"^[\s\W]*(?:您?(?:现在|当前|目前)?(?:所在)?的?(?:所在)?位置|您(?:正)?在(?:这里|浏览)|您现在浏览)(?:是|为)?\s*[:：>»]?\s*"
)
_LINE = re.compile(
    r"^[\s\W]*(?:您?(?:现在|当前|目前)?(?:所在)?的?(?:所在)?位置\s*(?:是|为)?\s*[:：]|"
    r"(?:网站|本站)?(?:首\s?页|主页)\s*(?:[>»›→]|[/-]\s)|(?i:home)\s*[>»›])"
)
_SPLIT = re.compile(r"\s*(?:>+|＞+|»|›|→|/(?=\s)|(?<=\s)/|(?<=\s)[-—](?=\s)|::)\s*")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_LAST = re.compile("正文|阅读全文")
_NONE = re.compile(
    r"[:：]|\d{4}|^.{0,4}(?:首\s?页|主页)$|^.{0,2}(?:详情|详细(?:页|内容|信息)?)$"
    r"|^(?:home|内容(?:页|详情)?|当前(?:位置|页面?)|浏览(?:文章|内容)?|查看.{0,4}|阅读.{0,4}|列表"
    r"|(?:文章|新闻|信息)(?:详情|内容))$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"\s*(?:字号|字体|打印|分享|收藏|发布时间|来源|\d{4}[-年]).*$")
_LONGEST = 30
_LONGEST_LINE = 300
_LONGEST_LABEL = 60
_MOST = 6
_MOST_TRIED = 12
_LINES = 400


def read_column(
    document: Document, lines: Sequence[Block], tags: HeadTags, title: str
) -> tuple[tuple[str, ...], str | None]:
    """Return the columns of the breadcrumb, outermost first, and what named them.

    首页, 正文, the site's own name and the article's title are no columns. Where a page has no
    breadcrumb its tags name the column.
    """
    named = (e for e in document.called(*_WORDS) if _NAMED.search(document.labels[e]))
    forum = (e for e in document.named(_FORUM) if e.get("id") == _FORUM)
    for element in islice(chain(named, forum), _MOST_TRIED):
        if parts := _own(_parts(element), tags, title):
            return parts, "breadcrumb"
    for block in lines[:_LINES]:
        text = block.text
        if len(text) > _LONGEST_LINE or not _LINE.match(fold_script(text[:_LONGEST_LABEL])):
            continue
        if parts := _own(split_breadcrumb(text), tags, title):
            return parts, "breadcrumb"
    if claim := tags.first("column"):
        return (claim.value,), claim.evidence
    return (), None


def split_breadcrumb(text: str) -> tuple[str, ...]:
    """Return the parts of a breadcrumb's line; none of a line that isn't divided."""
    labelled = _LABEL.match(fold_script(text))
    bare = _FURNITURE.sub("", text[labelled.end() :] if labelled else text)
    if not _SPLIT.search(bare):
        return ()
    named = [p for part in _SPLIT.split(bare) for p in _BETWEEN.split(part.strip()) if p]
    fit: list[str] = []
    for part in named:
        folded = fold_script(part)
        if _LAST.match(folded):
            break
        if len(part) <= _LONGEST and not _NONE.search(folded):
            fit.append(part)
    return tuple(fit[:_MOST])


def _parts(element: Element) -> tuple[str, ...]:
    """Return the parts of an element; by its links where pictures divide them."""
    text = text_of(element, _LONGEST_LINE)
    if parts := split_breadcrumb(text):
        return parts
    if not _LABEL.match(fold_script(text)):
        return ()
    links = [text_of(link) for link in element.iter("a")][:_MOST]
    return split_breadcrumb(" > ".join(filter(None, links)))


def _own(parts: Sequence[str], tags: HeadTags, title: str) -> tuple[str, ...]:
    """Return the parts that are columns."""
    folded = fold(title)
    named = [part for part in parts if not folded or fold(part) not in folded]
    while len(named) > 1 and is_site(named[0], tags):
        named = named[1:]
    return tuple(dict.fromkeys(named))
