"""List pages that link to articles."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.errors import ConfigurationError
from crawler.spiders.base import SiteSpider
from extract.canonical import canonical_url

MAX_LINKS = 2000


class ListingSpider(SiteSpider):
    name = "listing"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        if not self.site.starts or not self.site.article:
            raise ConfigurationError(f"site {self.site.id}: listing needs `starts` and `article`")
        self._article = re.compile(self.site.article)
        self._seen: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        for url in self.site.starts:
            yield Request(url, callback=self.parse_list)

    def parse_list(self, response: Response) -> Iterator[Request]:
        """Follow each link that looks like one of the site's articles, once."""
        if not isinstance(response, HtmlResponse):
            return
        for href in response.css("a::attr(href)").getall()[:MAX_LINKS]:
            try:
                url = response.urljoin(href.strip())
            except ValueError:
                continue
            key = canonical_url(url)
            if key not in self._seen and self.site.covers(url) and self._article.search(url):
                self._seen.add(key)
                yield from self.article_request(url)
