"""The stretches of a source that a reader sees, as opposed to tags, addresses and scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|textarea)\b.*?</\1\s*>|<![^>]*>|"
    r"</?[a-zA-Z][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""\b(?:title|alt|content)\s*=\s*(?:"([^"<>]*)|'([^'<>]*))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Region:
    start: int
    end: int
    attribute: bool = False


def readable(source: str, *, markup: bool) -> Iterator[Region]:
    """Yield text, line by line, and the values of title, alt and content attributes."""
    at = 0
    for tag in _MARKUP.finditer(source) if markup else ():
        yield from _lines(source, at, tag.start())
        if tag.group(1) is None and not tag.group().startswith("<!"):
            for found in _ATTRIBUTE.finditer(source, tag.start(), tag.end()):
                yield Region(*found.span(found.lastindex or 0), attribute=True)
        at = tag.end()
    yield from _lines(source, at, len(source))


def _lines(source: str, start: int, end: int) -> Iterator[Region]:
    while start < end:
        stop = source.find("\n", start, end)
        stop = end if stop < 0 else stop
        if source[start:stop].strip():
            yield Region(start, stop)
        start = stop + 1
