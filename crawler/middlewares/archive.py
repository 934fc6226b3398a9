"""Every answer into the ledger, before anything may drop, retry or follow it."""

from dataclasses import replace
from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from crawler.ledger import Ledger
from crawler.middlewares.whole import TRUNCATED
from crawler.paging.targets import Target
from crawler.request_meta import CAPTURE, EARLIER
from extract.page import Page, Via
from storage.archive.http_message import Asked
from storage.errors import SpoolFull

SPOOL_FULL = "spool_full"
"""Reason of a crawl's end, and its failed check."""
_REDIRECTS = (301, 302, 303, 307, 308)


class ArchiveAnswers:
    """Stands behind decompression, in front of what retries and filters."""

    redirects = False

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchiveAnswers":
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        if (response.status in _REDIRECTS) is self.redirects:
            try:
                self._enter(request, response)
            except SpoolFull as error:
                self._stop(error)
                raise IgnoreRequest(str(error)) from None
        return response

    def _enter(self, request: Request, response: Response) -> None:
        ledger = self._ledger()
        earlier = request.meta.get(EARLIER)
        page = page_of(response, request)
        entry = request.meta[CAPTURE] = ledger.enter(
            replace(page, fetched_at=earlier.fetched_at) if earlier else page,
            asked=Asked(
                request.method, _text(request.headers.to_unicode_dict()), bytes(request.body)
            ),
            raw_headers=[(k, v) for k, values in response.headers.items() for v in values],
            capture=earlier.capture if earlier else None,
        )
        if TRUNCATED in response.flags:
            ledger.judge(entry, TRUNCATED, "the packed body breaks off")

    def _stop(self, error: SpoolFull) -> None:
        """End the crawl: what can't be archived needn't be fetched."""
        spider, engine = self._crawler.spider, self._crawler.engine
        if spider is not None and engine is not None and engine.spider is not None:
            spider.findings.note(SPOOL_FULL, str(error))  # type: ignore[attr-defined]  # a `SiteSpider`
            deferred_from_coro(engine.close_spider_async(reason=SPOOL_FULL))

    def _ledger(self) -> Ledger:
        ledger: Ledger = self._crawler.spider.ledger  # type: ignore[union-attr]
        return ledger


class ArchiveRedirects(ArchiveAnswers):
    """Stands in front of what follows redirects."""

    redirects = True


def page_of(response: Response, request: Request | None = None) -> Page:
    """Return the response as the page that `extract` reads; a posted one by its `Target.key`."""
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
    via: Via = "browser" if "playwright" in response.flags else "http"
    request = request or response.request
    posted = request.body.decode("utf-8", "replace") if request and request.method == "POST" else ""
    url = Target(response.url, posted).key
    return Page(url, response.status, response.body, datetime.now(UTC), headers, via)


def _text(headers: object) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(headers).items()}  # type: ignore[call-overload]
