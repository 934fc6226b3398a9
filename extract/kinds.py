"""Naming pages that hold no article."""

import re
from collections.abc import Sequence
from functools import cache

from extract.blocks import Block
from extract.document import Element
from extract.page import Page
from extract.reasons import Reason
from extract.rules_files import load
from extract.trim import is_prose

MAX_BYTES = 16 << 20
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
_LIST_LINKS = 8
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MANY = 0.1


def unreadable(page: Page) -> Reason | None:
    """Say why a response can't hold text at all, before it is decoded."""
    body = page.body
    if not body.strip():
        return Reason.EMPTY_BODY
    if len(body) > MAX_BYTES:
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
    root: Element, page_lines: Sequence[Block], text: Sequence[Block]
) -> Reason | None:
    """Say why the lines found are no article, None where they are one."""
    shown = "\n".join(block.text for block in page_lines[:200])
    length = sum(len(block.text) for block in text)
    prose = sum(len(block.text) for block in text if is_prose(block.text))
    if len(shown) < _LITTLE or length < _LITTLE // 4:
        for name, reason in _NOTICES:
            if _pattern(name).search(shown[: 4 * _LITTLE]):
                return reason
    links = sum(block.link_chars > 0 for block in text)
    linked = sum(block.link_chars for block in text)
    if not prose and links >= _LIST_LINKS and links * 2 > len(text) and linked * 3 > length:
        return Reason.LIST_PAGE
    if length >= _TINY:
        return None
    return _why_empty(root, page_lines)


_NOTICES = (
    ("deleted", Reason.DELETED_NOTICE),
    ("login", Reason.LOGIN_WALL),
    ("shell", Reason.EMPTY_SHELL),
)


def _why_empty(root: Element, page_lines: Sequence[Block]) -> Reason:
    if sum(block.is_link for block in page_lines) >= _LIST_LINKS * 2:
        return Reason.LIST_PAGE
    if root.xpath("boolean(//input[@type='password'])"):
        return Reason.LOGIN_WALL
    if root.xpath("boolean(//video | //embed | //iframe[contains(@src,'video')])"):
        return Reason.VIDEO_ONLY
    if root.xpath("boolean(//body//img)"):
        return Reason.PICTURE_ONLY
    if root.xpath("boolean(//script)") and sum(len(b.text) for b in page_lines) < _LITTLE // 2:
        return Reason.EMPTY_SHELL
    return Reason.NO_ARTICLE


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("kinds.toml")[name]))
