"""What all spiders share: the site, its pace, and pages turned into records."""

import logging
import os
from collections.abc import Iterator
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.browser import browser_meta, browser_settings
from crawler.errors import ConfigurationError
from crawler.ledger import Ledger
from crawler.middlewares.archive import CAPTURE, page_of
from crawler.options import read_options
from crawler.site import Site
from crawler.site_files import load_site
from extract.page import Page
from extract.record import Record, as_json
from storage.bucket import Bucket

_log = logging.getLogger("cppcc.crawl")


class SiteSpider(Spider):
    """Crawls one site. Arguments are `site` and those of `crawler.options.CrawlOptions`."""

    def __init__(self, site: str = "", **arguments: Any) -> None:
        super().__init__()
        self.site, self.options = prepare(type(self), site, arguments)
        self.asked = 0
        bucket = configured_bucket()
        self.ledger = Ledger(self.site, self.options, bucket)
        # the ledger's lines say what these would
        logging.getLogger("scrapy").setLevel(logging.WARNING)
        if bucket is None:
            _log.info("%s: CPPCC_BUCKET isn't set, so nothing is archived", self.site.id)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        pace = spider.site.politeness
        local = spider.site.loopback
        crawler.settings.set("DOWNLOAD_DELAY", 0 if local else pace.delay, "spider")
        crawler.settings.set("AUTOTHROTTLE_ENABLED", not local, "spider")
        crawler.settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", pace.concurrency, "spider")
        if spider.site.browser == "always":
            for name, value in browser_settings(spider.site).items():
                crawler.settings.set(name, value, "spider")
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if contact := os.environ.get("CPPCC_CONTACT"):
            settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})", "spider")

    def article_request(self, url: str) -> Iterator[Request]:
        """Ask for an article, unless it is known or `limit` articles have been asked for."""
        if self.options.limit and self.asked >= self.options.limit:
            return
        if not self.ledger.is_settled(url):
            self.asked += 1
            yield Request(url, callback=self.parse_article, meta=self.meta())

    def meta(self) -> dict[str, Any]:
        """Return the meta of every request: what to let through, and whether to use the browser."""
        drawn = browser_meta() if self.site.browser == "always" else {}
        return {"handle_httpstatus_list": [304], **drawn}

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        """Read the answer as an article; keep its record, and yield it as JSON types."""
        number = response.meta.get(CAPTURE)
        record = self.read(page_of(response), number)
        if record is not None and self._is_asked_for(record):
            yield as_json(self.ledger.add(number, record))

    def read(self, page: Page, number: int | None) -> Record | None:
        """Return the page's record, None where the answer was none to read."""
        # the extractor's tables take a second to load, which `scrapy list` needn't wait for
        from extract.read import read_page  # noqa: PLC0415

        if number is not None and self.ledger.captures[number].outcome != "ok":
            return None
        return read_page(page, self.site.publisher())

    def _is_asked_for(self, record: Record) -> bool:
        if record.published is None:
            return True
        day = record.published.date()
        after = self.options.since is None or day >= self.options.since
        return after and (self.options.until is None or day <= self.options.until)


def prepare(spider: type[SiteSpider], site: str, arguments: dict[str, Any]) -> tuple[Site, Any]:
    """Read a spider's arguments; raises `ConfigurationError` before anything is fetched."""
    if not site:
        raise ConfigurationError("no site is given: add -a site=ID or -a site=FILE.toml")
    loaded = load_site(site, os.environ)
    if not loaded.entries():
        raise ConfigurationError(f"site {loaded.id}: {spider.name} needs `starts`")
    if loaded.browser == "always":
        browser_settings(loaded)
    return loaded, read_options(arguments)


def configured_bucket() -> Bucket | None:
    """Return the bucket that the environment names, once it has answered; None for none."""
    if not os.environ.get("CPPCC_BUCKET"):
        return None
    bucket = Bucket.from_environment(os.environ)
    bucket.check()
    return bucket
