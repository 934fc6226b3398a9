"""What all spiders share: the site, its pace, and pages turned into records."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.errors import ConfigurationError
from crawler.site_files import load_site
from extract.page import Page
from extract.record import as_json


class SiteSpider(Spider):
    """Crawls one site. `limit` bounds the articles asked for, 0 for no bound."""

    def __init__(self, site: str = "", limit: str = "0", **arguments: Any) -> None:
        super().__init__(**arguments)
        if not site:
            raise ConfigurationError("no site is given: add -a site=ID or -a site=FILE.toml")
        if not limit.isdigit():
            raise ConfigurationError(f"limit={limit} is no number of articles")
        self.site = load_site(site, os.environ)
        self.limit = int(limit)
        self.asked = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        pace = spider.site.politeness
        local = spider.site.loopback
        crawler.settings.set("DOWNLOAD_DELAY", 0 if local else pace.delay, "spider")
        crawler.settings.set("AUTOTHROTTLE_ENABLED", not local, "spider")
        crawler.settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", pace.concurrency, "spider")
        spider.logger.info("nothing is archived: this crawl only yields records")
        return spider

    def article_request(self, url: str) -> Iterator[Request]:
        """Ask for an article, unless `limit` articles have been asked for."""
        if not self.limit or self.asked < self.limit:
            self.asked += 1
            yield Request(url, callback=self.parse_article)

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        # the extractor's tables take a second to load, which `scrapy list` needn't wait for
        from extract.read import read_page  # noqa: PLC0415

        yield as_json(read_page(page_of(response), self.site.publisher()))


def page_of(response: Response) -> Page:
    """Return the response as the page that `extract` reads."""
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
    return Page(response.url, response.status, response.body, datetime.now(UTC), headers)
