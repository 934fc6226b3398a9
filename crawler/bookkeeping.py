"""Closing a crawl's ledger with the crawl, and saying how it goes meanwhile."""

import logging
import time
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.checks import INTERRUPTED, Crawl, failures, newest_day, run_checks
from crawler.findings import MOST_MISSING
from crawler.options import BY_HAND
from crawler.summary import progress, summary
from extract.metadata.dates import CHINA
from extract.site_state import site_state
from storage.check import Check, Status
from storage.errors import StorageError
from storage.site_runs import SiteRun

PROGRESS_S = 10.0
_log = logging.getLogger("cppcc.crawl")


class Bookkeeping:
    """Reports progress; when the spider closes, archives, stages and puts the sums into stats."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._progress = LoopingCall(self._say)
        self._started = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Bookkeeping":
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:  # noqa: ARG002 - named by Scrapy
        self._progress.start(PROGRESS_S, now=False)

    async def spider_closed(self, spider: Any, reason: str) -> None:
        if self._progress.running:
            self._progress.stop()
        await spider.extraction.close()
        stats: Any = self._crawler.stats
        crawl = Crawl(
            spider.site, spider.options, spider.ledger, spider.findings, reason, stats.get_stats()
        )
        checks = run_checks(crawl)
        try:
            crawl.ledger.close(None if reason == INTERRUPTED else site_run(crawl, checks))
        except StorageError as error:
            checks = (*checks, Check("storage", Status.FAILED, str(error)))
            _log.error("%s: %s", crawl.site.id, error)
        sums = crawl.ledger.sums
        numbers = {
            "ledger/records": sum(sums.records.values()),
            "ledger/articles": sums.articles,
            "ledger/known": sums.known,
            "ledger/not_modified": sums.outcomes["not_modified"],
            "ledger/outcomes": dict(sums.outcomes),
            "ledger/missing": list(crawl.findings.missing.values())[:MOST_MISSING],
            "ledger/checks": [asdict(check) for check in checks],
        }
        for name, value in numbers.items():
            stats.set_value(name, value)
        if crawl.ledger.bucket is not None and crawl.options.run_id.startswith(BY_HAND):
            _log.info(
                "%s: staged; `cppcc load %s` takes it into the tables: the next crawl knows it",
                crawl.site.id,
                crawl.options.run_id,
            )
        self._say()
        for line in summary(crawl, checks):
            _log.info("%s", line)

    def _say(self) -> None:
        spider: Any = self._crawler.spider
        seconds = time.monotonic() - self._started
        _log.info("%s", progress(spider.ledger, spider.findings, seconds))


def site_run(crawl: Crawl, checks: tuple[Check, ...]) -> SiteRun:
    """Return the crawl as its row of `tables/site_runs`."""
    sums = crawl.ledger.sums
    totals = [column.total for column in crawl.findings.columns if column.total is not None]
    newest = newest_day(crawl)
    found = site_state(sums.judged)
    return SiteRun(
        site_id=crawl.site.id,
        site_name=crawl.site.name,
        run_id=crawl.options.run_id,
        started_at=crawl.ledger.started,
        finished_at=datetime.now(UTC),
        finish_reason=crawl.reason,
        requests=sum(sums.outcomes.values()),
        not_modified=sums.outcomes["not_modified"],
        articles=sums.articles,
        quarantined=sums.records["quarantined"],
        rejected=sums.records["rejected"],
        failures=tuple(failures(checks)),
        poisoned=sums.poisoned,
        pages=sums.answers,
        listed=sum(totals) if totals else None,
        missing=tuple(list(crawl.findings.missing.values())[:MOST_MISSING]),
        newest=sums.newest
        or (datetime(newest.year, newest.month, newest.day, tzinfo=CHINA) if newest else None),
        checks=checks,
        state=found.state.value,
        state_evidence=found.evidence,
    )
