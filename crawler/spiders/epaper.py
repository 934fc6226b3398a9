"""Digital newspapers (数字报): an issue a day, its pages, and their articles."""

import re
from collections.abc import Iterator
from datetime import date

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.accounts import Entry
from crawler.issues import MOST_ISSUES, IssueAddress, Walk, is_template
from crawler.jumps import jump_target
from crawler.lists.columns import Column
from crawler.lists.hrefs import day_in_url
from crawler.lists.links import ListPage
from crawler.paging.targets import Target
from crawler.request_meta import CAPTURE, COLUMN, DAY_OF, JUMPED, TARGET, WALK
from crawler.spiders.issues import IssueSpider
from extract.page import Page
from storage.captures import GONE

# below a layout's folder only what has a number: a class or a media type in quotes is no page
_PAGE = re.compile(
    r"(?:node_\d+|nbs\.D\w+|layout[\w-]*|layout/(?:[\w-]+/)*(?:[A-Za-z]{0,2}\d+)?|page_?\d+"
    r"|index|default|\bA?\d{2,3})(?:\.\w+)?(?:\?.*)?$"
)
_MOST_JUMPS = 4


class EpaperSpider(IssueSpider):
    """A start is an issue's first page, an address with {yyyy}, {mm}, {dd}, or a list of issues.

    From the newest issue the spider goes back day by day, to `since` or until there are no more; a
    later run stops at the second issue that it knows. Days without an issue are no failure.
    """

    name = "epaper"

    def first_requests(self) -> Iterator[Request]:
        newest = min(self.options.until or self.today, self.today)
        for url, name in self.site.entries().items():
            column = Column(url, name, self.site.list)
            self.findings.columns.append(column)
            if is_template(url):
                yield from self._walk_back(column, IssueAddress(url), newest)
            else:
                yield self._ask(column, url, callback=self.parse_entry)

    def parse_entry(self, response: Response) -> Iterator[Request]:
        """Find the newest issue from where a reader begins."""
        column: Column = response.meta[COLUMN]
        entry: Entry = response.meta[CAPTURE]
        page = self.listed(response, entry)
        if page is None:
            yield from self._without(response, column, Target(response.url), entry)
            return
        opened = ListPage(page)
        day = day_in_url(response.url)
        issues = {} if day else self._issues(opened)
        if day is None and not issues:
            yield from self._jumped(response, column, page)
            return
        if day is None:
            self.ledger.judge(entry, "list", f"{len(issues)} issues")
            column.pages += 1
            newest = max(issues)
            yield from self._issue_requests(column, issues)
            yield from self._around(column, IssueAddress.of(issues[newest]), newest)
            return
        yield from self.parse_issue(response)
        yield from self._around(column, IssueAddress.of(response.url), day)

    def _jumped(self, response: Response, column: Column, page: Page) -> Iterator[Request]:
        jumps = response.meta.get(JUMPED, 0)
        target = jump_target(page, frames=True) if jumps < _MOST_JUMPS else None
        if target and self.site.covers(target):
            self.ledger.judge(response.meta[CAPTURE], "moved", f"jumps to {target}")
            request = self._ask(column, target, callback=self.parse_entry)
            yield request.replace(meta={**request.meta, JUMPED: jumps + 1})
        else:
            self.findings.note("list_without_articles", f"{response.url} leads to no issue")

    def parse_issue(self, response: Response) -> Iterator[Request]:
        """Follow a newspaper page's articles, the issue's other pages, and issues linked to."""
        column, target = response.meta[COLUMN], response.meta[TARGET]
        entry: Entry = response.meta[CAPTURE]
        self.see_blocked(entry)
        walk: Walk | None = response.meta.get(WALK)
        day = response.meta.get(DAY_OF) or day_in_url(response.url)
        page = self.listed(response, entry)
        if page is None:
            yield from self._no_issue(response, column, target, entry)
            return
        opened = ListPage(page)
        rows = [link for link in opened.rows(self.is_article) if _is_of(link.url, day)]
        pages = list(self._pages(opened, day))
        if not rows and not pages and (jump := self._jump(response, page)):
            yield jump.replace(meta={**jump.meta, COLUMN: column})
            return
        column.pages += 1
        self.ledger.judge(entry, "list", column.evidence(len(rows)))
        for link in rows:
            yield from self._row(column, link)
        for url in pages:
            if self.full_up():
                return
            if Target(url) not in column.asked and not (day and self._is_had(url, day)):
                request = self._ask(column, url, callback=self.parse_issue)
                yield request.replace(meta={**request.meta, DAY_OF: day})
        if day is not None:
            yield from self._issue_requests(column, self._issues(opened, not_of=day))
        if walk is not None and day is not None:
            walk.missing = 0 if rows or pages else walk.missing + 1
            yield from self._next_day(column, walk, day)

    def _no_issue(
        self, response: Response, column: Column, target: Target, entry: Entry
    ) -> Iterator[Request]:
        walk, day = response.meta.get(WALK), response.meta.get(DAY_OF)
        if entry.outcome not in ("moved", "error_4xx", *GONE):
            column.lost[target.key] = None
            if entry.outcome == "error_5xx" and response.request is not None:
                self.try_later(response.request)
        if walk is not None and day is not None:
            walk.missing += 1
            yield from self._next_day(column, walk, day)

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome, retry = self.note_failure(request.url, failure.value)
        column, target = request.meta[COLUMN], request.meta[TARGET]
        walk, day = request.meta.get(WALK), request.meta.get(DAY_OF)
        if outcome != "moved":
            column.lost[target.key] = None
        put_off = retry and self.try_later(request)
        if target.key == column.start and not put_off:
            self.findings.note(outcome, f"list {request.url} can't be had")
        if walk is not None and day is not None and outcome != "robots":
            walk.missing += 1
            yield from self._next_day(column, walk, day)

    def _issue_requests(self, column: Column, issues: dict[date, str]) -> Iterator[Request]:
        for day in sorted(issues, reverse=True)[:MOST_ISSUES]:
            url = issues[day]
            wanted = self._is_wanted(day) and not self._is_had(url, day)
            if wanted and not self.full_up() and Target(url) not in column.asked:
                request = self._ask(column, url, callback=self.parse_issue)
                yield request.replace(meta={**request.meta, DAY_OF: day})

    def _issues(self, opened: ListPage, not_of: date | None = None) -> dict[date, str]:
        """Return the issues that a page links to, by day, each by its first page."""
        found: dict[date, str] = {}
        for url in opened.links():
            day = day_in_url(url)
            if day is None or day == not_of or day > self.today or not self.site.covers(url):
                continue
            if not self.is_article(url) and (_PAGE.search(url) or url.endswith("/")):
                found[day] = min(found.get(day, url), url, key=lambda each: (len(each), each))
        return found

    def _pages(self, opened: ListPage, day: date | None) -> Iterator[str]:
        """Yield the other pages of the issue that a newspaper page links to."""
        for url in dict.fromkeys(opened.links()):
            same = day is not None and day_in_url(url) == day and url != opened.url
            if same and self.site.covers(url) and not self.is_article(url) and _PAGE.search(url):
                yield url


def _is_of(url: str, day: date | None) -> bool:
    named = day_in_url(url)
    return day is None or named is None or named == day
