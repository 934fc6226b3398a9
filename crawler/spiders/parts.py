"""Articles of several pages: each page fetched and archived for itself, read into one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request

from crawler.article_pages import further_pages, whole_on_one_page
from crawler.middlewares.archive import CAPTURE, page_of
from crawler.spiders.base import ARTICLE_PRIORITY
from extract.join import join_parts
from extract.reasons import Reason

if TYPE_CHECKING:
    from crawler.accounts import Entry
    from crawler.spiders.articles import ArticleSpider
    from extract.page import Page
    from extract.record import Record

FURTHER = "part", "further page of an article"
"""Outcome and evidence of such a page's answer."""


class Parts:
    """Fetches what an article's first page names as belonging to it."""

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider

    async def whole(self, page: Page, first: Record) -> Record:
        """Return the record of all pages of an article."""
        if not self._spider.joins_pages or Reason.DELETED_NOTICE in first.reasons:
            return first
        if (url := whole_on_one_page(page, page.url)) and (alone := await self.fetch(url)):
            record = await self._spider.extraction.read(alone)
            if len(record.text) >= len(first.text):
                return join_parts([first, record], expected=2)
        further = await self.further(page)
        had = [part for _, part in sorted(further.items()) if part is not None]
        records = [await self._spider.extraction.read(part) for part in had]
        return join_parts([first, *records], expected=len(further) + 1) if further else first

    async def further(self, page: Page) -> dict[int, Page | None]:
        """Fetch an article's further pages, each archived for itself; None for one that is lost."""
        got: dict[int, Page | None] = {}
        numbers = further_pages(page, page.url) if self._spider.joins_pages else {}
        while left := sorted(numbers.keys() - got.keys()):
            part = got[left[0]] = await self.fetch(numbers[left[0]])
            if part is not None:
                numbers = further_pages(part, page.url) | numbers
        return got

    async def fetch(self, url: str) -> Page | None:
        """Return one further page of an article, None where it can't be had."""
        self._spider.claim(url)
        request = Request(
            url, meta=self._spider.meta(), priority=ARTICLE_PRIORITY + 1, dont_filter=True
        )
        try:
            response = await self._spider.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever a download raises is named
            self._spider.note_failure(url, error)
            return None
        entry: Entry = response.meta[CAPTURE]
        if entry.outcome != "ok":
            return None
        self._spider.ledger.judge(entry, *FURTHER)
        return page_of(response)
