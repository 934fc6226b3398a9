"""Changes to a page's source, and where they stand once all are made."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Change:
    """text[start:end] becomes `after`. `shown` of its characters are text, the rest is markup."""

    kind: str
    start: int
    end: int
    after: str
    shown: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A span that was mended; it now stands at source[start:end]."""

    kind: str
    before: str
    start: int
    end: int


class Taken:
    """Spans of a text that overlap none of each other; there may be tens of thousands."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> bool:
        """Take a span, and return whether it was taken: not where another has a part of it."""
        i = bisect_right(self._starts, start)
        if (i and start < self._ends[i - 1] and self._starts[i - 1] < end) or (
            i < len(self._starts) and self._starts[i] < end
        ):
            return False
        self._starts.insert(i, start)
        self._ends.insert(i, end)
        return True

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def covers(self, place: int) -> bool:
        """Whether a character stands in one of them."""
        i = bisect_right(self._starts, place)
        return i > 0 and place < self._ends[i - 1]


def make(
    source: str, edits: Sequence[Edit], changes: Iterable[Change]
) -> tuple[str, tuple[Edit, ...]]:
    """Return the source with `changes` made, and old and new edits at their places in it.

    A change inside an earlier edit belongs to that edit and gets none of its own; one that reaches
    over its end lengthens it. Changes don't overlap each other; a change of kind "removed" leaves
    no edit.
    """
    ordered = list(_split(sorted(changes, key=lambda change: change.start), edits))
    if not ordered:
        return source, tuple(edits)
    edits = _lengthened(source, edits, ordered)
    parts: list[str] = []
    at = 0
    for change in ordered:
        parts += (source[at : change.start], change.after)
        at = change.end
    parts.append(source[at:])
    moved = _Moved(ordered)
    kept = [
        Edit(kind, before, moved.place(start, last=False), moved.place(end, last=True))
        for kind, before, start, end in map(_PARTS, edits)
    ]
    starts = [edit.start for edit in edits]
    for change in ordered:
        i = bisect_right(starts, change.start) - 1
        if change.kind != "removed" and not (i >= 0 and change.start < edits[i].end):
            begin = moved.place(change.start, last=False)
            shown = len(change.after) if change.shown is None else change.shown
            kept.append(Edit(change.kind, source[change.start : change.end], begin, begin + shown))
    return "".join(parts), tuple(sorted(kept, key=lambda edit: edit.start))


def _split(changes: Iterable[Change], edits: Sequence[Edit]) -> Iterator[Change]:
    """Cut changes that replace character by character where an edit begins or ends."""
    bounds = sorted({place for edit in edits for place in (edit.start, edit.end)})
    for change in changes:
        at = change.start
        if len(change.after) == change.end - change.start:
            inside = bounds[bisect_right(bounds, change.start) : bisect_left(bounds, change.end)]
            for stop in inside:
                yield replace(change, start=at, end=stop, after=_part(change, at, stop))
                at = stop
        yield (
            change
            if at == change.start
            else replace(change, start=at, after=_part(change, at, change.end))
        )


def _part(change: Change, start: int, end: int) -> str:
    return change.after[start - change.start : end - change.start]


def _lengthened(source: str, edits: Sequence[Edit], changes: Sequence[Change]) -> Sequence[Edit]:
    """Let an edit whose end lies inside a change reach to that change's end."""
    starts = [change.start for change in changes]
    out = []
    for edit in edits:
        i = bisect_left(starts, edit.end) - 1
        if i >= 0 and edit.start <= changes[i].start and edit.end < changes[i].end:
            end = changes[i].end
            out.append(replace(edit, before=edit.before + source[edit.end : end], end=end))
        else:
            out.append(edit)
    return out


_PARTS = attrgetter("kind", "before", "start", "end")
"""A page may have tens of thousands of edits, and `replace` is slow."""


class _Moved:
    def __init__(self, ordered: Sequence[Change]) -> None:
        self._ordered = ordered
        self._starts = [change.start for change in ordered]
        grown = (len(change.after) - (change.end - change.start) for change in ordered)
        self._grown = [0, *accumulate(grown)]

    def place(self, position: int, *, last: bool) -> int:
        """Return where `position` lands; inside a change, that change's start or its end."""
        i = bisect_right(self._starts, position)
        if i and self._starts[i - 1] == position:
            i -= 1
        if i and position < self._ordered[i - 1].end:
            change = self._ordered[i - 1]
            begin = change.start + self._grown[i - 1]
            return begin + len(change.after) if last else begin
        return position + self._grown[i]
