"""Choosing the moment of publication among all that a page says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from extract.metadata.dates import CHINA
from extract.reasons import Reason
from extract.record import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.metadata.dates import Dated

_FINENESS = (Precision.SECOND, Precision.MINUTE, Precision.DAY, Precision.MONTH)
_DAY = timedelta(days=1)
_FAR_URL = timedelta(days=7)
"""An address is made when a draft is; a week later it is another matter."""
_HEAD = ("meta", "jsonld")
_YEAR_IN_PATH = re.compile(r"/((?:19[89]|20\d)\d)(?=[/_-])")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date that the page gives."""

    moment: datetime
    precision: Precision
    evidence: str

    @property
    def day(self) -> int:
        """The day in China; for a month, its first."""
        return self.moment.astimezone(CHINA).toordinal()

    @property
    def in_head(self) -> bool:
        return self.evidence.startswith(_HEAD)


def stamp(dated: Dated, evidence: str) -> Stamp:
    return Stamp(dated.moment, dated.precision, evidence)


def choose_published(
    stamps: Sequence[Stamp], fetched_at: datetime, built: datetime | None = None
) -> tuple[Stamp | None, tuple[Reason, ...]]:
    """Return the stamp to believe and what a reader should know of it.

    `stamps` come in the order of trust. The first one counts, but for three cases:

    - one that lies after the page was fetched gives way to any that doesn't;
    - a meta tag that says when the page was built gives way to a printed date of another day. It
      is one where it equals `built` (the template's own stamp) or the moment of the fetch, or
      where the byline and the address agree on another day: two witnesses against one. Templates
      that are filled anew, after a move or a new design, write the day of that into PubDate;
    - another stamp of the same day that is finer gives the time. A clock in UTC that the page
      prints without a zone elsewhere was local time wrongly marked.
    """
    latest = fetched_at + _DAY
    possible = [s for s in stamps if s.moment <= latest]
    reasons = [Reason.DATE_CONFLICT] if possible and possible[0] is not stamps[0] else []
    if not possible:
        return (stamps[0], (Reason.DATE_IN_FUTURE,)) if stamps else (None, ())
    chosen = possible[0]
    printed = next((s for s in possible if s.evidence == "byline"), None)
    if (
        printed is not None
        and chosen.in_head
        and printed.day != chosen.day
        and _is_build_time(chosen, printed, possible, fetched_at, built)
    ):
        chosen = printed
    if any(_contradicts(other, chosen) for other in possible):
        reasons.append(Reason.DATE_CONFLICT)
    return _finest(chosen, possible), tuple(dict.fromkeys(reasons))


def dateline_stamp(
    month: int, day: int, near: Sequence[Stamp], fetched_at: datetime, url: str
) -> Stamp:
    """Return the day of a dateline that names no year, and in its evidence what gave the year.

    The year is the one that brings it closest to another stamp, else the one in the address, else
    that of the last such day before the fetch. Raises `ValueError` for 30 February.
    """
    if near:
        base = near[0].moment.astimezone(CHINA)
        years = range(base.year - 1, base.year + 2)
        moments = [datetime(year, month, day, tzinfo=CHINA) for year in _valid(years, month, day)]
        moment, year_from = min(moments, key=lambda m: abs(m - base)), near[0].evidence
    elif named := _YEAR_IN_PATH.search(url):
        moment, year_from = datetime(int(named[1]), month, day, tzinfo=CHINA), "url"
    else:
        last = fetched_at.astimezone(CHINA) + _DAY
        recent = range(last.year, last.year - 9, -1)
        moments = [datetime(year, month, day, tzinfo=CHINA) for year in _valid(recent, month, day)]
        moment, year_from = next(m for m in moments if m <= last), "fetched_at"
    return Stamp(moment, Precision.DAY, f"dateline+{year_from}")


def _valid(years: range, month: int, day: int) -> list[int]:
    """Return the years that have such a day; raises `ValueError` for none."""
    found = []
    for year in years:
        try:
            datetime(year, month, day, tzinfo=CHINA)
        except ValueError:
            continue
        found.append(year)
    if not found:
        message = f"no year has a {month}-{day}"
        raise ValueError(message)
    return found


def _is_build_time(
    tag: Stamp,
    printed: Stamp,
    stamps: Sequence[Stamp],
    fetched_at: datetime,
    built: datetime | None,
) -> bool:
    if built is not None and abs(built - tag.moment) < timedelta(minutes=1):
        return True
    if tag.precision is not Precision.DAY and abs(fetched_at - tag.moment) < timedelta(minutes=10):
        return True
    return any(s.evidence == "url" and abs(s.day - printed.day) <= 1 for s in stamps)


def _contradicts(other: Stamp, chosen: Stamp) -> bool:
    if Precision.MONTH in (other.precision, chosen.precision):
        return (other.moment.year, other.moment.month) != (chosen.moment.year, chosen.moment.month)
    apart = timedelta(days=abs(other.day - chosen.day))
    if other.evidence == "url":
        return apart > _FAR_URL
    return (other.in_head or other.evidence == "byline") and apart > _DAY


def _finest(chosen: Stamp, stamps: Sequence[Stamp]) -> Stamp:
    for other in stamps:
        if other.evidence == "url" or other is chosen:
            continue
        local = other.moment.utcoffset() == CHINA.utcoffset(None)
        if chosen.moment.utcoffset() == timedelta(0) and local:
            chosen = replace(chosen, moment=_local(chosen, other))
        same_month = chosen.moment.strftime("%Y%m") == other.moment.strftime("%Y%m")
        of_it = other.day == chosen.day or (chosen.precision is Precision.MONTH and same_month)
        if of_it and _FINENESS.index(other.precision) < _FINENESS.index(chosen.precision):
            chosen = other
    return chosen


def _local(utc: Stamp, printed: Stamp) -> datetime:
    """Return a moment in UTC as the page prints it: the same clock, or the same instant."""
    timed = Precision.DAY not in (utc.precision, printed.precision)
    form = "%Y%m%d%H%M" if timed else "%Y%m%d"
    same_clock = utc.moment.strftime(form) == printed.moment.strftime(form)
    if same_clock and (timed or utc.day != printed.day):
        return utc.moment.replace(tzinfo=CHINA)
    return utc.moment.astimezone(CHINA) if utc.day == printed.day else utc.moment
