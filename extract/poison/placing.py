"""Where a repair made in a page's source stands in the fields read from it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from extract.poison.edits import Edit
from extract.record import Repair

_RUN = re.compile("[\u4e00-\u9fff]+")
_BETWEEN = "\0"
_OTHER = re.compile(f"[^\u4e00-\u9fff{_BETWEEN}]+")
_WIDTHS = (8, 3)
_LONGEST = 500_000
"""Characters of a field: a book has as many."""
_MOST_MISSED = 10_000
_BEHIND = 1000
"""Characters of the source behind the last edit that may say where it stands."""
_SHORT = 16
"""Han characters of a field, such as a name, that is looked for as a whole."""


class _Field:
    """One field's Han characters, and how far along them repairs were placed."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        runs = [found.span() for found in _RUN.finditer(text, 0, _LONGEST)]
        self.han = "".join([text[start:end] for start, end in runs])
        self._starts = [start for start, _ in runs]
        self._counts = [0, *accumulate(end - start for start, end in runs)]
        self.cursor = 0

    def offset(self, at: int, after: str) -> int | None:
        """Return where `after` stands; its first Han character, if any, is the field's `at`th."""
        behind = self._place(at) if at < len(self.han) else len(self.text)
        if lead := _RUN.search(after):
            offset = behind - lead.start() if at < len(self.han) else -1
            return offset if offset >= 0 and self.text.startswith(after, offset) else None
        found = self.text.find(after, self._place(at - 1) + 1 if at else 0, behind)
        return found if found >= 0 else None

    def _place(self, number: int) -> int:
        """Return where the Han character with this number, from 0, stands in the text."""
        i = bisect_right(self._counts, number) - 1
        return self._starts[i] + number - self._counts[i]


@dataclass(frozen=True, slots=True)
class _Spot:
    """An edit's place among the Han characters of the source."""

    han: str
    left: int
    right: int
    after: str


def place(source: str, edits: Sequence[Edit], fields: Mapping[str, str]) -> tuple[Repair, ...]:
    """Align edits with fields by the Han characters around them, in the order they stand.

    Behind so many that stand in no field, as no menus and footers have, no more are looked for.
    """
    if not edits:
        return ()
    bounds = [0, *(edit.start for edit in edits), edits[-1].end + _BEHIND]
    parts = _han(source, pairwise(bounds))
    own = _han(source, ((edit.start, edit.end) for edit in edits))
    han = "".join(parts)
    targets = [_Field(name, text) for name, text in fields.items() if text]
    repairs, taken = [], set()
    left = missed = 0
    for edit, part, mended in zip(edits, parts, own, strict=False):
        after = source[edit.start : edit.end].strip()
        left += len(part)
        right = left + len(mended)
        if not after:
            continue
        if missed > _MOST_MISSED:
            break
        missed += 1
        for target, at, offset in _find(_Spot(han, left, right, after), targets):
            if (target.name, offset) not in taken:
                taken.add((target.name, offset))
                target.cursor = at + right - left
                repairs.append(Repair(edit.kind, edit.before, after, offset, target.name))
                missed -= 1
                break
    return tuple(repairs)


def _find(spot: _Spot, targets: Sequence[_Field]) -> Iterator[tuple[_Field, int, int]]:
    """Yield where an edit may stand, the likeliest first: a field, and its place there.

    The place is given in Han characters and in characters.
    """
    for width in _WIDTHS:
        begin, behind = max(0, spot.left - width), spot.right + width
        for start, stop in ((begin, behind), (begin, spot.right), (spot.left, behind)):
            key = spot.han[start:stop]
            if len(key) <= spot.right - spot.left:
                continue
            for target in targets:
                yield from _places(target, key, spot.left - start, spot.after)
    for target in targets:
        size = len(target.han)
        if spot.right - spot.left <= size <= _SHORT:
            for start in range(max(0, spot.right - size), spot.left + 1):
                if spot.han.startswith(target.han, start):
                    offset = target.offset(spot.left - start, spot.after)
                    if offset is not None:
                        yield target, spot.left - start, offset


def _places(target: _Field, key: str, inside: int, after: str) -> Iterator[tuple[_Field, int, int]]:
    begin = max(target.cursor - inside, 0)
    for start, end in ((begin, len(target.han)), (0, begin + len(key) - 1 if begin else 0)):
        at = target.han.find(key, start, end)
        if at >= 0 and (offset := target.offset(at + inside, after)) is not None:
            yield target, at + inside, offset


def _han(source: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return the Han characters of each span, in one go: there may be tens of thousands."""
    sound = source.replace(_BETWEEN, " ")
    return _OTHER.sub("", _BETWEEN.join([sound[i:j] for i, j in spans])).split(_BETWEEN)
