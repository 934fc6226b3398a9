"""Closing a crawl's ledger with the crawl, and saying how it goes meanwhile."""

import logging
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.checks import INTERRUPTED, failures
from crawler.ledger import Ledger
from extract.record import Outcome
from storage.errors import StorageError

PROGRESS_S = 10.0
_log = logging.getLogger("cppcc.crawl")


class Bookkeeping:
    """Reports progress; when the spider closes, archives, stages and puts the sums into stats."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._progress = LoopingCall(self._say)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Bookkeeping":
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:  # noqa: ARG002 - named by Scrapy
        self._progress.start(PROGRESS_S, now=False)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        if self._progress.running:
            self._progress.stop()
        ledger: Ledger = spider.ledger  # type: ignore[attr-defined]
        stats = self._stats()
        numbers = {
            "ledger/records": len(ledger.records),
            "ledger/articles": _articles(ledger),
            "ledger/known": ledger.known_skipped,
            "ledger/not_modified": ledger.count("not_modified"),
        }
        for name, value in numbers.items():
            stats.set_value(name, value)
        failed = failures(ledger.site, {**stats.get_stats(), "finish_reason": reason})
        try:
            ledger.close(
                reason=reason,
                requests=len(ledger.captures),
                failures=failed,
                stage=reason != INTERRUPTED,
            )
        except StorageError as error:
            stats.set_value("ledger/storage_error", str(error))
            _log.error("%s: %s", ledger.site.id, error)
        self._say()

    def _say(self) -> None:
        ledger: Ledger = self._crawler.spider.ledger  # type: ignore[union-attr]
        _log.info(
            "%s: %d answers, %d articles, %d set aside, %d known",
            ledger.site.id,
            len(ledger.captures),
            _articles(ledger),
            len(ledger.records) - _articles(ledger),
            ledger.known_skipped,
        )

    def _stats(self) -> Any:
        return self._crawler.stats


def _articles(ledger: Ledger) -> int:
    return sum(record.outcome is Outcome.ARTICLE for record in ledger.records)
