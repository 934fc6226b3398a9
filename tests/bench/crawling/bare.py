"""A spider that fetches the same pages as a crawl and does nothing with them.

What Scrapy itself takes: list pages followed by their links, articles fetched, all of it dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

_LIST = re.compile(r"/p\d+\.html$")
_ARTICLE = re.compile(r"/\d{4}-\d{2}-\d{2}/\d+\.html$")


class BareSpider(Spider):
    name = "bare"

    def __init__(self, starts: str = "", **arguments: Any) -> None:
        super().__init__(**arguments)
        self._starts = starts.split(",")

    async def start(self) -> AsyncIterator[Request]:
        for url in self._starts:
            yield Request(url)

    def parse(self, response: Response) -> Iterator[Request]:
        for href in response.css("a::attr(href)").getall():
            if _ARTICLE.search(href):
                yield response.follow(href, callback=self.drop)
            elif _LIST.search(href):
                yield response.follow(href)

    def drop(self, response: Response) -> None:
        """Do nothing, as the fastest spider does."""
