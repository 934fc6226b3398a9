"""Naming pages that hold no article."""

import re
from collections.abc import Sequence
from functools import cache

from extract.blocks import Block
from extract.body.teasers import is_dated
from extract.document import Document, Element
from extract.lines import is_prose
from extract.page import LARGEST, Page
from extract.reasons import Reason
from extract.rules_files import load

_SNIFFED = 1024
_TYPES = ("text/", "application/xhtml", "application/xml", "application/octet-stream", "")
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
)
_LITTLE = 400
_TINY = 12
_SAID, _NOTICE = 60, 80
"""Lines looked at for a notice, and the longest one that may be it."""
_LIST_LINKS = 8
_LIST_ITEMS, _MOSTLY = 5, 0.6
_BYLINE_WITHIN = 4
"""Lines over the first headline."""
_HEADLINE = 8
"""Characters of the shortest headline; the names of those who comment are shorter."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MANY = 0.1


def unreadable(page: Page) -> Reason | None:
    """Say why a response can't hold text at all, before it is decoded."""
    body = page.body
    if not body.strip():
        return Reason.EMPTY_BODY
    if len(body) > LARGEST:
        return Reason.TOO_LARGE
    kind = page.content_type.partition(";")[0].strip().lower()
    if not kind.startswith(_TYPES[:-1]) and kind:
        return Reason.NOT_HTML
    sample = body[:_SNIFFED]
    if body.startswith(_BINARY):
        return Reason.NOT_HTML
    utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and len(_CONTROL.findall(sample)) > _MANY * len(sample):
        return Reason.NOT_HTML
    return None


def without_article(
    document: Document, page_lines: Sequence[Block], text: Sequence[Block]
) -> Reason | None:
    """Say why the lines found are no article, None where they are one."""
    shown = sum(len(block.text) for block in page_lines)
    length = sum(len(block.text) for block in text)
    if shown < _LITTLE or length < _LITTLE // 4:
        said = [block.text for block in page_lines[:_SAID] if len(block.text) <= _NOTICE]
        for name, reason in _NOTICES:
            if any(map(_pattern(name).search, said)):
                return reason
    if _is_list(text, length) or _are_teasers(text, page_lines):
        return Reason.LIST_PAGE
    if length >= _TINY and not _leads_elsewhere(text):
        return None
    return _why_empty(document, page_lines)


_NOTICES = (
    ("deleted", Reason.DELETED_NOTICE),
    ("login", Reason.LOGIN_WALL),
    ("shell", Reason.EMPTY_SHELL),
    ("parked", Reason.PARKED),
)


def _is_list(text: Sequence[Block], length: int) -> bool:
    """Whether lines are headlines: links with little else, or with each one's day and opening."""
    links = sum(block.link_chars > 0 for block in text)
    linked = sum(block.link_chars for block in text)
    if not any(is_prose(block.text) for block in text):
        return links >= _LIST_LINKS and links * 2 > len(text) and linked * 3 > length
    headlines = sum(block.is_link and len(block.text) >= _HEADLINE for block in text)
    marks = sum(bool(_pattern("item").search(block.text)) for block in text)
    return min(headlines, marks) >= _LIST_ITEMS and headlines + marks >= _MOSTLY * len(text)


def _are_teasers(text: Sequence[Block], page_lines: Sequence[Block]) -> bool:
    """Whether all running text stands right under headlines that lead elsewhere.

    A dated byline over the first of them makes an article of it, such as a week's review.
    """
    teasers = []
    for i, block in enumerate(text):
        if _reads(block.text):
            if not i or not text[i - 1].is_link or _reads(text[i - 1].text):
                return False
            teasers.append(i)
    if len(teasers) < _LIST_ITEMS:
        return False
    first = text[teasers[0] - 1].text
    at = next((i for i, block in enumerate(page_lines) if block.text == first), 0)
    over = page_lines[max(0, at - _BYLINE_WITHIN) : at]
    return not is_dated(over)


def _reads(text: str) -> bool:
    return is_prose(text) or bool(_pattern("item").search(text))


def _leads_elsewhere(text: Sequence[Block]) -> bool:
    return all(_pattern("stub").fullmatch(block.text) for block in text)


def _why_empty(document: Document, page_lines: Sequence[Block]) -> Reason:
    if sum(block.link_chars * 2 >= len(block.text) for block in page_lines) >= _LIST_LINKS * 2:
        return Reason.LIST_PAGE
    if any(_pattern("stub").fullmatch(block.text) for block in page_lines):
        return Reason.STUB
    elements = document.elements  # players are out of the tree, with all that shows no text
    if any(e.tag == "input" and e.get("type") == "password" for e in elements):
        return Reason.LOGIN_WALL
    if any(map(_is_player, elements)):
        return Reason.VIDEO_ONLY
    if document.root.xpath("boolean(//body//img)"):
        return Reason.PICTURE_ONLY
    scripted = any(e.tag == "script" for e in elements)
    if scripted and sum(len(b.text) for b in page_lines) < _LITTLE // 2:
        return Reason.EMPTY_SHELL
    return Reason.NO_ARTICLE


def _is_player(element: Element) -> bool:
    if element.tag in ("video", "embed"):
        return True
    named = " ".join(element.get(name) or "" for name in ("src", "id", "class"))
    return element.tag in ("iframe", "object", "div") and bool(_pattern("player").search(named))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("kinds.toml")[name]))
