"""List pages that link to articles, page after page."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.families import article_pattern
from crawler.links import ListPage
from crawler.spiders.base import SiteSpider
from extract.canonical import canonical_url

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
        for url in self.site.starts:
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

    def key(self, url: str) -> str:
        """Return what tells one article's addresses from another's."""
        return canonical_url(url)
