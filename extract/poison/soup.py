"""Empty elements under one random id, and hidden blocks, that a kit spreads over a page."""

import re
from collections import Counter
from collections.abc import Iterator

from extract.poison.edits import Change
from extract.poison.rules import load
from extract.record import Removed

_EMPTY = re.compile(r'<(\w+) id="([A-Za-z0-9]{3,8})">(?=\s*</?\w)')
_CHILDLESS = re.compile(r' id="([A-Za-z0-9]{3,8})"></')
_DIV = re.compile(r"<(/?)div\b[^<>]*>", re.IGNORECASE)


def shared_id(source: str) -> tuple[str, int]:
    """Return the id that most opening tags without content share, and how many do."""
    if ' id="' not in source:
        return "", 0
    counts = Counter(found.group(2) for found in _EMPTY.finditer(source))
    return counts.most_common(1)[0] if counts else ("", 0)


def may_share(source: str) -> bool:
    """Tell cheaply whether empty elements share an id."""
    counts = Counter(found.group(1) for found in _CHILDLESS.finditer(source))
    return bool(counts) and counts.most_common(1)[0][1] > 1


def removals(source: str, ident: str, *, markup: bool) -> Iterator[tuple[Change, Removed]]:
    """Yield hidden blocks, then every run of elements with `ident` outside of them."""
    at = 0
    spans = []
    for start, end in _blocks(source) if markup else ():
        if start >= at:
            spans.append(("hidden_block", start, end))
            at = end
    if ident:
        inside = [(start, end) for _, start, end in spans]
        spans += [
            ("soup", *found.span())
            for found in _runs(ident, markup=markup).finditer(source)
            if not any(start <= found.start() < end for start, end in inside)
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
    for marker in load("signals")["markers"]["hidden_block"]:
        at = source.find(marker)
        while at >= 0:
            start = source.rfind("<", 0, at)
            if start >= 0:
                end = _close(source, start)
                yield start, end
                at = source.find(marker, max(end, at + 1))
            else:
                at = source.find(marker, at + 1)


def _close(source: str, start: int) -> int:
    depth = 0
    end = start
    for tag in _DIV.finditer(source, start):
        depth += -1 if tag.group(1) else 1
        end = tag.end()
        if depth == 0:
            return end
    # never closed: take the opening tag alone, so that no article goes with it
    return source.find(">", start) + 1 or end
