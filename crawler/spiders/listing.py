"""List pages that link to articles, page after page."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.families import article_pattern
from crawler.links import ListPage
from crawler.middlewares.archive import CAPTURE, page_of
from crawler.spiders.base import SiteSpider
from extract.canonical import canonical_url
from extract.page import Page

MAX_PAGES = 500
_PAGE = "list_page"


class ListingSpider(SiteSpider):
    name = "listing"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._article = re.compile(self.article_pattern())
        self._seen: set[str] = set()

    def article_pattern(self) -> str:
        return article_pattern(self.site)

    async def start(self) -> AsyncIterator[Request]:
        for url in self.site.entries():
            yield self.list_request(url)

    def parse_list(self, response: Response) -> Iterator[Request]:
        """Follow each link that looks like one of the site's articles, once, then the next page.

        A page that brings nothing new ends the list, unless everything is to be fetched.
        """
        page = ListPage(self.listed(response))
        fresh = 0
        for url in page.links():
            key = self.key(url)
            if key not in self._seen and self.site.covers(url) and self._article.search(url):
                self._seen.add(key)
                for request in self.article_request(url):
                    fresh += 1
                    yield request
        number = response.meta.get(_PAGE, 1)
        following = page.next_page()
        if not following or number >= MAX_PAGES or not self.site.covers(following):
            return
        if (fresh or self.options.full) and canonical_url(following) not in self._seen:
            self._seen.add(canonical_url(following))
            yield self.list_request(following, **{_PAGE: number + 1})

    def list_request(self, url: str, **more: Any) -> Request:
        """Ask for a list page, conditionally where an earlier answer is in the archive."""
        headers = {}
        known = self.ledger.known(url)
        if known is not None and known.warc is not None and not self.options.full:
            headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return Request(
            url,
            headers={name: value for name, value in headers.items() if value},
            meta=self.meta() | more,
            callback=self.parse_list,
        )

    def listed(self, response: Response) -> Page:
        """Return a list page, from the archive where the server says that it hasn't changed."""
        page = page_of(response)
        number = response.meta.get(CAPTURE)
        if response.status == 304 and (known := self.ledger.known(response.url)):  # noqa: PLR2004
            body = self.ledger.body_of(known) or b""
            headers = {**page.headers, "content-type": known.content_type}
            return Page(page.url, known.status, body, datetime.now(UTC), headers)
        if number is not None and self.ledger.captures[number].outcome == "ok":
            self.ledger.judge(number, "list")
        return page

    def key(self, url: str) -> str:
        """Return what tells one article's addresses from another's."""
        return canonical_url(url)
