"""Whether a site has gone quiet, by its own rhythm, weekends and holidays left out."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST_DAYS = 5
"""Days with articles from which a rhythm can be told."""
LEAST_PATIENCE = 5
"""Working days of silence that no site is blamed for."""
_WEEKEND = 5


def usual_gap(days: Iterable[date]) -> int | None:
    """Return the longest usual silence in working days: nine in ten are no longer. None if unclear.

    >>> usual_gap(date(2026, 3, day) for day in (2, 3, 4, 5, 6, 9))
    1
    """
    known = sorted(set(days))
    if len(known) < FEWEST_DAYS:
        return None
    gaps = sorted(working_days(a, b) for a, b in pairwise(known))
    return max(1, gaps[int(0.9 * (len(gaps) - 1))])


def working_days(after: date, until: date) -> int:
    """Return the working days behind `after`, up to and with `until`."""
    span = (until - after).days
    return sum(_works(after + timedelta(days=n)) for n in range(1, min(span, 3660) + 1))


def _works(day: date) -> bool:
    return day.weekday() < _WEEKEND and day not in _days_off(day.year)


@cache
def _days_off(year: int) -> frozenset[date]:
    rules = tomllib.loads(Path(__file__).with_name("holidays.toml").read_text("utf-8"))
    spans = [(date.fromisoformat(f"{year}-{off['from']}"), off["days"]) for off in rules["fixed"]]
    festivals = [date.fromisoformat(text) for text in rules["spring_festival"]]
    length = rules["spring_festival_days"]
    spans += [(day - timedelta(days=1), length) for day in festivals if day.year == year]
    return frozenset(start + timedelta(days=n) for start, length in spans for n in range(length))
