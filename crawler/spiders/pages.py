"""Articles at addresses given by hand."""

from collections.abc import AsyncIterator

from scrapy import Request

from crawler.spiders.base import SiteSpider


class PagesSpider(SiteSpider):
    name = "pages"

    async def start(self) -> AsyncIterator[Request]:
        for url in self.site.entries():
            for request in self.article_request(url):
                yield request
