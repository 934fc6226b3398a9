"""Empty elements under one random id, and hidden blocks, that a kit spreads over a page."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from extract.poison.edits import Change, Taken
from extract.poison.rules import load
from extract.record import Removed

_EMPTY = re.compile(r'<(\w+) id="([A-Za-z0-9]{3,8})">(?=\s*</?\w)')
_ID = re.compile(r' id="([A-Za-z0-9]{3,8})"\Z')
_ID_LENGTH = 14
"""Characters that the longest such attribute takes."""
_CHILDLESS = '"></'
"""What stands behind the last attribute of an element without content."""
_DIV = re.compile(r"<(/?)div\b[^<>]*>", re.IGNORECASE)


def shared_id(source: str) -> tuple[str, int]:
    """Return the id that most opening tags without content share, and how many do."""
    if ' id="' not in source:
        return "", 0
    counts = Counter(found.group(2) for found in _EMPTY.finditer(source))
    return counts.most_common(1)[0] if counts else ("", 0)


def may_share(source: str) -> bool:
    """Tell cheaply whether empty elements share an id."""
    seen: set[str] = set()
    at = source.find(_CHILDLESS)
    while at >= 0:
        if found := _ID.search(source, max(0, at + 1 - _ID_LENGTH), at + 1):
            if found[1] in seen:
                return True
            seen.add(found[1])
        at = source.find(_CHILDLESS, at + 1)
    return False


def removals(source: str, ident: str, *, markup: bool) -> Iterator[tuple[Change, Removed]]:
    """Yield hidden blocks, then every run of elements with `ident` outside of them."""
    at = 0
    spans = []
    hidden = Taken()
    for start, end in _blocks(source) if markup else ():
        if start >= at and hidden.add(start, end):
            spans.append(("hidden_block", start, end))
            at = end
    if ident:
        spans += [
            ("soup", *found.span())
            for found in _runs(ident, markup=markup).finditer(source)
            if not hidden.covers(found.start())
        ]
    for kind, start, end in spans:
        yield Change("removed", start, end, ""), Removed(kind, source[start:end], "text")


def _runs(ident: str, *, markup: bool) -> re.Pattern[str]:
    tag = rf'<(\w+) id="{ident}">'
    if markup:
        return re.compile(rf"(?:{tag}\s*)+(?:</\w+>\s*|{tag}\s*)*?(?:</\w+>)+(?=\s*(?:<|$))")
    line = rf'^[ \t•]*(?:\d+\.)?[ \t]*(?:</?\w+(?: id="{ident}")?>[ \t]*)+$'
    return re.compile(line, re.MULTILINE)


def _blocks(source: str) -> Iterator[tuple[int, int]]:
    markers = load("signals")["markers"]["hidden_block"]
    divs = _Divs(source) if any(marker in source for marker in markers) else None
    for marker in markers if divs else ():
        at = source.find(marker)
        end = 0
        while divs and at >= 0:
            start = source.rfind("<", end, at)
            if start >= 0:
                end = divs.close(start)
                yield start, end
            at = source.find(marker, max(end, at + 1))


class _Divs:
    """Where the blocks of a page begin and end, read once for all of them."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tags: list[int] = []
        self._depths = [0]
        self._ends: dict[int, list[tuple[int, int]]] = {}
        """Depth to the number and end of each tag that leads to it, in order."""
        for i, tag in enumerate(_DIV.finditer(source)):
            self._tags.append(tag.start())
            depth = self._depths[-1] + (-1 if tag.group(1) else 1)
            self._depths.append(depth)
            self._ends.setdefault(depth, []).append((i, tag.end()))

    def close(self, start: int) -> int:
        """Return where the block that begins at `start` ends."""
        first = bisect_left(self._tags, start)
        ends = self._ends.get(self._depths[first], [])
        if (i := bisect_left(ends, (first, 0))) < len(ends):
            return ends[i][1]
        # never closed: take the opening tag alone, so that no article goes with it
        return self._source.find(">", start) + 1 or len(self._source)
