"""Days that lists print without their year, [11-24] or 11月24日, and the years they are likely of.

They tell how a list is sorted and how far back it has come; no article is ever dated by them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import Link

_JITTER = timedelta(days=45)
"""How far a list that is sorted newest first may step forward: posted late, dated as it was."""
_MOST_PINNED = 5
"""Rows at the head of a page that may be pinned there, and then are older than those below."""
_LEAP_YEARS = 8


def with_likely_days(rows: list[Link], today: date, before: date | None) -> list[Link]:
    """Give rows without a year the day that they are likely of, never one after `today`.

    `before` is the day of the row above the first one, on the list's page before this. Going down a
    list that is newest first, a step forward by months is one into the year before, except at the
    head of a page: there it may lead from what is pinned to what is new, and the later year is
    taken, which at worst reads further back than it has to.
    """
    return list(_dated(rows, today, before or today))


def _dated(rows: list[Link], today: date, at: date) -> Iterator[Link]:
    for place, row in enumerate(rows):
        likely = row.day
        if likely is None and row.month_day is not None:
            newest = _latest(row.month_day, today)
            likely = _latest(row.month_day, min(today, at + _JITTER))
            if place < _MOST_PINNED and likely and at - likely > _JITTER:
                likely = newest
        at = likely or at
        yield row if likely is None else replace(row, likely=likely)


def _latest(month_day: tuple[int, int], until: date) -> date | None:
    """Return the latest day of that month and day up to `until`; None for a 30th of February."""
    for year in range(until.year, until.year - _LEAP_YEARS - 1, -1):
        try:
            day = date(year, *month_day)
        except ValueError:
            continue
        if day <= until:
            return day
    return None
