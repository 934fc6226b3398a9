"""Where a repair made in a page's source stands in the fields read from it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.poison.edits import Edit
from extract.record import Repair

_WIDTHS = (8, 3)
_MOST = 20_000
_SHORT = 16
"""Han characters of a field, such as a name, that is looked for as a whole."""


class _Field:
    """One field's Han characters, and how far along them repairs were placed."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.places = [i for i, char in enumerate(text) if _is_han(char)]
        self.han = "".join(text[i] for i in self.places)
        self.cursor = 0

    def offset(self, at: int, after: str) -> int | None:
        """Return where `after` stands; its first Han character, if any, is the field's `at`th."""
        lead = next((i for i, char in enumerate(after) if _is_han(char)), None)
        if lead is not None:
            offset = self.places[at] - lead if at < len(self.places) else -1
            return offset if offset >= 0 and self.text.startswith(after, offset) else None
        start = self.places[at - 1] + 1 if at else 0
        end = self.places[at] if at < len(self.places) else len(self.text)
        found = self.text.find(after, start, end)
        return found if found >= 0 else None


@dataclass(frozen=True, slots=True)
class _Spot:
    """An edit's place among the Han characters of the source."""

    han: str
    left: int
    right: int
    after: str


def place(source: str, edits: Sequence[Edit], fields: Mapping[str, str]) -> tuple[Repair, ...]:
    """Align edits with fields by the Han characters around them, in the order they stand.

    Of more than 20,000 edits the others get no place: no article has as many.
    """
    if not edits:
        return ()
    places = [i for i, char in enumerate(source) if _is_han(char)]
    han = "".join(source[i] for i in places)
    targets = [_Field(name, text) for name, text in fields.items() if text]
    repairs, taken = [], set()
    for edit in edits[:_MOST]:
        after = source[edit.start : edit.end].strip()
        left, right = bisect_left(places, edit.start), bisect_left(places, edit.end)
        if not after:
            continue
        for name, offset in _find(_Spot(han, left, right, after), targets):
            if (name, offset) not in taken:
                taken.add((name, offset))
                repairs.append(Repair(edit.kind, edit.before, after, offset, name))
                break
    return tuple(repairs)


def _find(spot: _Spot, targets: Sequence[_Field]) -> Iterator[tuple[str, int]]:
    """Yield the places where an edit may stand, the likeliest first."""
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
                        yield target.name, offset


def _places(target: _Field, key: str, inside: int, after: str) -> Iterator[tuple[str, int]]:
    for begin in (target.cursor, 0):
        at = target.han.find(key, begin)
        if at >= 0 and (offset := target.offset(at + inside, after)) is not None:
            target.cursor = at
            yield target.name, offset


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
