"""What an interrupted attempt of the same run has archived isn't fetched again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.responsetypes import responsetypes

from crawler.request_meta import EARLIER, KEY
from extract.page import Page
from storage import keys
from storage.archive.members import pages_at
from storage.archive.shards import read_shard
from storage.errors import DigestMismatch
from storage.listing import list_keys

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.ledger import Ledger
    from extract.record import Capture

_FOUND = 200
_log = logging.getLogger("cppcc.crawl")


@dataclass(frozen=True, slots=True)
class Earlier:
    capture: Capture
    fetched_at: datetime


class EarlierAttempt:
    """Answers requests for articles from the shards that this run has left in the bucket.

    An attempt that was stopped has uploaded them and staged nothing; lists are asked for again,
    since they may have moved on.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._found: dict[str, Earlier] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> EarlierAttempt:
        middleware = cls(crawler)
        crawler.signals.connect(middleware.spider_opened, signals.spider_opened)
        return middleware

    def spider_opened(self, spider: Spider) -> None:
        ledger: Ledger = spider.ledger  # type: ignore[attr-defined]
        if ledger.bucket is None or not ledger.options.run_id:
            return
        for shard in _shards(ledger):
            try:
                for archived in read_shard(ledger.bucket, shard):
                    if archived.page.status == _FOUND:
                        moment = archived.page.fetched_at
                        self._found[archived.page.url] = Earlier(archived.capture, moment)
            except DigestMismatch as error:
                _log.warning("%s", error)
        if self._found:
            _log.info("%s: goes on with %d answers archived", ledger.site.id, len(self._found))

    def process_request(self, request: Request) -> Response | None:
        wanted = KEY in request.meta and not request.meta.get("playwright")
        earlier = self._found.pop(request.url, None) if wanted else None
        if earlier is None:
            return None
        ledger: Any = self._crawler.spider.ledger  # type: ignore[union-attr]
        page = next(pages_at(ledger.bucket, earlier.capture.key, [earlier.capture]))
        if not isinstance(page, Page):
            return None
        request.meta[EARLIER] = earlier
        kind = responsetypes.from_args(headers=_headers(page), url=page.url, body=page.body)
        return kind(
            page.url, status=page.status, headers=_headers(page), body=page.body, request=request
        )


def _headers(page: Page) -> dict[bytes, bytes]:
    return {k.encode("latin-1"): v.encode("latin-1", "replace") for k, v in page.headers.items()}


def _shards(ledger: Ledger) -> list[str]:
    """Return the run's shards of today and, for a retry past midnight, of yesterday."""
    assert ledger.bucket is not None  # noqa: S101  # asked before
    days = (ledger.started - timedelta(days=1), ledger.started)
    prefixes = [keys.warc_prefix(day.date(), ledger.site.id, ledger.options.run_id) for day in days]
    return [key for prefix in prefixes for key in list_keys(ledger.bucket, prefix)]
