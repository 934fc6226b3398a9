"""How lists are sorted, learned from the articles of their first pages once they have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.lists.columns import order_in, total_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from crawler.accounts import Entry
    from crawler.ledger import Ledger
    from crawler.lists.columns import Column
    from crawler.lists.links import Link


class ListOrders:
    """Keeps the captures of first pages open until a crawl has read what they list."""

    def __init__(self, ledger: Ledger, key: Callable[[str], str]) -> None:
        self._ledger, self._key = ledger, key
        self._open: list[tuple[Column, Entry]] = []
        self._keys: set[str] = set()
        self._days: dict[str, date] = {}

    def enter(self, column: Column, entry: Entry, rows: list[Link]) -> None:
        """Enter a list's first page, and tell how the list is sorted, as far as it shows now."""
        known = self._ledger.known(entry.row.url)
        column.learned = order_in(known.row.evidence) if known is not None else ""
        column.see_order(rows)
        if known is not None:
            column.earlier_total = total_in(known.row.evidence)
            same = entry.outcome == "not_modified" or known.row.digest == entry.row.digest
            column.changed = not same
        self._ledger.propose(entry, "list", column.evidence(len(rows), column.learned))
        column.first_rows = tuple(self._key(row.url) for row in rows)
        self._keys.update(column.first_rows)
        self._open.append((column, entry))

    def see(self, key: str, day: date) -> None:
        """Take in the day of an article that was read."""
        if key in self._keys:
            self._days[key] = day

    def learn(self) -> None:
        """Close the first pages' captures with the order that their articles are in."""
        for column, entry in self._open:
            column.learn_order(self._days)
            said = column.evidence(len(column.first_rows), column.learned)
            self._ledger.judge(entry, "list", said)
        self._open = []
