"""Keeping a crawl on its own site, each hop of a redirect included."""

from ipaddress import ip_address
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.site import Site


class HostGuard:
    """Stands next to the downloader, so that robots.txt and redirects pass it too."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "HostGuard":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if not self._site().covers(request.url):
            self._refuse("off_site", request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Drop what came from an address that is not the public web's.

        A public name may resolve to an inner address; its answer must never reach the archive.
        """
        address: Any = response.ip_address
        if address is not None:
            ip = ip_address(str(address))
            if not (ip.is_loopback if self._site().loopback else ip.is_global):
                self._refuse("private_address", request.url)
        return response

    def _site(self) -> Site:
        site: Site = self._crawler.spider.site  # type: ignore[union-attr]
        return site

    def _refuse(self, why: str, url: str) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"host_guard/{why}")
        raise IgnoreRequest(f"{why}: {url}")
