"""Everything a page says of its article beside the text, each with the evidence that gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from extract.metadata.byline import Byline, is_byline, read_byline
from extract.metadata.dateline import day_of_dateline, read_dateline
from extract.metadata.dates import CHINA, read_date, read_month
from extract.metadata.published import Stamp, choose_published, dateline_stamp, stamp
from extract.metadata.scripts import date_in_scripts
from extract.metadata.urls import date_in_url
from extract.reasons import Reason
from extract.record import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extract.metadata.tags import HeadTags

_LONGEST_LINE = 160
_LONGEST_LABEL = 12
_FOOT_LINES = 4
"""A day without a label counts as the article's within so many lines behind it."""
_TIMED = (Precision.SECOND, Precision.MINUTE)
_OPENING_LINES = 3
_PEOPLE = ("authors", "correspondents", "editors")
_LABELLED = re.compile(
    "(?:发布|发表|发稿|发帖|刊发|成文|印发|生成|更新|發布|發表|發稿|更新)?(?:时间|日期|時間)\\s*[:：]"
    "|(?:发布|发表|發布|發表)(?:时间|日期|於|于)|(?:来源|來源|稿源)\\s*[:：]"
)
_CREDIT = re.compile(
    "[\\[【(（ ]*[\u4e00-\u9fff/ 　]{1,12}\\s*[:：丨|]|[\\[【(（]"
    "|[^。]{0,12}(?:记者|記者|通讯员|通訊員)"
)
"""How a line begins that credits somebody."""
_SOURCE_LENGTHS = range(2, 41)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who printed the article, who wrote it, and when."""

    published: datetime | None = None
    precision: Precision | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    provenance: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where credits may stand, the nearest to the title first."""

    tags: HeadTags | None
    near_title: Sequence[str]
    body: Sequence[str]
    """Lines of the text."""
    after: Sequence[str]
    """Lines taken off the body's ends, and those behind it."""
    url: str
    fetched_at: datetime
    source: str = ""
    """The page's markup, scripts included."""


def gather_credits(evidence: Evidence) -> Credits:
    """Merge what tags, byline, body, foot, scripts and address say, in this order.

    The first one that names a source or people counts. Of dates, see `choose_published`.
    """
    found = _Gathered()
    near = [(line, read_byline(line)) for line in _joined(evidence.near_title)]
    after = [(line, read_byline(line)) for line in _joined(evidence.after)]
    if evidence.tags is not None:
        _read_tags(found, evidence.tags)
    for _, byline in near:
        found.add(byline, "byline")
    for line, byline in after:
        if _CREDIT.match(line) or is_byline(line):
            found.add(byline, "foot")
    _read_body(found, evidence.body)
    stamps = [*_tag_stamps(evidence.tags), *_line_stamps(near, after)]
    stamps += _other_stamps(evidence, stamps)
    built = next(_tag_stamps(evidence.tags, "generated"), None)
    stamps += [built] if built and not stamps else []
    chosen, reasons = choose_published(stamps, evidence.fetched_at, built.moment if built else None)
    return found.credits(chosen, reasons)


class _Gathered:
    def __init__(self) -> None:
        self.values: dict[str, object] = {}
        self.provenance: dict[str, str] = {}

    def add(self, byline: Byline, where: str) -> None:
        for name in ("source", *_PEOPLE):
            value = getattr(byline, name)
            if value and not self.values.get(name):
                self.values[name] = value
                self.provenance[name] = where

    def credits(self, chosen: Stamp | None, reasons: tuple[Reason, ...]) -> Credits:
        made = Credits(provenance=self.provenance, reasons=reasons)
        if chosen is not None:
            self.values |= {"published": chosen.moment, "precision": chosen.precision}
            self.provenance["published"] = chosen.evidence
            if chosen.evidence == "dateline+fetched_at":
                made = replace(made, reasons=(*reasons, Reason.YEAR_INFERRED))
        return replace(made, **self.values)  # type: ignore[arg-type]  # names are those of Credits


def _read_tags(found: _Gathered, tags: HeadTags) -> None:
    if (source := tags.first("source")) and len(source.value) in _SOURCE_LENGTHS:
        byline = read_byline(f"来源：{source.value}")
        found.add(Byline(source=byline.source), source.evidence)
    if (author := tags.first("author")) and len(author.value) in _SOURCE_LENGTHS:
        byline = read_byline(f"作者：{author.value}")
        found.add(replace(byline, source=None), author.evidence)
    if (editor := tags.first("editor")) and len(editor.value) in _SOURCE_LENGTHS:
        byline = read_byline(f"责任编辑：{editor.value}")
        found.add(Byline(editors=byline.editors), editor.evidence)


def _read_body(found: _Gathered, body: Sequence[str]) -> None:
    if not body:
        return
    for line in body[:_OPENING_LINES]:  # a summary or a heading may stand before it
        if dateline := read_dateline(line):
            found.add(dateline, "dateline")
            break
    opening, closing = body[0][:80], body[-1][-60:]
    for text in (opening, closing):
        for bracket in _brackets(text):
            found.add(replace(read_byline(bracket), source=None), "text")


def _tag_stamps(tags: HeadTags | None, name: str = "published") -> Iterator[Stamp]:
    """Yield the dates of the head. Midnight is what templates fill in for a day."""
    for claim in tags.claims.get(name, ()) if tags else ():
        dated = read_date(claim.value) or read_month(claim.value)
        if dated is None:
            continue
        at = stamp(dated, claim.evidence)
        midnight = dated.moment.strftime("%H%M%S") == "000000"
        yield replace(at, precision=Precision.DAY) if midnight and _is_timed(at) else at


def _is_timed(at: Stamp) -> bool:
    return at.precision in _TIMED


def _line_stamps(
    near: Sequence[tuple[str, Byline]], after: Sequence[tuple[str, Byline]]
) -> Iterator[Stamp]:
    """Yield the date of the best line near the title, or else of the foot.

    A line that labels its date or is nothing but a byline is sure; another may be a headline.
    """
    sure = [line for line in near if line[1].published and _is_sure(line[0])]
    for _, byline in sure or [line for line in near if line[1].published and _is_likely(line)]:
        if byline.published and byline.precision:
            yield Stamp(byline.published, byline.precision, "byline")
            return
    for i, (line, byline) in enumerate(after):
        sure_line = _LABELLED.search(line) or (i < _FOOT_LINES and is_byline(line))
        if byline.published and byline.precision and sure_line:
            yield Stamp(byline.published, byline.precision, "foot")
            return
    for where, lines in (("byline", near), ("foot", after)):
        for line, _ in lines:
            if dated := read_month(_LABELLED.sub("", line)):
                yield stamp(dated, where)
                return


def _is_sure(line: str) -> bool:
    return bool(_LABELLED.search(line)) or is_byline(line)


def _is_likely(line: tuple[str, Byline]) -> bool:
    """Whether a line prints a time with its day, or names who printed or wrote."""
    byline = line[1]
    return byline.precision in _TIMED or bool(byline.source or byline.authors)


def _other_stamps(evidence: Evidence, known: Sequence[Stamp]) -> list[Stamp]:
    """Return what the scripts, the dateline and the address say, where no better one is known."""
    found: list[Stamp] = []
    address = date_in_url(evidence.url)
    at_address = [stamp(address, "url")] if address else []
    if not known and (scripted := date_in_scripts(evidence.source)):
        found.append(stamp(scripted, "script"))
    if not known and not found and evidence.body:
        found += _dateline_stamps(evidence, at_address)
    return found + at_address


def _dateline_stamps(evidence: Evidence, near: Sequence[Stamp]) -> Iterator[Stamp]:
    read = map(day_of_dateline, evidence.body[:_OPENING_LINES])
    parts = next((part for part in read if part), None)
    if parts is None:
        return
    year, month, day = parts
    try:
        if year:
            yield Stamp(datetime(year, month, day, tzinfo=CHINA), Precision.DAY, "dateline")
        else:
            yield dateline_stamp(month, day, near, evidence.fetched_at, evidence.url)
    except ValueError:  # 30 February
        return


def _brackets(text: str) -> list[str]:
    """Return the bracketed spans of a text, with their brackets."""
    found, start = [], -1
    for i, char in enumerate(text):
        if char in "（(":
            start = i
        elif char in "）)" and start >= 0:
            found.append(text[start : i + 1])
            start = -1
    return found


def _joined(lines: Sequence[str]) -> list[str]:
    """Return lines with a label and its value, which templates set apart, as one."""
    out: list[str] = []
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        if out and out[-1].endswith(("：", ":")) and len(out[-1]) < _LONGEST_LABEL:
            out[-1] += line
        else:
            out.append(line)
    return out
