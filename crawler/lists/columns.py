"""One list's walk: which of its pages were asked for, what they said, and which comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.lists.partial_days import with_likely_days
from crawler.paging.targets import Pages, Target, counted_on, fill, incremented

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from crawler.lists.links import Link
    from crawler.site import Paging

MOST_STALE = 2
"""Pages in a row without anything new after which a list is left although it names more."""
MOST_FAILED = 3
_FEW = 3
"""Rows that are too few to show an order, and the most that a list pins to its head."""
_NUMBER = re.compile(r"\d{2,12}")
_LEARNED = ("newest_first", "oldest_first")
_TOTAL = re.compile(r"\bof (\d+)")


@dataclass(slots=True)
class Column:
    """The state of one list in one crawl."""

    start: str
    name: str
    keys: Paging
    items: str = ""
    """How a script makes the addresses of the list's items, where its JSON has none."""
    drawn: bool = False
    """Whether this is an interface that may draw a page's list, and may be for something else."""
    asked: dict[Target, None] = field(default_factory=dict)
    plan: dict[Target, None] = field(default_factory=dict)
    """Further pages that were named, in the order in which they are to be asked for."""
    said: set[int] = field(default_factory=set)
    """The link sets of the pages that came, so that a list which repeats itself ends."""
    listed: int = 0
    """Its articles, each once; other lists may have them as well."""
    repeated: int = 0
    """Links that stood on an earlier page of this list already: its order moved, or pins."""
    shown: set[int] = field(default_factory=set)
    """Hashes of its articles' keys: a list may have a hundred thousand."""
    total: int | None = None
    stale: int = 0
    lost: dict[str, None] = field(default_factory=dict)
    """Its pages that couldn't be had so far, by their requests' keys."""
    in_a_row: int = 0
    pages: int = 0
    guessing: bool = False
    earlier_total: int | None = None
    fresh: int = 0
    changed: bool = True
    """Whether the first page is another than at its last capture."""
    order: str = "unknown"
    counted: bool = False
    """Whether the first page says that there are as many articles as at its last capture."""
    from_end: bool = False
    """Whether a list that grows at its end is read from there."""
    reached: date | None = None
    """The day of the last row so far, its year inferred where the list prints none."""
    learned: str = ""
    """The order that the days of its articles have shown, in this crawl or an earlier one."""
    first_rows: tuple[str, ...] = ()
    """The keys of the articles on the first page, whose days will tell the order that it hasn't."""

    def count(self, key: str) -> None:
        """Count an article's link."""
        seen = hash(key) in self.shown
        self.shown.add(hash(key))
        self.listed += not seen
        self.repeated += seen

    def note(self, pages: Pages) -> None:
        """Take in what a page that came says of its list."""
        self.pages += 1
        self.in_a_row = 0
        self.total = pages.total_items if pages.total_items is not None else self.total
        for target in self._templated() or pages.following:
            if target not in self.asked:
                self.plan.setdefault(target, None)

    def following(self, pages: Pages) -> Target | None:
        """Return the page to ask for after one that came, None at the end of the list."""
        for target in (*pages.next, *self.plan):
            if target not in self.asked and not self.keys.next and not self.keys.api:
                return target
        return next((t for t in self.plan if t not in self.asked), None)

    def toward_end(self, pages: Pages, fresh: int) -> Target | None:
        """Return the page to ask for in a list that grows at its end and was walked before.

        That is the last one named; from there back as long as pages bring something. A page that
        names later ones isn't the last.
        """
        later = [t for t in pages.following if t not in self.asked]
        if self.from_end and not fresh and not (later and later[-1] == next(reversed(self.plan))):
            return None
        self.from_end = True
        return next((t for t in reversed(self.plan) if t not in self.asked), None)

    def plan_as_known(self, following: Target, is_known: Callable[[str], bool]) -> None:
        """Plan the pages that an earlier crawl has walked, where a pager names only the next."""
        for by in (1, -1):
            url = following.url
            while (raised := counted_on(url, by)) and is_known(raised) and raised != url:
                url = raised
                self.plan.setdefault(Target(url))
            if url != following.url:
                return

    def tells_growth(self, pages: Pages, rows: int) -> bool:
        """Whether the first page would be another one, had anything been added to its list.

        It would where it says how many articles there are: in words, or to its pager's script.
        """
        last, *others = pages.counts or (0,)
        return self.total is not None or any((last - 1) * rows < n <= last * rows for n in others)

    def after_failure(self, failed: Target, *, gone: bool) -> Target | None:
        """Return the page behind one that can't be had: named before, else the next number."""
        self.lost[failed.key] = None
        self.in_a_row += 1
        if self.in_a_row > MOST_FAILED:
            return None
        named = next((target for target in self.plan if target not in self.asked), None)
        if named or gone or failed.form or failed.url == self.start:
            return named
        raised = incremented(failed.url)
        target = Target(raised) if raised else None
        return target if target and target not in self.asked else None

    def repeats(self, urls: Iterable[str]) -> bool:
        """Whether a page lists exactly what an earlier one did; an empty page repeats nothing."""
        said = hash(frozenset(urls))
        seen = said in self.said
        self.said.add(said)
        return seen

    def see_days(self, rows: list[Link], today: date) -> list[Link]:
        """Return a page's rows, those without a year with the day that the list's order tells."""
        rows = with_likely_days(rows, today, self.reached)
        self.reached = rows[-1].likely if rows else self.reached
        return rows

    def see_order(self, rows: Sequence[Link]) -> None:
        """Tell from the first page how the list is sorted; its pinned head is left out.

        Where too few rows have a day, what an earlier crawl learned from its articles counts, else
        the numbers in their addresses: systems count their articles as they come.
        Numbers in no order show nothing.
        """
        days: list[int] = [row.likely.toordinal() for row in rows if row.likely]
        numbers = [int(found[-1]) for row in rows if (found := _NUMBER.findall(row.url))]
        if len(days) >= _FEW and len(days) * 2 >= len(rows):
            self.order = _order(days)
        elif self.learned:
            self.order = self.learned
        elif len(numbers) == len(rows) >= _FEW:
            told = _order(numbers)
            self.order = told if told != "none" else "unknown"

    def evidence(self, rows: int, learned: str = "") -> str:
        """Return what a list page's capture keeps for the next run: its total, its order."""
        total = f" of {self.total}" if self.total is not None else ""
        return f"{rows} links{total}" + (f", {learned}" if learned else "")

    def learn_order(self, days: Mapping[str, date]) -> None:
        """Learn how the list is sorted from the days of the articles on its first page.

        Articles in no order teach nothing: some are posted late, under the day that they are of.
        """
        had = [days[key].toordinal() for key in self.first_rows if key in days]
        if len(had) >= _FEW and len(had) * 2 >= len(self.first_rows) and had[0] != had[-1]:
            told = _order(had)
            self.learned = told if told in _LEARNED else self.learned

    def _templated(self) -> list[Target]:
        if not (self.keys.next or self.keys.api):
            return []
        step = self.keys.step
        offset = self.pages if self.keys.api else self.pages - 1
        number = self.keys.first + step * offset
        template = self.keys.api or self.keys.next
        return [fill(template, number, self.start, self.keys.form)] if number >= 0 else []


def order_in(evidence: str | None) -> str:
    """Return the order that an earlier capture of a list's first page kept; empty for none."""
    return next((order for order in _LEARNED if order in (evidence or "")), "")


def total_in(evidence: str | None) -> int | None:
    """Return the total that an earlier capture of a list page kept."""
    found = _TOTAL.search(evidence or "")
    return int(found[1]) if found else None


def _order(values: Sequence[int]) -> str:
    tail = values[min(_FEW, len(values) // 3) :]
    if all(a >= b for a, b in pairwise(tail)):
        return "newest_first"
    return "oldest_first" if all(a <= b for a, b in pairwise(tail)) else "none"
