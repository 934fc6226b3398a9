"""Dates as Chinese pages print them, to the precision that they print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from extract.metadata.numerals import read_number, read_year
from extract.record import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

CHINA = timezone(timedelta(hours=8))
_LONGEST = 20_000
_NOON, _MIDNIGHT = 12, 24
_FAR = 14 * 60
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")
_FOLDED = str.maketrans(
    "０１２３４５６７８９：／－–—．　（）時點点週号號日○ОO",
    "0123456789:/---. ()时时时周日日日〇〇〇",
)
# Every run of white space is possessive: a page of blanks behind a date costs one pass.
_HALF = "上午|下午|晚上|晚间|傍晚|晚|早上|早晨|清晨|凌晨|中午|[AaPp]\\.?[Mm](?![A-Za-z])\\.?"
_TIME = (
    r"(?:\s*+(?P<mid>T|-(?=\s|\d\d:\d\d:\d\d)|(?:\(?(?:星期|周)[一二三四五六日天]\)?)?\s*+[,，|(]?)\s*+"
    rf"(?P<half>{_HALF})?\s*+"
    r"(?P<hour>[01]?\d|2[0-4])(?:\s*+[:时]\s*+(?P<minute>[0-5]\d)(?!\d)"
    r"(?:\s*+[:分]\s*+(?P<second>[0-5]\d)(?!\d(?!\d*+[\u4e00-\u9fff]))秒?+(?:[.,]\d{1,9})?)?分?+|时整?)"
    rf"(?:\s*+(?P<half2>{_HALF}))?"
    r"(?:\s*+(?P<zone>(?:Z|GMT|UTC)(?![A-Za-z]|\s*+[+-])|(?:GMT|UTC)\s*+[+-]\d{1,2}(?!\d|:?\d\d)|(?:(?:GMT|UTC)\s*+)?[+-]\d\d:?\d\d(?!\d)))?)?"
)
_YEAR = r"(?P<year>(?:19[89]|20\d)\d|2100)"
_NUMERIC = re.compile(
    rf"(?<![\d.vV]){_YEAR}\s*+(?P<mark>[-/.年])\s*+(?P<month>\d{{1,2}})\s*+(?:(?P=mark)|月)\s*+"
    rf"(?P<day>\d{{1,2}})(?!\d(?!\d:\d\d)|\.\d)\s*+日?+{_TIME}"
)
_COMPACT = re.compile(
    rf"(?<!\w)(?<!\d-){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?(?!\w)"
)
_HAN = re.compile(
    r"(?P<year>[一二][〇零0一二三四五六七八九]{3}|(?:19[89]|20\d)\d)\s*+年\s*+"
    r"(?P<month>[一二三四五六七八九十]{1,2})\s*+月"
    rf"(?:\s*+(?P<day>[一二三四五六七八九十廿卅]{{1,3}})\s*+日{_TIME})?"
)
_MONTH = re.compile(rf"(?<![\d.]){_YEAR}\s*+年\s*+(?P<month>\d{{1,2}})\s*+月(?!\s*\d)")
_ONLY_MONTH = re.compile(
    rf"{_YEAR}\s*+(?:年\s*+(?P<month>\d{{1,2}})\s*+月|[-/.]\s*+(?P<month2>0[1-9]|1[0-2]))"
)
_LABEL_AND_MONTH = 40
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_ENGLISH = re.compile(
    r"(?:\b(?P<day1>\d{1,2})(?:st|nd|rd|th)?\s++)?"
    rf"\b(?P<month>{_MONTH_NAMES})\.?\s++"
    rf"(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s++)?{_YEAR}(?!\d){_TIME}"
)
# 24年3月5日, and 24-03-05 where a time stands behind it; years come first on Chinese pages
_SHORT_YEAR = re.compile(
    rf"(?<![\w.-])(?P<year>\d\d)年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日{_TIME}"
)
_SHORT_TIMED = re.compile(
    rf"(?<![\w.-])(?P<year>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=\s\s?\d\d:\d\d(?!\d)){_TIME}"
)
_YEARS = re.compile(r"(?:19[89]|2[01]\d)\d|[一二][〇零0一二三四五六七八九]{3}|\d\d[年-]\d")
"""What one of the patterns can begin with; most lines of a page have none of it."""
_PATTERNS = (_NUMERIC, _SHORT_YEAR, _SHORT_TIMED, _COMPACT, _HAN, _MONTH, _ENGLISH)


@dataclass(frozen=True, slots=True)
class Dated:
    moment: datetime
    """Aware; +08:00 unless the text says otherwise. What isn't printed is 1 or 0 here."""
    precision: Precision
    start: int
    end: int


def read_date(text: str) -> Dated | None:
    """Return the first date in `text`; None without one. Impossible days are no dates."""
    return next(iter(find_dates(text)), None)


def read_month(text: str) -> Dated | None:
    """Return the month that is all of `text`, as 2024-03, 2024年3月 or 二〇二四年三月."""
    folded = text[:_LABEL_AND_MONTH].translate(_FOLDED).strip(" ()")
    found = _ONLY_MONTH.fullmatch(folded) or _HAN.fullmatch(folded)
    return _read(found) if found and not found.groupdict().get("day") else None


def find_dates(text: str) -> tuple[Dated, ...]:
    """Return the dates from 1980 to 2100 in `text` in order, none inside another.

    A year alone, a day without its year and the order of 05/03/2024 leave too much to guess, and
    are no dates. Reads the first 20,000 characters. Never raises.
    """
    folded = text[:_LONGEST].translate(_FOLDED)
    if not _YEARS.search(folded):
        return ()
    found = sorted(_all(folded), key=lambda dated: (dated.start, -dated.end))
    kept: list[Dated] = []
    for dated in found:
        if not kept or dated.start >= kept[-1].end:
            kept.append(dated)
    return tuple(kept)


def _all(text: str) -> Iterator[Dated]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if dated := _read(found):
                yield dated


def _read(found: re.Match[str]) -> Dated | None:
    parts = found.groupdict()
    day = parts.get("day") or parts.get("day1") or parts.get("day2")
    try:
        moment = datetime(
            read_year(parts["year"] or ""),
            _month(parts["month"] or parts.get("month2")),
            read_number(day) if day else 1,
            tzinfo=CHINA,
        )
    except ValueError:  # 30 February
        return None
    precision = Precision.DAY if day else Precision.MONTH
    if day and (timed := _clock(moment, parts)):
        moment, precision = timed
    end = found.start() + len(found.group().rstrip())
    return Dated(moment, precision, found.start(), end)


def _clock(day: datetime, parts: dict[str, str | None]) -> tuple[datetime, Precision] | None:
    """Return the day's moment; None without a minute, since an hour is none of our precisions."""
    if not (minute := parts.get("minute")):
        return None
    hour, second = int(parts["hour"] or 0), parts.get("second")
    half = (parts.get("half") or parts.get("half2") or "").lower()
    if half.startswith(("下午", "晚", "傍晚", "p")) and hour < _NOON:
        hour += _NOON
    elif half.startswith(("上午", "凌晨", "a")) and hour == _NOON:
        hour = 0
    if hour == _MIDNIGHT:
        return None
    zone = _zone(parts.get("zone"), iso=parts.get("mid") == "T")
    moment = day.replace(hour=hour, minute=int(minute), second=int(second or 0), tzinfo=zone)
    return moment, Precision.SECOND if second else Precision.MINUTE


def _zone(text: str | None, *, iso: bool) -> timezone:
    if not text:
        return CHINA
    offset = _OFFSET.search(text)
    if offset is None:
        return UTC
    sign, hours, minutes = offset.groups()
    named = offset.start() > 0
    if sign == "-" and not (iso or named):  # 09:00-10:30 is a meeting's time
        return CHINA
    east = int(hours) * 60 + int(minutes or 0)
    return timezone(timedelta(minutes=-east if sign == "-" else east)) if east <= _FAR else CHINA


def _month(text: str | None) -> int:
    name = (text or "")[:3]
    return _NAMES.index(name) + 1 if name in _NAMES else read_number(text or "")
