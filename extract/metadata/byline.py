"""Reading the lines that say who printed an article, who wrote it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.metadata.dates import find_dates
from extract.metadata.labels import FURNITURE, Kind, Label, find_labels
from extract.metadata.names import fold_script, is_name, read_names
from extract.metadata.outlets import dateline_outlet, is_outlet, outlet_before, outlet_named
from extract.record import Precision

if TYPE_CHECKING:
    from datetime import datetime

    from extract.metadata.dates import Dated

LONGEST = 400
_LINE = 100
_UNLABELLED = 12
_TIMED = (Precision.MINUTE, Precision.SECOND)
_PINYIN = re.compile("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňɡ]{1,7}[)）]")
_LEGAL = re.compile("版权所有|[Cc]opyright|COPYRIGHT|ICP|公网?安备|许可证|All [Rr]ights|©")
_CLOSE = re.compile(r"[)）\]】\n]")
_NOISE = re.compile(r"[\W_\d]+")
_TAIL = re.compile(r"(?:https?:|www\.)\S+")
_EDGES = " \u3000\xa0()（）[]【】|｜□■●·—-"
_SUPPLIED = ("供稿",)
_SELF = re.compile("本[报報]讯?|本[报報]訊|[(（]")
_SENTENCE = re.compile("[。！？；]")


@dataclass(frozen=True, slots=True)
class Byline:
    published: datetime | None = None
    precision: Precision | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Byline()


@dataclass(slots=True)
class _Reading:
    published: Dated | None = None
    source: str | None = None
    people: dict[Kind, tuple[str, ...]] | None = None
    consumed: int = 0
    """Letters and digits of the line that were understood."""


def read_byline(text: str) -> Byline:
    """Return what a byline says; nothing from a copyright line or a sentence of text."""
    line = _PINYIN.sub("", text[:LONGEST])
    if _LEGAL.search(fold_script(line)):
        return NOTHING
    read = _read(line)
    people = read.people or {}
    dated = read.published
    return Byline(
        published=dated.moment if dated else None,
        precision=dated.precision if dated else None,
        source=read.source,
        authors=people.get(Kind.AUTHOR, ()),
        correspondents=people.get(Kind.CORRESPONDENT, ()),
        editors=people.get(Kind.EDITOR, ()),
    )


def is_byline(line: str) -> bool:
    """Whether a line of a page is a byline and nothing else, and so no line of the text."""
    if len(line) > _LINE or (
        _SENTENCE.search(line) and not line.startswith(("(", "（", "[", "【"))
    ):
        return False
    line = _PINYIN.sub("", line)
    shown = len(_NOISE.sub("", line)) + sum(map(str.isdigit, line))
    if not shown or _LEGAL.search(line):
        return False
    read = _read(line)
    if not (read.published or read.source or read.people or _only_labels(line)):
        return False
    timed = read.published is not None and read.published.precision in _TIMED
    # with the minute beside it, an unlabelled word or two can only be the source or the writer
    return shown - read.consumed <= (_UNLABELLED if timed else 1)


def _read(line: str) -> _Reading:
    folded = fold_script(line)
    dates = [d for d in find_dates(line) if d.precision is not Precision.MONTH]
    labels = find_labels(folded)
    read = _Reading(people={})
    _read_values(read, line, labels, dates)
    opening = _end(line, 0, labels, dates)
    _read_opening(read, line[:opening], folded[:opening], labels, dates)
    first = _date_of_line(line, dates, labels)
    if first is not None:
        _read_unlabelled_source(read, line, labels, dates)
        read.published = first
        read.consumed += sum(_shown(line[d.start : d.end]) for d in dates)
    return read


def _read_values(read: _Reading, line: str, labels: list[Label], dates: list[Dated]) -> None:
    people = read.people if read.people is not None else {}
    for label in labels:
        end = _end(line, label.end, labels, dates)
        value = _TAIL.sub("", line[label.end : end])
        read.consumed += _shown(line[label.start : label.end])
        if label.outlet:
            named = outlet_before(line[label.outlet[0] : label.outlet[1]])
            read.source = read.source or named
            read.consumed += _shown(line[label.outlet[0] : label.outlet[1]])
        if label.kind is Kind.SOURCE:
            glued = next((x for x in labels if x.start == end and x.role), None)
            named = None if glued and end and not line[end - 1].isspace() else outlet_named(value)
            read.source = read.source or named
            read.consumed += _shown(named or "")
        elif label.kind is Kind.OTHER:
            read.consumed += _shown(value) if len(value.strip()) <= FURNITURE else 0
        elif names := read_names(_until_bracket(value)):
            people[label.kind] = (*people.get(label.kind, ()), *names)
            read.consumed += sum(_shown(name) for name in names)
            read.consumed += sum(word in value for word in ("报道", "摄影报道")) * 2
    if any(label.kind is Kind.OTHER and label.picture for label in labels):
        read.source = None


def _read_opening(
    read: _Reading, opening: str, folded: str, labels: list[Label], dates: list[Dated]
) -> None:
    """Read what stands before the first label or date, or alone: a dateline, an outlet, a name."""
    if outlet := dateline_outlet(folded, opening):
        read.source = read.source or outlet
        read.consumed += _shown(opening)
    bare = opening.strip(_EDGES)
    people = read.people if read.people is not None else {}
    bracket = max(opening.rfind("("), opening.rfind("（"), opening.rfind("【"))
    if bare.endswith(_SUPPLIED) and not labels:
        read.source = read.source or outlet_named(bare.removesuffix("供稿"))
        read.consumed += _shown(bare)
    elif bracket >= 0 or (dates and bare == opening.strip() and is_name(bare)):
        if names := read_names(_until_bracket(opening[bracket + 1 :])):
            people[Kind.AUTHOR] = (*names, *people.get(Kind.AUTHOR, ()))
            read.consumed += sum(map(_shown, names))
    elif fold_script(bare).endswith("摄影报道"):
        people[Kind.AUTHOR] = read_names(bare)
        read.consumed += _shown(bare)


def _read_unlabelled_source(
    read: _Reading, line: str, labels: list[Label], dates: list[Dated]
) -> None:
    """Take the outlet that stands alone before or behind the date."""
    if read.source or not dates:
        return
    stop = min((label.start for label in labels if label.start >= dates[0].end), default=len(line))
    for piece in (line[: dates[0].start], line[dates[0].end : stop]):
        bare = _SELF.split(piece, maxsplit=1)[0].strip(_EDGES)
        if is_outlet(bare) or (piece.strip()[:1] == "《" and bare):
            read.source = outlet_named(bare.strip("《》 "))
            read.consumed += _shown(bare)
            return


def _date_of_line(line: str, dates: list[Dated], labels: list[Label]) -> Dated | None:
    """Return the first date, unless it stands behind a bracket that names the writers."""
    if not dates:
        return None
    first = dates[0]
    close = next((m.start() for m in re.finditer("[)）]", line)), len(line))
    named = any(label.role and label.start < close for label in labels)
    return None if named and first.start > close else first


def _end(line: str, start: int, labels: list[Label], dates: list[Dated]) -> int:
    """Return where a value that begins at `start` ends."""
    stops = [label.start for label in labels if label.start >= start and label.end > start]
    stops += [label.outlet[0] for label in labels if label.outlet and label.outlet[0] >= start]
    stops += [dated.start for dated in dates if dated.start >= start]
    return min([*stops, len(line)])


def _until_bracket(value: str) -> str:
    found = _CLOSE.search(value.rstrip())
    return value[: found.start()] if found else value


def _shown(text: str) -> int:
    return len(_NOISE.sub("", text)) + sum(map(str.isdigit, text))


def _only_labels(line: str) -> bool:
    labels = find_labels(fold_script(line))
    return bool(labels) and any(label.kind is not Kind.OTHER for label in labels)
