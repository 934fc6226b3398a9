"""Articles of several pages: each page fetched and archived for itself, read into one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request

from crawler.middlewares.archive import page_of
from crawler.request_meta import CAPTURE
from crawler.spiders.base import ARTICLE_PRIORITY
from crawler.whole_article import all_further_pages, drive_async, whole_article

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
        if not self._spider.joins_pages:
            return first
        return await drive_async(
            whole_article(page, first), self.fetch, self._spider.extraction.read
        )

    async def archive(self, page: Page) -> None:
        """Fetch an article's further pages into the archive, and read nothing."""
        if self._spider.joins_pages:
            await drive_async(all_further_pages(page), self.fetch, self._spider.extraction.read)

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
