"""Going through a newspaper's issues day by day, away from one that was found."""

from collections.abc import Iterator
from datetime import date, timedelta

from scrapy import Request
from scrapy.http import Response

from crawler.issues import MOST_ISSUES, IssueAddress, Walk
from crawler.lists.columns import Column
from crawler.paging.targets import Target
from crawler.request_meta import DAY_OF, WALK
from crawler.spiders.listing import ListingSpider
from storage.captures import GONE

"""Keys in a request's meta: the walk that it is a step of, and the issue's day."""


class IssueSpider(ListingSpider):
    """A spider of issues; what an issue's page holds is read by the class below this one."""

    name = ""  # none that Scrapy lists

    def parse_issue(self, response: Response) -> Iterator[Request]:
        """Read a newspaper page, and ask for what it leads to."""
        raise NotImplementedError

    def _around(self, column: Column, address: IssueAddress | None, day: date) -> Iterator[Request]:
        """Look for issues on both sides of one: newer ones only where they may be."""
        if address is None:
            return
        newest = min(self.options.until or self.today, self.today)
        if day < newest:
            walk = Walk(address, 1, newest, strict=bool(self.options.until))
            yield from self._next_day(column, walk, day)
        yield from self._walk_back(column, address, min(day - timedelta(days=1), newest))

    def _walk_back(self, column: Column, address: IssueAddress, newest: date) -> Iterator[Request]:
        end = self.options.since or date.min + timedelta(days=MOST_ISSUES)
        walk = Walk(address, -1, end, strict=bool(self.options.since))
        yield from self._next_day(column, walk, newest + timedelta(days=1))

    def _next_day(self, column: Column, walk: Walk, day: date) -> Iterator[Request]:
        """Ask for the next issue that isn't known, unless the walk is over."""
        while True:
            day += timedelta(days=walk.step)
            over = day > walk.end if walk.step > 0 else day < walk.end
            ends = not walk.strict and walk.is_over(full=self.options.full)
            if over or ends or self.full_up():
                return
            url = walk.address.on(day)
            if Target(url) in column.asked:
                continue
            if self._is_had(url, day):
                walk.known += 1
                walk.missing = 0
                continue
            if self._is_missing(url, day):
                walk.missing += 1
                continue
            walk.issues += 1
            request = self._ask(column, url, callback=self.parse_issue)
            yield request.replace(meta={**request.meta, WALK: walk, DAY_OF: day})
            return

    def _is_had(self, url: str, day: date) -> bool:
        """Whether an issue's page is known; one of today may still grow."""
        known = None if self.options.full else self.ledger.known(url)
        if known is None or known.outcome != "list":
            return False
        grows = day >= self.today and self.ledger.started - known.row.fetched_at > timedelta(
            hours=3
        )
        return not grows

    def _is_missing(self, url: str, day: date) -> bool:
        """Whether there was no issue of a day, asked for when it should have been out."""
        known = None if self.options.full else self.ledger.known(url)
        late = known is not None and known.row.fetched_at.date() > day + timedelta(days=1)
        return late and known is not None and known.outcome in GONE

    def _ask(self, column: Column, url: str, callback: object) -> Request:
        return self.list_request(column, Target(url)).replace(callback=callback)
