"""Keeping a crawl on its own site, each hop of a redirect included."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.addresses import may_connect
from crawler.middlewares.ended import RequestEnded
from crawler.site import Site


class HostGuard:
    """Stands next to the downloader, so that robots.txt and redirects pass it too."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostGuard":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        site = self._site()
        if not site.covers(request.url):
            self._refuse("off_site", request.url)
        with suppress(ValueError):  # a name; the resolver checks where it leads
            host = urlsplit(request.url).hostname or ""
            if not may_connect(host, loopback=site.loopback):
                self._refuse("private_address", request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Drop what came from an address that the site may not reach, proxies included."""
        address: Any = response.ip_address
        if address is not None and not may_connect(str(address), loopback=self._site().loopback):
            self._refuse("private_address", request.url)
        return response

    def _site(self) -> Site:
        site: Site = self._crawler.spider.site  # type: ignore[union-attr]
        return site

    def _refuse(self, why: str, url: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"host_guard/{why}")
        raise RequestEnded(why, url)
