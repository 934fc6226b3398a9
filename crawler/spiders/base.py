"""What all spiders share: the site, its pace, and pages turned into records."""

import logging
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.article_pages import further_pages, whole_on_one_page
from crawler.browser import browser_meta, browser_settings
from crawler.errors import ConfigurationError
from crawler.extraction import Extraction
from crawler.findings import Findings
from crawler.jumps import jump_target
from crawler.known import Known
from crawler.ledger import Entry, Ledger
from crawler.middlewares.archive import CAPTURE, page_of
from crawler.middlewares.ended import RequestEnded
from crawler.middlewares.whole import TRUNCATED
from crawler.options import read_options
from crawler.outcome import outcome_of_failure, outcome_of_target
from crawler.site import Site
from crawler.site_files import load_site
from extract.join import join_parts
from extract.metadata.dates import CHINA
from extract.page import Page
from extract.reasons import Reason
from extract.record import Outcome, Precision, Record, as_json
from storage.bucket import Bucket

_log = logging.getLogger("cppcc.crawl")
ARTICLE_PRIORITY = 10
"""Before list pages, so that the queue of a long list never holds all of it."""
_REVISIT_PRIORITY = 5
_MOST_BLOCKED = 10
_NOT_MODIFIED = 304
KEY, DAY, JUMPED = "page_key", "listed_day", "jumped"


class SiteSpider(Spider):
    """Crawls one site. Arguments are `site` and those of `crawler.options.CrawlOptions`."""

    joins_pages = True
    """Whether what an article's address names with a number to it belongs to the article."""

    def __init__(self, site: str = "", **arguments: Any) -> None:
        super().__init__()
        self.site, self.options = prepare(type(self), site, arguments)
        self.asked = 0
        self.today = datetime.now(CHINA).date()
        self.findings = Findings(self.site)
        self.extraction = Extraction(self.site.publisher())
        self._asked_keys: set[str] = set()
        self._again: list[Request] = []
        self._blocked = 0
        bucket = configured_bucket()
        self.ledger = Ledger(self.site, self.options, bucket)
        # the ledger's lines say what these would
        logging.getLogger("scrapy").setLevel(logging.WARNING)
        logging.getLogger("scrapy.core.downloader").setLevel(logging.ERROR)
        if bucket is None:
            _log.info("%s: CPPCC_BUCKET isn't set, so nothing is archived", self.site.id)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        for name, value in site_settings(spider.site).items():
            crawler.settings.set(name, value, "spider")
        crawler.signals.connect(spider.on_idle, signals.spider_idle)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if contact := os.environ.get("CPPCC_CONTACT"):
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", "spider")

    async def start(self) -> AsyncIterator[Any]:
        for request in self.first_requests():
            yield request
        if not self.options.limit:
            for request in self.revisits():
                yield request

    def first_requests(self) -> Iterator[Request]:
        """Yield the requests that a crawl begins with."""
        raise NotImplementedError

    def is_article(self, url: str) -> bool:
        """Whether an address is one of the site's articles by its looks."""
        return self.site.covers(url)

    def revisits(self) -> Iterator[Request]:
        """Yield the known articles that are to be looked at again: edits, deletions, failures."""
        if self.options.full or self.options.since or self.options.until:
            return
        for known in self.ledger.known_pages.due():
            if self.is_article(known.row.url) and self._claim(known.row.url):
                self.findings.revisited += 1
                yield self._article(known.row.url, priority=_REVISIT_PRIORITY, known=known)

    def article_request(self, url: str, day: date | None = None) -> Iterator[Request]:
        """Ask for an article, once, unless it is known or `limit` articles have been asked for."""
        if self.full_up() or not self._is_wanted(day) or not self._claim(url):
            return
        if not self.ledger.is_settled(url):
            self.asked += 1
            yield self._article(url, day=day, known=None if self.options.full else self._known(url))

    def full_up(self) -> bool:
        return bool(self.options.limit) and self.asked >= self.options.limit

    def _known(self, url: str) -> Known | None:
        return self.ledger.known(url)

    def _claim(self, url: str) -> bool:
        """Take a page for this run; False when it was taken before."""
        key = self.key(url)
        if key in self._asked_keys:
            return False
        self._asked_keys.add(key)
        return True

    def key(self, url: str) -> str:
        """Return what tells one page's addresses from another's."""
        return self.ledger.key(url)

    def is_asked_elsewhere(self, request: Request) -> bool:
        """Whether a redirect leads to an article that this run has asked for by itself."""
        key = self.key(request.url)
        if KEY not in request.meta or key == request.meta[KEY] or not self.is_article(request.url):
            return False
        taken = key in self._asked_keys
        self._asked_keys.add(key)
        if taken:
            self.findings.had(request.meta[KEY])
        return taken

    def _article(
        self, url: str, *, day: date | None = None, known: Known | None = None, priority: int = 0
    ) -> Request:
        key = self.key(url)
        self.findings.want(key, url)
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=_conditions(known),
            meta={**self.meta(), KEY: key, DAY: day},
            priority=priority or ARTICLE_PRIORITY,
            dont_filter=True,
        )

    def meta(self) -> dict[str, Any]:
        """Return the meta of every request: whether to use the browser."""
        return browser_meta() if self.site.browser == "always" else {}

    async def parse_article(self, response: Response) -> AsyncIterator[Any]:
        """Read the answer as an article; keep its record, and yield it as JSON types."""
        entry: Entry = response.meta[CAPTURE]
        page = page_of(response)
        if not self._is_readable(response, entry, page):
            if entry.outcome == "stub" and self.may_draw(response):
                yield self.drawn(response)
            else:
                self._settle(response, entry)
            return
        jump = jump_target(page) if JUMPED not in response.meta else None
        if jump and (following := self._after_jump(response, entry, jump)):
            yield following
            return
        if not self.options.extract:
            self.ledger.judge(entry, "archived")
            await self._further(page)
        elif entry.outcome == "ok":
            record = await self.extraction.read(page)
            if _awaits_script(page, record) and self.may_draw(response):
                self.ledger.judge(entry, "stub", ", ".join(record.reasons))
                yield self.drawn(response)
                return
            record = await self._whole(page, record)
            if item := self._kept(response, entry, record):
                yield item
        self._settle(response, entry)

    def _is_readable(self, response: Response, entry: Entry, page: Page) -> bool:
        """Say what the answer was where it isn't one to read."""
        if "redirect_urls" in response.meta and (bad := outcome_of_target(page.url)):
            self.ledger.judge(entry, self._as_deletion(response, bad), f"leads to {page.url}")
        elif self._is_same(response, entry):
            self.ledger.judge(entry, "not_modified", "the same bytes as before")
        return entry.outcome == "ok"

    def _is_same(self, response: Response, entry: Entry) -> bool:
        known = self._known(response.url)
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
        known = self._known(response.url) if outcome == "soft_404" else None
        return "gone" if known is not None and known.outcome == "article" else outcome

    def may_draw(self, response: Response) -> bool:
        """Whether a page without content may go to the browser, where it hasn't been yet."""
        return self.site.browser == "stubs" and not response.meta.get("playwright")

    def drawn(self, response: Response) -> Request:
        """Return the same request for the browser."""
        meta = {**response.meta, **browser_meta()}
        return response.request.replace(meta=meta, dont_filter=True)  # type: ignore[union-attr]

    async def _whole(self, page: Page, first: Record) -> Record:
        """Return the record of all pages of an article."""
        if not self.joins_pages or Reason.DELETED_NOTICE in first.reasons:
            return first
        if (url := whole_on_one_page(page, page.url)) and (alone := await self._part(url)):
            record = await self.extraction.read(alone)
            if len(record.text) >= len(first.text):
                return join_parts([first, record], expected=2)
        further = await self._further(page)
        had = [part for _, part in sorted(further.items()) if part is not None]
        records = [await self.extraction.read(part) for part in had]
        return join_parts([first, *records], expected=len(further) + 1) if further else first

    async def _further(self, page: Page) -> dict[int, Page | None]:
        """Fetch an article's further pages, each archived for itself; None for one that is lost."""
        got: dict[int, Page | None] = {}
        numbers = further_pages(page, page.url) if self.joins_pages else {}
        while left := sorted(numbers.keys() - got.keys()):
            part = got[left[0]] = await self._part(numbers[left[0]])
            if part is not None:
                numbers = further_pages(part, page.url) | numbers
        return got

    async def _part(self, url: str) -> Page | None:
        """Return one further page of an article, None where it can't be had."""
        self._claim(url)
        request = Request(url, meta=self.meta(), priority=ARTICLE_PRIORITY + 1, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever a download raises is named
            self._note_failure(url, error)
            return None
        entry: Entry = response.meta[CAPTURE]
        if entry.outcome != "ok":
            return None
        self.ledger.judge(entry, "part", "further page of an article")
        return page_of(response)

    def _kept(self, response: Response, entry: Entry, record: Record) -> dict[str, Any] | None:
        record = _dated(record, response.meta.get(DAY))
        if not self._is_asked_for(record):
            self.ledger.judge(entry, "archived", "outside since and until")
            return None
        if Reason.DELETED_NOTICE in record.reasons:
            said = self._as_deletion(response, "soft_404")
            self.ledger.judge(entry, said, "a notice that it was deleted")
        kept = self.ledger.add(entry, record)
        self.findings.see_record(kept)
        item: dict[str, Any] = as_json(kept)
        return item

    def _settle(self, response: Response, entry: Entry) -> None:
        """Take an answer into the account of what was wanted, and leave a site that refuses us."""
        key = response.meta.get(KEY, "")
        if TRUNCATED in response.flags or entry.outcome in ("error_5xx", "error_4xx"):
            self.findings.lose(key, entry.outcome)
            self._try_later(response.request)
        elif entry.outcome in ("blocked", "parked"):
            self.findings.lose(key, entry.outcome)
        else:
            self.findings.had(key)
        self.see_blocked(entry)

    def see_blocked(self, entry: Entry) -> None:
        self._blocked = self._blocked + 1 if entry.outcome == "blocked" else 0
        if self._blocked >= _MOST_BLOCKED:
            raise CloseSpider("blocked")

    def article_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome, retry = self._note_failure(first_url(request), failure.value)
        if outcome in ("moved", "robots", "off_site"):
            self.findings.had(request.meta.get(KEY, ""))
        else:
            self.findings.lose(request.meta.get(KEY, ""), outcome)
        if retry:
            self._try_later(request)

    def _note_failure(self, url: str, error: BaseException | None) -> tuple[str, bool]:
        if isinstance(error, RequestEnded):
            outcome, evidence, retry = error.outcome, error.evidence, False
        else:
            outcome, evidence, retry = outcome_of_failure(error or Exception("no reason given"))
        self.ledger.enter_failure(url, outcome, evidence)
        self.findings.failed(outcome, evidence)
        return outcome, retry

    def _try_later(self, request: Request | None) -> None:
        """Keep a request for the end of the run, when an outage may be over; once."""
        if request is not None and "second_try" not in request.meta:
            kept = {k: v for k, v in request.meta.items() if k in (KEY, DAY, "column", "target")}
            fresh = request.replace(meta={**self.meta(), **kept, "second_try": True})
            self._again.append(fresh)

    def on_idle(self) -> None:
        """Ask once more for what failed, now that everything else is done."""
        again, self._again = self._again, []
        for request in again or self.last_requests():
            self.crawler.engine.crawl(request)
            again = again or [request]
        if again:
            raise DontCloseSpider

    def last_requests(self) -> Iterator[Request]:
        """Yield requests that a crawl makes when nothing else is left to do."""
        yield from ()

    def _is_wanted(self, day: date | None) -> bool:
        """Whether an article may lie in the days asked for, by the day that a list gives it."""
        if day is None:
            return True
        after = self.options.since is None or day >= self.options.since
        return after and (self.options.until is None or day <= self.options.until)

    def _is_asked_for(self, record: Record) -> bool:
        return self._is_wanted(record.published.date() if record.published else None)


def site_settings(site: Site) -> dict[str, Any]:
    """Return Scrapy's settings for one site's pace and limits."""
    local = site.loopback
    settings = {
        "DOWNLOAD_DELAY": 0 if local else site.politeness.delay,
        "AUTOTHROTTLE_ENABLED": not local,
        "CONCURRENT_REQUESTS_PER_DOMAIN": site.politeness.concurrency,
        "DOWNLOAD_MAXSIZE": site.limits.bytes,
        "REDIRECT_MAX_TIMES": site.limits.redirects,
        "CLOSESPIDER_PAGECOUNT": site.limits.pages,
        "CLOSESPIDER_TIMEOUT": site.limits.seconds,
    }
    return settings | (browser_settings(site) if site.browser != "never" else {})


def prepare(spider: type[SiteSpider], site: str, arguments: dict[str, Any]) -> tuple[Site, Any]:
    """Read a spider's arguments; raises `ConfigurationError` before anything is fetched."""
    if not site:
        raise ConfigurationError("no site is given: add -a site=ID or -a site=FILE.toml")
    loaded = load_site(site, os.environ)
    options = read_options(arguments)
    if not (loaded.entries() or options.urls or options.warc):
        raise ConfigurationError(f"site {loaded.id}: {spider.name} needs `starts`")
    if loaded.browser != "never":
        browser_settings(loaded)
    return loaded, options


def configured_bucket() -> Bucket | None:
    """Return the bucket that the environment names, once it has answered; None for none."""
    if not os.environ.get("CPPCC_BUCKET"):
        return None
    bucket = Bucket.from_environment(os.environ)
    bucket.check()
    return bucket


def first_url(request: Request) -> str:
    """Return the address that was asked for before any redirect."""
    hops: list[str] = request.meta.get("redirect_urls", [])
    return hops[0] if hops else request.url


def _awaits_script(page: Page, record: Record) -> bool:
    """Whether a page without an article may be one that a script has yet to write."""
    empty = {Reason.EMPTY_SHELL, Reason.NO_ARTICLE} & set(record.reasons)
    return bool(empty) and b"<script" in page.body.lower()


def _conditions(known: Known | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed since it was captured."""
    if known is None or known.row.warc is None or not known.is_settled():
        return {}
    row = known.row
    named = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in named.items() if value}


def _dated(record: Record, day: date | None) -> Record:
    """Give an article without a date of its own the one that its list prints."""
    if day is None or record.published is not None or record.outcome is Outcome.REJECTED:
        return record
    return replace(
        record,
        published=datetime.combine(day, time.min, CHINA),
        published_precision=Precision.DAY,
        provenance={**record.provenance, "published": "list"},
        reasons=tuple(reason for reason in record.reasons if reason is not Reason.NO_DATE),
    )
