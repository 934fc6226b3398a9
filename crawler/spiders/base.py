"""What all spiders share: the site, its account, what was asked, and what is tried again."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response

from crawler.accounts import Entry
from crawler.browser import browser_meta
from crawler.extraction import Extraction
from crawler.findings import Findings
from crawler.known import Known
from crawler.ledger import Ledger
from crawler.middlewares.ended import RequestEnded
from crawler.outcome import outcome_of_failure
from crawler.request_meta import COLUMN, DAY, KEY, SECOND_TRY, TARGET
from crawler.spiders.preparation import configured_bucket, prepare, site_settings
from extract.metadata.dates import CHINA

_log = logging.getLogger("cppcc.crawl")
ARTICLE_PRIORITY = 10
"""Before list pages, so that the queue of a long list never holds all of it."""
_MOST_BLOCKED = 10


class SiteSpider(Spider):
    """Crawls one site. Arguments are `site` and those of `crawler.options.CrawlOptions`."""

    def __init__(self, site: str = "", **arguments: Any) -> None:
        super().__init__()
        self.site, self.options = prepare(type(self), site, arguments)
        self.named = site
        """The site as the command names it: an id, or the path of its file."""
        self.today = datetime.now(CHINA).date()
        self.findings = Findings(self.site)
        self.extraction = Extraction(self.site.publisher())
        self.asked_keys: set[str] = set()
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

    def first_requests(self) -> Iterator[Request]:
        """Yield the requests that a crawl begins with."""
        raise NotImplementedError

    def known(self, url: str) -> Known | None:
        return self.ledger.known(url)

    def claim(self, url: str) -> bool:
        """Take a page for this run; False when it was taken before."""
        key = self.key(url)
        if key in self.asked_keys:
            return False
        self.asked_keys.add(key)
        return True

    def key(self, url: str) -> str:
        """Return what tells one page's addresses from another's."""
        return self.ledger.key(url)

    def meta(self) -> dict[str, Any]:
        """Return the meta of every request: whether to use the browser."""
        return browser_meta() if self.site.browser == "always" else {}

    def may_draw(self, response: Response) -> bool:
        """Whether a page without content may go to the browser, where it hasn't been yet."""
        return self.site.browser == "stubs" and not response.meta.get("playwright")

    def drawn(self, response: Response) -> Request:
        """Return the same request for the browser."""
        meta = {**response.meta, **browser_meta()}
        return response.request.replace(meta=meta, dont_filter=True)  # type: ignore[union-attr]

    def see_blocked(self, entry: Entry) -> None:
        self._blocked = self._blocked + 1 if entry.outcome == "blocked" else 0
        if self._blocked >= _MOST_BLOCKED:
            raise CloseSpider("blocked")

    def note_failure(self, url: str, error: BaseException | None) -> tuple[str, bool]:
        if isinstance(error, RequestEnded):
            outcome, evidence, retry = error.outcome, error.evidence, False
        else:
            outcome, evidence, retry = outcome_of_failure(error or Exception("no reason given"))
        self.ledger.enter_failure(url, outcome, evidence)
        self.findings.failed(outcome, evidence)
        return outcome, retry

    def try_later(self, request: Request | None) -> bool:
        """Keep a request for the end of the run, when an outage may be over; only once."""
        if request is None or SECOND_TRY in request.meta:
            return False
        kept = {k: v for k, v in request.meta.items() if k in (KEY, DAY, COLUMN, TARGET)}
        fresh = request.replace(meta={**self.meta(), **kept, SECOND_TRY: True})
        self._again.append(fresh)
        return True

    def is_put_off(self, key: str) -> bool:
        """Whether a page is to be tried again at the end of the run."""
        return any(request.meta.get(KEY) == key for request in self._again)

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


def first_url(request: Request) -> str:
    """Return the address that was asked for before any redirect."""
    hops: list[str] = request.meta.get("redirect_urls", [])
    return hops[0] if hops else request.url


def conditions(known: Known | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed since it was captured."""
    if known is None or known.row.warc is None or not known.is_settled():
        return {}
    row = known.row
    named = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in named.items() if value}
