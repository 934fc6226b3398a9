"""Everything a page says of its article beside the text, each with the evidence that gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.metadata.byline import Byline, is_byline, read_byline
from extract.metadata.dateline import read_dateline
from extract.metadata.published import Stamp, choose_published
from extract.metadata.stamps import OPENING_LINES, line_stamps, other_stamps, tag_stamps
from extract.reasons import Reason
from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from extract.metadata.evidence import Evidence
    from extract.metadata.tags import HeadTags
    from extract.record import Precision

_LONGEST_LINE = 160
_LONGEST_LABEL = 12
_LONGEST_BETWEEN = 20
_MOST_LINES = 80
_PEOPLE = ("authors", "correspondents", "editors")
_CREDIT = re.compile(
    "[\\[【(（ ]*+[\u4e00-\u9fff/ 　]{1,12}\\s*[:：丨|]|[\\[【(（]"
    "|[^。]{0,12}(?:记者|記者|通讯员|通訊員)"
)
"""How a line begins that credits somebody."""
_SOURCED = re.compile(load("metadata/byline.toml")["bracketed_source"])
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


def gather_credits(evidence: Evidence) -> Credits:
    """Merge what tags, byline, body, foot, scripts and address say, in this order.

    The first one that names a source or people counts. Of dates, see `choose_published`.
    """
    found = _Gathered()
    near = [(line, read_byline(line)) for line in _joined(evidence.near_title)]
    after = [(line, read_byline(line)) for line in _joined(evidence.after)]
    if evidence.tags is not None:
        _read_tags(found, evidence.tags)
    for byline in _with_all_editors(near):
        found.add(byline, "byline")
    credited = [(x, byline) for x, byline in after if _CREDIT.match(x) or is_byline(x)]
    for byline in _with_all_editors(credited):
        found.add(byline, "foot")
    _read_body(found, evidence.body)
    stamps = [*tag_stamps(evidence.tags), *line_stamps(near, after)]
    stamps += other_stamps(evidence, stamps)
    built = next(tag_stamps(evidence.tags, "generated"), None)
    stamps += [built] if built and not stamps else []
    chosen, reasons = choose_published(stamps, evidence.fetched_at, built.moment if built else None)
    return found.credits(chosen, reasons)


def _with_all_editors(lines: Sequence[tuple[str, Byline]]) -> list[Byline]:
    """Return bylines, the first of each row that names editors with all of them.

    编辑, 审核 and 终审 may stand on a line each, and short ones such as 图片 between them.
    """
    out: list[Byline] = []
    first: int | None = None
    for line, byline in lines:
        if byline.editors and first is not None:
            known = out[first].editors
            merged = tuple(dict.fromkeys((*known, *byline.editors)))
            out[first] = replace(out[first], editors=merged)
        elif byline.editors:
            first = len(out)
        elif len(line) > _LONGEST_BETWEEN:
            first = None
        out.append(byline)
    return out


class _Gathered:
    def __init__(self) -> None:
        self.source: str | None = None
        self.people: dict[str, tuple[str, ...]] = {}
        self.provenance: dict[str, str] = {}

    def add(self, byline: Byline, where: str) -> None:
        if byline.source and not self.source:
            self.source = byline.source
            self.provenance["source"] = where
        for part in _PEOPLE:
            names: tuple[str, ...] = getattr(byline, part)
            if names and part not in self.people:
                self.people[part] = names
                self.provenance[part] = where

    def credits(self, chosen: Stamp | None, reasons: tuple[Reason, ...]) -> Credits:
        self._tell_apart()
        if chosen is not None:
            self.provenance["published"] = chosen.evidence
            if chosen.evidence == "dateline+fetched_at":
                reasons = (*reasons, Reason.YEAR_INFERRED)
        return Credits(
            published=chosen.moment if chosen else None,
            precision=chosen.precision if chosen else None,
            source=self.source,
            provenance=self.provenance,
            reasons=reasons,
            **self.people,
        )

    def _tell_apart(self) -> None:
        """Take who is named as a correspondent from the authors, among whom a CMS lists all."""
        others = self.people.get("correspondents", ())
        if left := tuple(n for n in self.people.get("authors", ()) if n not in others):
            self.people["authors"] = left


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
    for line in body[:OPENING_LINES]:
        if dateline := read_dateline(line):
            found.add(dateline, "dateline")
            break
    opening, closing = body[0][:80], body[-1][-60:]
    for text in (opening, closing):
        for bracket in _brackets(text):
            byline = read_byline(bracket)
            found.add(byline if _SOURCED.match(bracket) else replace(byline, source=None), "text")


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
    for line in lines[:_MOST_LINES]:
        if len(line) > _LONGEST_LINE:
            continue
        if out and out[-1].endswith(("：", ":")) and len(out[-1]) < _LONGEST_LABEL:
            out[-1] += line
        else:
            out.append(line)
    return out
