"""When a crawl leaves a list although it goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.lists.columns import MOST_STALE

if TYPE_CHECKING:
    from crawler.ledger import Ledger
    from crawler.lists.columns import Column
    from crawler.lists.links import Link
    from crawler.paging.targets import Target

WALK_AGAIN = {
    "newest_first": timedelta(days=7),
    "unknown": timedelta(days=3),
    "none": timedelta(hours=20),
    "oldest_first": timedelta(0),
}
"""How old the capture of a further page may be before a list is walked on without anything new:
the less its order tells, the sooner. One that grows at its end is always looked at there."""


class Leaving:
    """Decides page by page, from what the list has shown and what earlier runs know of it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._options = ledger, ledger.options

    def goes_on(self, column: Column, following: Target, rows: list[Link], fresh: int) -> bool:
        """Whether to turn to the next page: see the class for when a list is left."""
        column.stale = 0 if fresh else column.stale + 1
        if self._is_past(column, rows):
            return False
        if fresh or self._is_between(rows):
            return True
        if self._options.full or not self._ledger.known_pages:
            return column.stale <= MOST_STALE or bool(column.plan.keys() - column.asked.keys())
        grown = (column.total or 0) - (column.earlier_total or column.total or 0)
        if grown > column.fresh or (column.order == "none" and column.changed):
            return True
        known = self._ledger.known(following.key)
        if known is None:
            return column.stale <= MOST_STALE or bool(rows)
        age = self._ledger.started - known.row.fetched_at
        if column.counted and column.order == "oldest_first":
            return age >= WALK_AGAIN["none"]
        return age >= WALK_AGAIN[column.order]

    def _is_between(self, rows: list[Link]) -> bool:
        """Whether a backfill has yet to come to its days, or to their end."""
        until = self._options.until
        later = until is not None and any(link.day and link.day > until for link in rows)
        return bool(rows) and (later or self._options.since is not None)

    def _is_past(self, column: Column, rows: list[Link]) -> bool:
        """Whether a list that is sorted by day has come to days before those asked for."""
        since = self._options.since
        days = [link.likely for link in rows if link.likely]
        if since is None or column.order != "newest_first" or len(days) < len(rows):
            return False
        return bool(days) and max(days) < since
