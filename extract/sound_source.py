"""A page's source as bytes that the parser reads to its end, and in time."""

import re
import sys
from itertools import accumulate

_NOT_XML = bytes((*range(9), 0xB, 0xC, *range(0xE, 0x20)))
_NO_CHARACTERS = ("\ufffe", "\uffff")
# references to characters, save the usual ones: none of those is unsound
_REFERENCE = re.compile(
    rb"&#(?!(?:[1-9][0-9]{2,3}|[1-4][0-9]{4}|[xX][1-9a-cA-C][0-9a-fA-F]{3});)"
    rb"(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?"
)
_WHITE = (0x9, 0xA, 0xD)
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
# templates put together from whole pages end more than once; the parser would stop at the first end
_ENDS = re.compile(rb"</(?:[hH][tT][mM][lL]|[bB][oO][dD][yY])\s*>")
# libxml2 takes the square of a tag's attributes in time
_LONG = 20_000
_LONG_TAG = re.compile(rb"<([A-Za-z][\w:-]{0,30})\s[^<>]{20000,}>")
MAX_CHARS = 6_000_000
"""Characters parsed; an article stands well before."""
MAX_TAGS = 220_000
"""Tags parsed: a hundred thousand links and the article behind them."""
MAX_ELEMENTS = 70_000
"""Elements parsed, links aside. The longest pages of news sites have a seventh of that."""
_LINKS_AND_ENDS = (b"a ", b"a>", b"A ", b"A>", b"/")


def sound_source(source: str) -> bytes:
    """Return UTF-8 of the first `MAX_CHARS` characters, without what stops the parser."""
    source = source[:MAX_CHARS]
    for char in filter(source.__contains__, _NO_CHARACTERS):
        source = source.replace(char, "")
    data = source.encode("utf-8", "ignore").translate(None, _NOT_XML)
    if data.count(b"<") > MAX_ELEMENTS:
        data = _cut(data)
    data = _XML_DECLARATION.sub(b"", data)
    if b"&#" in data:
        data = _REFERENCE.sub(_sound_reference, data)
    return _ENDS.sub(b"", _without_long_tags(data))


def _cut(data: bytes) -> bytes:
    """Return the page up to `MAX_TAGS` tags or `MAX_ELEMENTS` that begin elements but links."""
    tags = data.split(b"<", MAX_TAGS)[:MAX_TAGS]
    begun = accumulate(not tag.startswith(_LINKS_AND_ENDS) for tag in tags)
    return b"<".join(tags[: next((i for i, n in enumerate(begun) if n > MAX_ELEMENTS), None)])


def _without_long_tags(data: bytes) -> bytes:
    """Return the page with the attributes taken off each tag that has too many of them.

    Such a tag has a window of half its length without another tag's beginning in it.
    """
    half = _LONG // 2
    parts: list[bytes] = []
    at = seen = 0
    for start in range(0, len(data) - half + 1, half):
        if data.find(b"<", start, start + half) >= 0:
            continue
        begins, seen = data.rfind(b"<", seen, start), start
        if begins >= at and (found := _LONG_TAG.match(data, begins)):
            parts += (data[at:begins], b"<", found[1], b">")
            at = found.end()
    return b"".join((*parts, data[at:])) if parts else data


def _sound_reference(found: re.Match[bytes]) -> bytes:
    """Return a character reference, or nothing for one of a character that no tree can hold."""
    code = int(found[1], 16) if found[1] else int(found[2])
    sound = code in _WHITE or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF  # noqa: PLR2004
    return found[0] if sound and code <= sys.maxunicode else b""
