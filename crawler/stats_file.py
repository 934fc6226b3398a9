"""Handing a crawl's numbers to the process that started it."""

import json
from pathlib import Path

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class StatsFile:
    """Writes the stats, whole or not at all, to the path in setting `STATS_FILE` on close."""

    def __init__(self, crawler: Crawler, path: Path) -> None:
        self._crawler, self._path = crawler, path
        self._reason = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "StatsFile":
        if not (path := crawler.settings.get("STATS_FILE")):
            raise NotConfigured
        extension = cls(crawler, Path(path))
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        crawler.signals.connect(extension.engine_stopped, signals.engine_stopped)
        return extension

    def spider_closed(self, spider: Spider, reason: str) -> None:  # noqa: ARG002 - named by Scrapy
        self._reason = reason

    def engine_stopped(self) -> None:
        """Write once the last sums are in, which closing the spider brings."""
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        half = self._path.with_suffix(".part")
        half.write_text(json.dumps({**stats, "finish_reason": self._reason}, default=str), "utf-8")
        half.replace(self._path)
