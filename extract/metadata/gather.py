"""Everything a page says of its article beside the text, each with the evidence that gave it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.metadata.byline import Byline, read_byline
from extract.metadata.dateline import read_dateline
from extract.metadata.dates import read_date
from extract.metadata.scripts import date_in_scripts
from extract.metadata.urls import date_in_url
from extract.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from extract.metadata.tags import Claim, HeadTags
    from extract.record import Precision

_LONGEST_LINE = 160
_PEOPLE = ("authors", "correspondents", "editors")


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
    source: str = ""
    """The page's markup, scripts included."""


def gather_credits(evidence: Evidence) -> Credits:
    """Merge what tags, byline, body, foot and address say, in this order; the first one counts."""
    found = _Gathered()
    if evidence.tags is not None:
        _read_tags(found, evidence.tags)
    for where, lines in (("byline", evidence.near_title), ("foot", evidence.after)):
        for line in _joined(lines):
            found.add(read_byline(line), where)
    _read_body(found, evidence.body)
    if found.published is None and (scripted := date_in_scripts(evidence.source)):
        found.date(scripted.moment, scripted.precision, "script")
    if found.published is None and (dated := date_in_url(evidence.url)):
        found.date(dated.moment, dated.precision, "url")
    return found.credits()


class _Gathered:
    def __init__(self) -> None:
        self.published: datetime | None = None
        self.values: dict[str, object] = {}
        self.provenance: dict[str, str] = {}
        self.conflict = False

    def date(self, moment: datetime, precision: Precision | None, where: str) -> None:
        if self.published is None:
            self.published = moment
            self.values |= {"published": moment, "precision": precision}
            self.provenance["published"] = where
            return
        finer = moment.date() == self.published.date() and precision is not None
        held = self.values.get("precision")
        if finer and held is not None and _ORDER[str(precision)] < _ORDER[str(held)]:
            self.published = moment
            self.values |= {"published": moment, "precision": precision}
            self.provenance["published"] = where
        elif where == "byline" and abs((moment - self.published).days) > 1:
            self.conflict = True

    def add(self, byline: Byline, where: str) -> None:
        if byline.published is not None and (where == "byline" or self.published is None):
            self.date(byline.published, byline.precision, where)
        for name in ("source", *_PEOPLE):
            value = getattr(byline, name)
            if value and not self.values.get(name):
                self.values[name] = value
                self.provenance[name] = where

    def credits(self) -> Credits:
        reasons = (Reason.DATE_CONFLICT,) if self.conflict else ()
        made = Credits(provenance=self.provenance, reasons=reasons)
        return replace(made, **self.values)  # type: ignore[arg-type]  # names are those of Credits


_ORDER = {"second": 0, "minute": 1, "day": 2, "month": 3}


def _read_tags(found: _Gathered, tags: HeadTags) -> None:
    claims: Iterable[Claim] = tags.claims.get("published", ())
    for claim in claims:
        if dated := read_date(claim.value):
            found.date(dated.moment, dated.precision, claim.evidence)
            break
    if (claim_source := tags.first("source")) and 2 <= len(claim_source.value) <= 30:  # noqa: PLR2004
        byline = read_byline(f"来源：{claim_source.value}")
        found.add(replace(byline, published=None, precision=None), claim_source.evidence)
    if (claim_author := tags.first("author")) and 2 <= len(claim_author.value) <= 40:  # noqa: PLR2004
        byline = read_byline(f"作者：{claim_author.value}")
        found.add(replace(byline, published=None, source=None), claim_author.evidence)


def _read_body(found: _Gathered, body: Sequence[str]) -> None:
    if not body:
        return
    found.add(replace(read_dateline(body[0]), published=None, precision=None), "dateline")
    opening, closing = body[0][:80], body[-1][-60:]
    for text, where in ((opening, "text"), (closing, "text")):
        for bracket in _brackets(text):
            byline = read_byline(bracket)
            found.add(replace(byline, published=None, precision=None, source=None), where)


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
        if out and out[-1].endswith(("：", ":")) and len(out[-1]) < 12:  # noqa: PLR2004
            out[-1] += line
        else:
            out.append(line)
    return out
