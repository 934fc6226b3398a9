"""Dates as Chinese pages print them, to the precision that they print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from extract.record import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

CHINA = timezone(timedelta(hours=8))
_FIRST_YEAR, _LAST_YEAR = 1980, 2100
_LONGEST = 20_000
_NOON = 12
_FOLDED = str.maketrans(
    "０１２３４５６７８９：／－．　年月日时時点分秒〇零一二三四五六七八九",
    "0123456789:/-. 年月日时时时分秒〇零一二三四五六七八九",
)
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_TIME = (
    r"(?:\s*(?:T|星期[一二三四五六日天]|周[一二三四五六日天]|[,，|]|\([^()]{1,6}\))?\s*"
    r"(?P<half>上午|下午|晚上|晚|早上|凌晨|中午|AM|PM|am|pm)?\s*"
    r"(?P<hour>[01]?\d|2[0-4])\s*(?::|时)\s*(?P<minute>[0-5]\d)(?:\s*(?::|分)\s*(?P<second>[0-5]\d))?"
    r"(?:\.\d{1,9})?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s*(?P<mark>[-/.年])\s*(?P<month>\d{1,2})"
    r"\s*(?:(?P=mark)|月)\s*(?P<day>\d{1,2})(?!\d)\s*(?:日|号)?" + _TIME
)
_COMPACT = re.compile(
    r"(?<![\d\w])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?(?![\d\w])"
)
_HAN = re.compile(
    r"(?P<year>[一二][〇零一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<day>[一二三四五六七八九十]{1,3})日)?"
)
_MONTH = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月(?!\s*\d)")
_ENGLISH = re.compile(
    r"(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]{0,6}\.?\s+(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Dated:
    moment: datetime
    """Aware; +08:00 unless the text says otherwise."""
    precision: Precision
    start: int
    end: int


def read_date(text: str) -> Dated | None:
    """Return the first date in `text`; None without one. Impossible days are no dates."""
    return next(iter(find_dates(text)), None)


def find_dates(text: str) -> tuple[Dated, ...]:
    """Return the dates in `text` in order, none inside another."""
    folded = text[:_LONGEST].translate(_FOLDED)
    found = sorted(_all(folded), key=lambda dated: (dated.start, -dated.end))
    kept: list[Dated] = []
    for dated in found:
        if not kept or dated.start >= kept[-1].end:
            kept.append(dated)
    return tuple(kept)


def _all(text: str) -> Iterator[Dated]:
    for pattern in (_NUMERIC, _COMPACT):
        for found in pattern.finditer(text):
            if dated := _exact(found):
                yield dated
    for found in _HAN.finditer(text):
        day = found["day"]
        numbers = _year(found["year"]), _number(found["month"]), _number(day) if day else 1
        if dated := _made(found, *numbers, Precision.DAY if day else Precision.MONTH):
            yield dated
    for found in _MONTH.finditer(text):
        if dated := _made(found, int(found["year"]), int(found["month"]), 1, Precision.MONTH):
            yield dated
    for found in _ENGLISH.finditer(text):
        day = found["day1"] or found["day2"]
        month = _MONTHS.index(found["month"]) + 1
        precision = Precision.DAY if day else Precision.MONTH
        if dated := _made(found, int(found["year"]), month, int(day or 1), precision):
            yield dated


def _exact(found: re.Match[str]) -> Dated | None:
    parts = found.groupdict()
    day = _made(found, int(parts["year"]), int(parts["month"]), int(parts["day"]), Precision.DAY)
    if day is None or parts["hour"] is None:
        return day
    hour, second = int(parts["hour"]), parts["second"]
    if parts.get("half") in ("下午", "晚上", "晚", "PM", "pm") and hour < _NOON:
        hour += _NOON
    if hour > 23:  # noqa: PLR2004  # the clock's
        return day
    moment = day.moment.replace(hour=hour, minute=int(parts["minute"]), second=int(second or 0))
    zone = _zone(parts.get("zone"))
    precision = Precision.SECOND if second else Precision.MINUTE
    return Dated(moment.replace(tzinfo=zone), precision, day.start, day.end)


def _made(  # a date has three numbers
    found: re.Match[str], year: int, month: int, day: int, precision: Precision
) -> Dated | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        moment = datetime(year, month, day, tzinfo=CHINA)
    except ValueError:
        return None
    end = found.start() + len(found.group().rstrip())
    return Dated(moment, precision, found.start(), end)


def _zone(text: str | None) -> timezone:
    if not text:
        return CHINA
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(sign * timedelta(minutes=minutes)) if minutes <= 14 * 60 else CHINA


def _year(text: str) -> int:
    return int("".join(_DIGITS[char] for char in text))


def _number(text: str) -> int:
    """Read 一 to 九十九."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(_DIGITS.get(char, "0") for char in text))
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
