"""A crawl whose supervisor is gone ends, cleanly and by itself."""

import logging
import os

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from crawler.checks import INTERRUPTED
from crawler.site_turn import SUPERVISOR

LOOK_S = 2.0


class Supervised:
    """Closes the spider when the process that `SUPERVISOR` names isn't the parent any more.

    Whoever is killed outright, a worker or `cppcc crawl`, can't stop its crawl and holds the site's
    turn no longer; the next crawl must not meet that one's. It ends as by TERM.
    """

    def __init__(self, crawler: Crawler, supervisor: int) -> None:
        self._crawler, self._supervisor = crawler, supervisor
        self._looking = LoopingCall(self._look)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Supervised":
        supervisor = os.environ.get(SUPERVISOR, "")
        if not supervisor.isdigit():
            raise NotConfigured
        extension = cls(crawler, int(supervisor))
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:  # noqa: ARG002 - named by Scrapy
        self._looking.start(LOOK_S)

    def spider_closed(self, spider: Spider) -> None:  # noqa: ARG002 - named by Scrapy
        if self._looking.running:
            self._looking.stop()

    def _look(self) -> None:
        if os.getppid() == self._supervisor:
            return
        self._looking.stop()
        logging.getLogger("cppcc.crawl").warning("whoever started this crawl is gone: closing")
        engine = self._crawler.engine
        if engine is not None and engine.spider is not None:
            engine.close_spider(engine.spider, INTERRUPTED)
