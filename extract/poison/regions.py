"""The stretches of a source that a reader sees, as opposed to tags, addresses and scripts."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

# ASCII alone, since to Python an old long s is a letter of SCRIPT
_ANY_CASE = re.IGNORECASE | re.ASCII
# a run of tags is looked at as one; atomic, since before 3.11.5 a possessive group that fails
# halfway through its last turn leaves the half that it had (python/cpython#106052)
_OPENING = re.compile(
    r"<!--|<!|<(script|style|textarea)\b|(?>(?:</?(?!(?<!/)(?:script|style|textarea)\b)[a-z][^<>]*>\s*+)+)",
    _ANY_CASE,
)
_TAG = re.compile("<[a-z][^<>]*>", _ANY_CASE)
# what else metadata is read from; a comment of e-papers, and JSON-LD
_DATA = re.compile(r"<!--enpproperty|<script\b[^<>]*ld\+json", _ANY_CASE)
_VALUE = re.compile(r'[^<>"\n]++')
_ENDS = {name: re.compile(rf"</{name}\s*>", _ANY_CASE) for name in ("script", "style", "textarea")}
_COMMENT_END = re.compile("-->")
_DECLARATION_END = re.compile(">")
_ATTRIBUTE = re.compile(
    r"""\b(?:title|alt|content)\s*=\s*(?:"([^"<>]*)|'([^'<>]*))""", re.IGNORECASE
)
_MOST = 40_000
_FOOT = 100_000
"""Characters."""
_MOST_OTHERS = 20_000
"""Comments, scripts and styles."""


class Region(NamedTuple):
    start: int
    end: int
    attribute: bool = False


def readable(source: str, *, markup: bool) -> Iterator[Region]:
    """Yield text, line by line, and the values of title, alt and content attributes.

    Values of metadata in comments and scripts count as attributes.
    """
    at = 0
    for start, end, tag in _markup(source) if markup else ():
        if at < start:
            yield from _lines(source, at, start)
        if tag and source.find("=", start, end) >= 0:
            for found in _ATTRIBUTE.finditer(source, start, end):
                yield Region(*found.span(found.lastindex or 0), attribute=True)
        elif not tag and _DATA.match(source, start, end):
            for found in _VALUE.finditer(source, start, end):
                if not found[0].isascii():
                    yield Region(*found.span(), attribute=True)
        at = end
    yield from _lines(source, at, len(source))


def head_and_foot(source: str, *, markup: bool) -> list[Region]:
    """Return the same as a list; of a page that no template made only its beginning and its end."""
    found = list(islice(readable(source, markup=markup), _MOST))
    if len(found) < _MOST:
        return found
    foot = source.find("<" if markup else "\n", max(found[-1].end, len(source) - _FOOT))
    if foot < 0:
        return found
    moved = (
        Region(start + foot, end + foot, attribute)
        for start, end, attribute in readable(source[foot:], markup=markup)
    )
    return found + list(moved)


def _markup(source: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where markup stands, and whether it is tags: not a comment, a script or the like.

    One that nothing ends costs no second look to the end of the page: see `missing`. Behind so many
    that no template made them, all is taken for text.
    """
    missing: set[re.Pattern[str]] = set()

    def ending(pattern: re.Pattern[str], at: int) -> int | None:
        found = None if pattern in missing else pattern.search(source, at)
        if found is None:
            missing.add(pattern)
            return None
        return found.end()

    at = others = 0
    while others < _MOST_OTHERS and (opening := _OPENING.search(source, at)):
        start, at = opening.span()
        tag: re.Match[str] | None = opening
        end: int | None = at
        if opening[0].startswith("<!"):
            tag = None
            end = ending(_COMMENT_END, at) if opening[0] == "<!--" else None
            end = end or ending(_DECLARATION_END, start)
        elif opening[1]:
            end = ending(_ENDS[opening[1].lower()], at)
            tag = None if end else _TAG.match(source, start)
            end = end or (tag.end() if tag else None)
        if end is not None:
            yield start, end, tag is not None
            others += tag is None
            at = end


def _lines(source: str, start: int, end: int) -> Iterator[Region]:
    if source.find("\n", start, end) < 0:
        if not source[start:end].isspace():
            yield Region(start, end)
        return
    while start < end:
        stop = source.find("\n", start, end)
        stop = end if stop < 0 else stop
        if source[start:stop].strip():
            yield Region(start, stop)
        start = stop + 1
