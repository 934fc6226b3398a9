"""Reading the lines that say who printed an article, who wrote it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from extract.metadata.dates import find_dates
from extract.metadata.labels import FURNITURE, Kind, Label, find_labels
from extract.metadata.names import read_names, read_unit, tokens
from extract.metadata.outlets import outlet_before, outlet_named
from extract.metadata.persons import fold_script, is_name, is_unit, words
from extract.metadata.unlabelled import Reading, read_opening, read_unlabelled, shown
from extract.record import Precision
from extract.rules_files import load

if TYPE_CHECKING:
    from datetime import datetime

    from extract.metadata.dates import Dated

LONGEST = 400
_LINE = 100
_UNLABELLED = 12
_TELLING = re.compile("[0-9\u3400-\u9fff]")
"""No byline that is read here does without."""
_TIMED = (Precision.MINUTE, Precision.SECOND)
_PINYIN = re.compile("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňɡ]{1,7}[)）]")
_TAG = re.compile("</?[a-zA-Z][^<>]{0,200}>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,20})\s{0,3}=\s{0,3}["']([^"'<>]{0,200})["']""")
_LABELS = {"published": "发布时间", "source": "来源", "author": "作者", "editor": "责任编辑"}
_LEGAL = re.compile("版权所有|[Cc]opyright|COPYRIGHT|ICP|公网?安备|许可证|All [Rr]ights|©")
_CLAUSE = re.compile("[，,、《“（]$|日[，,]")
_WORD = re.compile(r"\w")
_CLOSE = re.compile("[)）]")
_TAIL = re.compile(r"(?:https?:|www\.)\S+")
_SENTENCE = re.compile("[。！？；]")
_FINISH = re.compile("(?:摄影|综合)?报道|文/图|图/文|发自")
_PHOTOGRAPHED = re.compile(r"(?:摄影|摄像)\s*[)）】\]]?\s*$")
_BUTTON = re.compile("分享|字体|字号|打印|收藏|关闭|评论|放大|缩小")
"""Labels that no number follows."""
_CREDITS = {
    Kind.AUTHOR: "authors",
    Kind.CORRESPONDENT: "correspondents",
    Kind.EDITOR: "editors",
    Kind.SUPPLIER: "authors",
}
_FURNITURE = (Kind.OTHER, Kind.PICTURE)


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


def read_byline(text: str) -> Byline:
    """Return what a byline says; nothing from a copyright line or a sentence of text.

    Reads the first 400 characters. Never raises.
    """
    line = _cleaned(text[:LONGEST])
    if not _TELLING.search(line) or _LEGAL.search(fold_script(line)):
        return NOTHING
    read = _read(line)
    return Byline(
        published=read.published.moment if read.published else None,
        precision=read.published.precision if read.published else None,
        source=read.source,
        authors=tuple(read.authors),
        correspondents=tuple(read.correspondents),
        editors=tuple(read.editors),
    )


@lru_cache(maxsize=2048)
def is_byline(line: str) -> bool:
    """Whether a line of a page is a byline and nothing else, and so no line of the text."""
    if (
        not _TELLING.search(line)
        or len(line) > _LINE
        or (_SENTENCE.search(line) and not line.startswith(("(", "（", "[", "【")))
    ):
        return False
    line = _cleaned(line)
    printed = shown(line)
    if not printed or _LEGAL.search(line):
        return False
    read = _read(line)
    credited = read.source or read.has_people
    if not credited and _CLAUSE.search(line):  # 2024年3月5日，
        return False
    if not (read.published or credited or _only_labels(line)):
        return False
    timed = read.published is not None and read.published.precision in _TIMED
    # with the minute beside it, an unlabelled word or two can only be the source or the writer
    return printed - read.consumed <= (_UNLABELLED if timed else 1)


def _cleaned(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(_as_label, text)
    return _PINYIN.sub("", text.replace("&nbsp;", "\xa0"))


def _as_label(tag: re.Match[str]) -> str:
    """Return what a meta tag says as a byline would, and a blank for any other tag."""
    attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag.group())}
    named = attributes.get("name", attributes.get("property", "")).lower()
    fields = load("metadata/tags.toml")["fields"]
    label = next((words for f, words in _LABELS.items() if named in fields[f]["meta"]), None)
    return f" {label}：{attributes.get('content', '')} " if label else " "


@lru_cache(maxsize=256)
def _read(line: str) -> Reading:
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
    first = _date_of_line(line, dates, labels)
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


def _date_of_line(line: str, dates: list[Dated], labels: list[Label]) -> Dated | None:
    """Return the first date of publication, else that of a draft, else of an update, else None.

    A number behind 点击 or 电话 is no date, and one behind the bracket that names the writers is
    the text's.
    """
    close = next((found.start() for found in _CLOSE.finditer(line)), len(line))
    named = any(label.role and label.start < close for label in labels)
    if any(line.startswith("地点", label.start) for label in labels):
        return None  # an invitation's
    second: dict[Kind, Dated] = {}
    for dated in dates:
        if named and dated.start > close:
            break
        label = next((x for x in reversed(labels) if x.end <= dated.start), None)
        direct = label is not None and not _WORD.search(line, label.end, dated.start)
        kind = label.kind if label is not None and label.colon and direct else Kind.PUBLISHED
        before = fold_script(line[label.start : dated.start]) if label is not None else ""
        if kind is Kind.UPDATED or (direct and before.startswith(_drafted())):
            second.setdefault(kind, dated)
        elif kind is Kind.OTHER and not _BUTTON.match(before):
            continue
        elif not _is_number(line, dated, labelled=kind is Kind.PUBLISHED and direct):
            return dated
    return second.get(Kind.PUBLISHED) or second.get(Kind.UPDATED)


def _is_number(line: str, dated: Dated, *, labelled: bool) -> bool:
    """Whether eight digits stand behind a label that is none of time."""
    if labelled or not line[dated.start : dated.end].isdecimal():
        return False
    return line[: dated.start].rstrip().endswith((":", "："))


@cache
def _drafted() -> tuple[str, ...]:
    return tuple(words("drafted"))


def _end(line: str, start: int, labels: list[Label], dates: list[Dated]) -> int:
    """Return where a value that begins at `start` ends."""
    stops = [label.start for label in labels if label.start >= start and label.end > start]
    stops += [label.outlet[0] for label in labels if label.outlet and label.outlet[0] >= start]
    stops += [dated.start for dated in dates if dated.start >= start]
    return min([*stops, len(line)])


def _only_labels(line: str) -> bool:
    return any(label.kind not in _FURNITURE for label in find_labels(fold_script(line)))
