"""Fetching the scripts that draw lists, each once a crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request

from crawler.middlewares.archive import page_of
from crawler.request_meta import CAPTURE
from crawler.scripts.outer_scripts import outer_scripts, with_scripts
from extract.codec.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.lists.links import ListPage
    from crawler.spiders.base import SiteSpider
    from extract.page import Page


class OuterScripts:
    """The texts of scripts by address; one that can't be had says nothing."""

    def __init__(self, spider: SiteSpider) -> None:
        self._spider = spider
        self._texts: dict[str, str] = {}

    def requests(self, opened: ListPage) -> Iterator[Request]:
        """Yield requests for those scripts of a page that nobody has asked for."""
        for url in outer_scripts(opened, self._spider.site.covers):
            if url not in self._texts:
                self._texts[url] = ""
                yield Request(url, callback=self._take, errback=self._failed, dont_filter=True)

    def with_them(self, page: Page, opened: ListPage) -> Page:
        """Return a page as if it held the scripts that it loads."""
        urls = outer_scripts(opened, self._spider.site.covers)
        return with_scripts(page, [self._texts.get(url, "") for url in urls])

    def _take(self, response: Response) -> None:
        entry = response.meta[CAPTURE]
        if entry.outcome == "ok":
            self._spider.ledger.judge(entry, "list", "a script that may draw lists")
            self._texts[response.request.url] = decode(page_of(response)).text  # type: ignore[union-attr]

    def _failed(self, failure: Failure) -> None:
        self._spider.note_failure(failure.request.url, failure.value)  # type: ignore[attr-defined]
