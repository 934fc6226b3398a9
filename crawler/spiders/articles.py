"""Asking for articles, each once, and turning what comes into records."""

from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.accounts import Entry
from crawler.jumps import jump_target
from crawler.known import Known
from crawler.listed_day import dated
from crawler.lists.hrefs import without_campaign
from crawler.middlewares.archive import page_of
from crawler.middlewares.whole import TRUNCATED
from crawler.outcome import REFUSED, outcome_of_target
from crawler.request_meta import CAPTURE, DAY, JUMPED, KEY
from crawler.spiders.base import ARTICLE_PRIORITY, SiteSpider, conditions, first_url
from crawler.spiders.parts import Parts
from extract.page import Page
from extract.reasons import Reason
from extract.record import Outcome, Record, as_json

_REVISIT_PRIORITY = 5


class ArticleSpider(SiteSpider):
    """Reads each article that it is led to; knows nothing of what leads there."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.asked = 0
        self._parts = Parts(self)

    async def start(self) -> AsyncIterator[Any]:
        for request in self.first_requests():
            yield request
        if not self.options.limit:
            for request in self.revisits():
                yield request

    @property
    def joins_pages(self) -> bool:
        """Whether what an article's address names with a number to it belongs to the article.

        A thread's further pages hold replies.
        """
        return self.site.spider != "forum"

    def full_up(self) -> bool:
        return bool(self.options.limit) and self.asked >= self.options.limit

    def is_article(self, url: str) -> bool:
        """Whether an address is one of the site's articles by its looks."""
        return self.site.covers(url)

    def revisits(self) -> Iterator[Request]:
        """Yield the known articles that are to be looked at again: edits, deletions, failures."""
        if self.options.full or self.options.since or self.options.until:
            return
        for known in self.ledger.known_pages.due():
            if self.is_article(known.row.url) and self.claim(known.row.url):
                self.findings.revisited += 1
                yield self._article(known.row.url, priority=_REVISIT_PRIORITY, known=known)

    def article_request(self, url: str, day: date | None = None) -> Iterator[Request]:
        """Ask for an article, once, unless it is known or `limit` articles have been asked for."""
        url = without_campaign(url)
        if self.full_up() or not self._is_wanted(day) or not self.claim(url):
            return
        if not self.ledger.is_settled(url):
            self.asked += 1
            yield self._article(url, day=day, known=None if self.options.full else self.known(url))

    def _article(
        self, url: str, *, day: date | None = None, known: Known | None = None, priority: int = 0
    ) -> Request:
        key = self.key(url)
        self.findings.want(key, url)
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=conditions(known),
            meta={**self.meta(), KEY: key, DAY: day},
            priority=priority or ARTICLE_PRIORITY,
            dont_filter=True,
        )

    def see_published(self, key: str, day: date) -> None:
        """Take in the day that an article turned out to be of."""

    def is_asked_elsewhere(self, request: Request) -> bool:
        """Whether a redirect leads to an article that this run has asked for by itself."""
        key = self.key(request.url)
        if KEY not in request.meta or key == request.meta[KEY] or not self.is_article(request.url):
            return False
        taken = key in self.asked_keys
        self.asked_keys.add(key)
        if taken:
            self.findings.had(request.meta[KEY])
        return taken

    def _is_wanted(self, day: date | None) -> bool:
        """Whether an article may lie in the days asked for, by the day that a list gives it."""
        if day is None:
            return True
        after = self.options.since is None or day >= self.options.since
        return after and (self.options.until is None or day <= self.options.until)

    def is_asked_for(self, record: Record) -> bool:
        return self._is_wanted(record.published.date() if record.published else None)

    async def parse_article(self, response: Response) -> AsyncIterator[Any]:
        """Read the answer as an article; keep its record, and yield it as JSON types."""
        entry: Entry = response.meta[CAPTURE]
        page = page_of(response)
        if not self._is_readable(response, entry, page):
            self._settle(response, entry)
            return
        jump = jump_target(page) if JUMPED not in response.meta else None
        if jump and (following := self._after_jump(response, entry, jump)):
            yield following
            return
        if not self.options.extract:
            self.ledger.judge(entry, "archived")
            await self._parts.archive(page)
        else:
            record = await self.extraction.read(page)
            shell = entry.outcome == "stub" and record.outcome is Outcome.REJECTED
            if (shell or _awaits_script(page, record)) and self.may_draw(response):
                self.ledger.judge(entry, "stub", ", ".join(record.reasons))
                yield self.drawn(response)
                return
            if shell:
                self.ledger.judge(entry, "stub", ", ".join(record.reasons))
                self._settle(response, entry)
                return
            record = await self._parts.whole(page, record)
            if item := self._kept(response, entry, record):
                yield item
        self._settle(response, entry)

    def _is_readable(self, response: Response, entry: Entry, page: Page) -> bool:
        """Say what the answer was where it isn't one to read."""
        if "redirect_urls" in response.meta and (bad := outcome_of_target(page.url)):
            self.ledger.judge(entry, self._as_deletion(response, bad), f"leads to {page.url}")
        elif self._is_same(response, entry):
            self.ledger.judge(entry, "not_modified", "the same bytes as before")
        # a shell may carry its text in a script
        return entry.outcome == "ok" or (entry.outcome == "stub" and self.options.extract)

    def _is_same(self, response: Response, entry: Entry) -> bool:
        known = self.known(response.url)
        read_before = known is not None and known.outcome in ("article", "quarantined", "archived")
        if self.options.full or known is None or not read_before:
            return False
        return known.row.digest == entry.row.digest and entry.outcome == "ok"

    def _after_jump(self, response: Response, entry: Entry, jump: str) -> Request | None:
        if not self.site.covers(jump) or jump == response.url:
            return None
        bad = outcome_of_target(jump)
        self.ledger.judge(
            entry, self._as_deletion(response, bad) if bad else "moved", f"jumps to {jump}"
        )
        if bad:
            self._settle(response, entry)
            return None
        meta = {**response.meta, JUMPED: True}
        return response.request.replace(url=jump, meta=meta, dont_filter=True)  # type: ignore[union-attr]

    def _as_deletion(self, response: Response, outcome: str) -> str:
        """Return `gone` for an article that was had once and now is a notice, or leads home."""
        known = self.known(response.url) if outcome == "soft_404" else None
        return "gone" if known is not None and known.outcome == "article" else outcome

    def _kept(self, response: Response, entry: Entry, record: Record) -> dict[str, Any] | None:
        record = dated(record, response.meta.get(DAY))
        if not self.is_asked_for(record):
            self.ledger.judge(entry, "archived", "outside since and until")
            return None
        if Reason.DELETED_NOTICE in record.reasons:
            said = self._as_deletion(response, "soft_404")
            self.ledger.judge(entry, said, "a notice that it was deleted")
        kept = self.ledger.add(entry, record)
        self.findings.see_record(kept)
        if kept.published is not None:
            self.see_published(response.meta.get(KEY, ""), kept.published.date())
        item: dict[str, Any] = as_json(kept)
        return item

    def _settle(self, response: Response, entry: Entry) -> None:
        """Take an answer into the account of what was wanted, and leave a site that refuses us."""
        key = response.meta.get(KEY, "")
        if TRUNCATED in response.flags or entry.outcome in ("error_5xx", "error_4xx"):
            self.findings.lose(key, entry.outcome)
            self.try_later(response.request)
        elif entry.outcome in ("stub", *REFUSED):
            self.findings.lose(key, entry.outcome)
        else:
            self.findings.had(key)
        self.see_blocked(entry)

    def article_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome, retry = self.note_failure(first_url(request), failure.value)
        if outcome in ("moved", "robots", "off_site"):
            self.findings.had(request.meta.get(KEY, ""))
        else:
            self.findings.lose(request.meta.get(KEY, ""), outcome)
        if retry:
            self.try_later(request)


def _awaits_script(page: Page, record: Record) -> bool:
    """Whether a page without an article may be one that a script has yet to write."""
    empty = {Reason.EMPTY_SHELL, Reason.NO_ARTICLE} & set(record.reasons)
    return bool(empty) and b"<script" in page.body.lower()
