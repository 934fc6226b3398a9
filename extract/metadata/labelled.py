"""What labels and dates say on a line, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.metadata.dates import find_dates
from extract.metadata.labels import FURNITURE, Kind, Label, find_labels
from extract.metadata.line_date import date_of_line
from extract.metadata.names import read_names, read_unit, tokens
from extract.metadata.outlets import outlet_before, outlet_named
from extract.metadata.persons import fold_script, is_name, is_unit
from extract.metadata.unlabelled import Reading, read_opening, read_unlabelled, shown
from extract.record import Precision

if TYPE_CHECKING:
    from extract.metadata.dates import Dated

_TAIL = re.compile(r"(?:https?:|www\.)\S+")
_FINISH = re.compile("(?:摄影|综合)?报道|文/图|图/文|发自")
_PHOTOGRAPHED = re.compile(r"(?:摄影|摄像)\s*[)）】\]]?\s*$")
_CREDITS = {
    Kind.AUTHOR: "authors",
    Kind.CORRESPONDENT: "correspondents",
    Kind.EDITOR: "editors",
    Kind.SUPPLIER: "authors",
}


@lru_cache(maxsize=256)
def read_line(line: str) -> Reading:
    """Read a cleaned line; several ask of one page's lines, and none changes what it gets."""
    folded = fold_script(line)
    dates = [d for d in find_dates(line) if d.precision is not Precision.MONTH]
    labels = find_labels(folded)
    read = Reading()
    for label in labels:
        end = _end(line, label.end, labels, dates)
        read.consumed += shown(line[label.start : label.end])
        _read_value(read, line, label, end, glued=_is_glued(line, end, labels))
    opening = line[: _end(line, 0, labels, dates)]
    if labels and _PHOTOGRAPHED.match(folded, labels[0].start) and labels[0].start == len(opening):
        read.consumed += shown(opening)  # （张三丰摄影）
        return read
    signed = bool(labels) and labels[0].role and labels[0].start == len(opening)
    read_opening(read, opening, folded, alone=len(opening) == len(line), signed=signed)
    first = date_of_line(line, dates, labels)
    if first is not None:
        _read_around_date(read, line, labels, dates)
        read.published = first
        read.consumed += sum(shown(line[d.start : d.end]) for d in dates)
    return read


def _read_value(read: Reading, line: str, label: Label, end: int, *, glued: bool) -> None:
    value = _TAIL.sub("", line[label.end : end])
    if label.kind is Kind.SOURCE:
        named = None if glued else outlet_named(value)
        read.source = read.source or named
        read.consumed += shown(named or (value if len(value) <= FURNITURE else ""))
        read.add("authors", _names_behind(value, named))
        return
    if label.kind not in _CREDITS:
        read.consumed += shown(value) if len(value.strip()) <= FURNITURE else 0
        return
    closed = label.role and value.endswith((")", "）"))
    labelled = (label.colon or closed) and label.kind is not Kind.SUPPLIER
    names = read_names(value, labelled=labelled)
    read.add(_CREDITS[label.kind], names)
    if names:
        read.consumed += sum(map(shown, _FINISH.findall(fold_script(value))))
    elif is_unit(fold_script(value.strip())):  # an office that signs as the writer
        read.consumed += shown(value)
    if label.kind is Kind.SUPPLIER and (unit := read_unit(value)):
        read.name_source(unit)
    if label.outlet and (names or not value.strip()):  # else it names a photographer
        outlet = line[slice(*label.outlet)]
        read.source = read.source or outlet_before(outlet)
        read.consumed += shown(outlet)


def _names_behind(value: str, outlet: str | None) -> tuple[str, ...]:
    """Return the people of 来源：某市政协 张三丰, where an office stands before them."""
    if outlet is None or not is_unit(fold_script(outlet)):
        return ()
    rest = tokens(value.partition(outlet)[2])
    return tuple(filter(None, rest)) if all(map(is_name, filter(None, rest))) else ()


def _is_glued(line: str, end: int, labels: list[Label]) -> bool:
    """Whether a value runs into a role, as in 来源：每经记者 李听, and so is part of it."""
    return any(x.role and x.start == end for x in labels) and not line[end - 1].isspace()


def _read_around_date(read: Reading, line: str, labels: list[Label], dates: list[Dated]) -> None:
    """Read what stands unlabelled before or behind the first date."""
    first = dates[0]
    behind = _end(line, first.end, labels, dates[1:])
    read_unlabelled(read, line[first.end : behind])
    if not any(label.start < first.start for label in labels):
        read_unlabelled(read, line[: first.start])


def _end(line: str, start: int, labels: list[Label], dates: list[Dated]) -> int:
    """Return where a value that begins at `start` ends."""
    stops = [label.start for label in labels if label.start >= start and label.end > start]
    stops += [label.outlet[0] for label in labels if label.outlet and label.outlet[0] >= start]
    stops += [dated.start for dated in dates if dated.start >= start]
    return min([*stops, len(line)])
