"""Walking lists page after page: which page comes next, and when a list is left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.accounts import Entry
from crawler.lists.columns import Column
from crawler.lists.leaving import Leaving
from crawler.lists.links import Link
from crawler.lists.orders import ListOrders
from crawler.middlewares.archive import page_of
from crawler.middlewares.whole import TRUNCATED
from crawler.paging.targets import Pages, Target, fill
from crawler.request_meta import CAPTURE, COLUMN, TARGET
from crawler.spiders.articles import ArticleSpider
from crawler.spiders.base import conditions
from extract.page import Page
from storage.captures import GONE

_LIST_PRIORITY = 0
MOST_WALKS = 3


class WalkingSpider(ArticleSpider):
    """A spider with lists; what a list page holds is read by the classes below this one.

    A first run walks every list to its end. A later one leaves a list at the first page that holds
    nothing new and whose next page is known, too; how long that holds depends on the list's order.
    """

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._again_walked = 0
        self._orders = ListOrders(self.ledger, self.key)
        self._leaving = Leaving(self.ledger)

    def read_list(self, response: Response, column: Column, page: Page) -> Iterator[Request]:
        """Read a list page, and ask for what it leads to."""
        raise NotImplementedError

    def parse_list(self, response: Response) -> Iterator[Request]:
        """Read an answer as a list's page, or go on without it."""
        column, target = response.meta[COLUMN], response.meta[TARGET]
        entry = response.meta[CAPTURE]
        self.see_blocked(entry)
        page = self.listed(response, entry)
        if page is None:
            yield from self._without(response, column, target, entry)
        else:
            yield from self.read_list(response, column, page)

    def first_requests(self) -> Iterator[Request]:
        paging = self.site.list
        for url, name in self.site.entries().items():
            column = Column(url, name, paging)
            self.findings.columns.append(column)
            api = fill(paging.api, paging.first, url, paging.form) if paging.api else None
            start = api or Target.of(url)
            yield self.list_request(column, start)

    def revisits(self) -> Iterator[Request]:
        yield from super().revisits()
        if self.options.full or self.options.since or self.options.until:
            return
        # a list page that couldn't be had hides what only it lists
        for known in self.ledger.known_pages.due():
            url = known.row.url
            if not self.is_article(url) and not url.endswith("/robots.txt"):
                column, target = Column(url, url, self.site.list), Target.of(url)
                if all(target not in other.asked for other in self.findings.columns):
                    yield self.list_request(column, target)

    def list_request(self, column: Column, target: Target) -> Request:
        """Ask for a list page, conditionally where an earlier answer is in the archive."""
        column.asked[target] = None
        known = None if self.options.full or target.form else self.ledger.known(target.url)
        headers = conditions(known)
        if target.form:
            headers["Content-Type"] = target.content_type
        return Request(
            target.url,
            method="POST" if target.form else "GET",
            body=target.form,
            headers=headers,
            meta={**self.meta(), COLUMN: column, TARGET: target},
            callback=self.parse_list,
            errback=self.list_failed,
            priority=_LIST_PRIORITY,
            dont_filter=True,
        )

    def _row(self, column: Column, link: Link) -> Iterator[Request]:
        column.count(self.key(link.url))
        if link.day is not None and link.day <= self.today:
            self.findings.days.add(link.day)
        yield from self.article_request(link.url, self.day_listed(link))

    def day_listed(self, link: Link) -> date | None:
        """Return the day that a list says an article is of."""
        return link.day

    def enter_list(self, column: Column, entry: Entry, rows: list[Link]) -> None:
        """Enter a list's page; the first one for good once its articles have told an order."""
        if column.pages == 1:
            self._orders.enter(column, entry, rows)
        else:
            self.ledger.judge(entry, "list", column.evidence(len(rows)))

    def see_published(self, key: str, day: date) -> None:
        self._orders.see(key, day)

    def _onward(
        self, column: Column, pages: Pages, rows: list[Link], fresh: int
    ) -> Iterator[Request]:
        column.fresh += fresh
        if self.full_up() or column.pages >= self.site.limits.depth:
            return
        repeats = bool(rows) and column.repeats(link.url for link in rows)
        following = None if repeats and column.pages > 1 else self._following(column, pages)
        if following is None and not repeats:
            following = self._guess(column, pages, fresh)
        same = not column.changed and column.tells_growth(pages, len(rows))
        column.counted = column.counted or (column.pages == 1 and same)
        goes_on = following is not None and self._leaving.goes_on(column, following, rows, fresh)
        if following is not None and self._is_read_from_end(column, following):
            if not (column.from_end or following.form):
                column.plan_as_known(following, self._is_known_list)
            following = column.toward_end(pages, fresh) if goes_on else None
        if following is not None and goes_on and self.site.covers(following.url):
            yield self.list_request(column, following)

    def _following(self, column: Column, pages: Pages) -> Target | None:
        """Return a list's next page; what another list has asked for is that list's."""
        while (target := column.following(pages)) is not None:
            others = (other for other in self.findings.columns if other is not column)
            if not any(target in other.asked for other in others):
                break
            column.asked[target] = None
        return target

    def _is_read_from_end(self, column: Column, following: Target) -> bool:
        """Whether a list grows at its end and an earlier run has been there."""
        if self.options.full or self.options.since or self.options.until or column.keys.next:
            return False
        walked = column.from_end or self.ledger.known(following.key) is not None
        return column.order == "oldest_first" and walked

    def _is_known_list(self, url: str) -> bool:
        known = self.ledger.known(url)
        return known is not None and known.outcome == "list"

    def _guess(self, column: Column, pages: Pages, fresh: int) -> Target | None:
        """Return an address that the next page may have; one that brought nothing is the last."""
        if column.guessing and not fresh:
            return None
        guess = next((t for t in pages.guesses if t not in column.asked), None)
        column.guessing = guess is not None
        return guess

    def last_requests(self) -> Iterator[Request]:
        """Walk a list again that moved while it was read and showed less than it says it has."""
        self._orders.learn()
        if self._again_walked >= MOST_WALKS or self.full_up() or self.options.since:
            return
        self._again_walked += 1
        for column in self.findings.columns:
            short = column.total is not None and column.listed < column.total
            if short and column.repeated and (self.options.full or not self.ledger.known_pages):
                column.said.clear()
                yield from [self.list_request(column, target) for target in list(column.asked)]

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome, retry = self.note_failure(request.meta[TARGET].key, failure.value)
        yield from self._lost_list(request, outcome, retry=retry)

    def _without(
        self, response: Response, column: Column, target: Target, entry: Entry
    ) -> Iterator[Request]:
        if target.form and "dataproxy" in target.url and response.status >= 400:  # noqa: PLR2004
            yield self.list_request(column, Target(target.url))  # some answer to GET alone
            return
        retry = entry.outcome in ("error_5xx", TRUNCATED)
        yield from self._lost_list(response.request, entry.outcome, retry=retry)  # type: ignore[arg-type]

    def _lost_list(self, request: Request, outcome: str, *, retry: bool) -> Iterator[Request]:
        column, target = request.meta[COLUMN], request.meta[TARGET]
        if column.guessing and outcome in ("gone", "error_4xx", "soft_404"):
            following = next((t for t in column.plan if t not in column.asked), None)
        elif outcome in ("blocked", "robots", "private_address", "off_site"):
            following = None
        else:
            following = column.after_failure(target, gone=outcome in GONE)
        put_off = retry and self.try_later(request)
        if target.key == column.start and not column.drawn and not put_off:
            said = f"list {target.url} can't be had: `cppcc check {self.named}` tries it"
            self.findings.note(outcome, said)
        if following is not None and self.site.covers(following.url):
            yield self.list_request(column, following)

    def listed(self, response: Response, entry: Entry) -> Page | None:
        """Return a list page, from the archive where the server says that it hasn't changed."""
        page = page_of(response)
        if entry.outcome == "stub":
            self.ledger.judge(entry, "stub")
        if entry.outcome == "not_modified" and (known := self.ledger.known(response.url)):
            if (body := self.ledger.body_of(known)) is None:
                return None
            headers = {**page.headers, "content-type": known.row.content_type}
            page = replace(page, status=200, body=body, headers=headers)
        elif entry.outcome not in ("ok", "stub"):
            return None
        column: Column = response.meta[COLUMN]
        column.lost.pop(response.meta[TARGET].key, None)
        return page
