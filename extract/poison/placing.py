"""Where a repair made in a page's source stands in the fields read from it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from extract.poison.edits import Edit
from extract.record import Repair

_CONTEXTS = (8, 3, 0)


class _Field:
    """One field's Han characters, and how far along them repairs were placed."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.places = [i for i, char in enumerate(text) if _is_han(char)]
        self.han = "".join(text[i] for i in self.places)
        self.cursor = 0


def place(source: str, edits: Sequence[Edit], fields: Mapping[str, str]) -> tuple[Repair, ...]:
    """Align edits with fields by the Han characters around them, in the order they stand."""
    if not edits:
        return ()
    places = [i for i, char in enumerate(source) if _is_han(char)]
    han = "".join(source[i] for i in places)
    targets = [_Field(name, text) for name, text in fields.items() if text]
    repairs, taken = [], set()
    for edit in edits:
        after = source[edit.start : edit.end]
        left, right = bisect_left(places, edit.start), bisect_left(places, edit.end)
        found = _find(han, left, right, after, targets) if left < right else None
        if found and (key := (found[0], found[1])) not in taken:
            taken.add(key)
            repairs.append(Repair(edit.kind, edit.before, after, found[1], found[0]))
    return tuple(repairs)


def _find(
    han: str, left: int, right: int, after: str, targets: Sequence[_Field]
) -> tuple[str, int] | None:
    for width in _CONTEXTS[:2]:
        begin = max(0, left - width)
        for before, behind in ((begin, right + width), (begin, right), (left, right + width)):
            key = han[before:behind]
            if len(key) <= right - left:
                continue
            for target in targets:
                offset = _offset(target, key, left - before, after)
                if offset is not None:
                    return target.name, offset
    return None


def _offset(target: _Field, key: str, inside: int, after: str) -> int | None:
    for begin in (target.cursor, 0):
        at = target.han.find(key, begin)
        if at < 0:
            continue
        lead = next((i for i, char in enumerate(after) if _is_han(char)), 0)
        offset = target.places[at + inside] - lead
        if offset >= 0 and target.text.startswith(after, offset):
            target.cursor = max(0, at)
            return offset
    return None


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
