"""Articles that a feed names: RSS 0.9 to 2.0, RDF and Atom."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from html import escape
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.accounts import Entry
from crawler.listed_day import dated
from crawler.lists.columns import Column
from crawler.lists.feeds import Feed, read_feed
from crawler.outcome import REFUSED
from crawler.request_meta import CAPTURE, DAY, KEY
from crawler.spiders.listing import ListingSpider
from extract.page import Page
from extract.record import Capture, Outcome, as_json

MOST_CARRIED = 1000
"""Texts of feeds that are kept until their pages have come."""


class FeedSpider(ListingSpider):
    """A feed is a list whose items carry their day; most have one page, some lead to older ones.

    Where an article's page can't be had and its feed carries the whole text, that is read instead;
    the page is asked for again in later runs, and then takes its place.
    """

    name = "feed"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._carried: dict[str, tuple[Page, Capture | None]] = {}

    def read_list(self, response: Response, column: Column, page: Page) -> Iterator[Request]:
        entry = response.meta[CAPTURE]
        feed = read_feed(page)
        column.note(feed.pages)
        self._keep_texts(page, feed, entry)
        rows = [link for link in feed.items if self.is_article(link.url)]
        rows = column.see_days(rows, self.today)
        self.enter_list(column, entry, rows)
        fresh = 0
        for link in rows:
            for request in self._row(column, link):
                fresh += 1
                yield request
        if not feed.items and column.pages == 1:
            self.findings.note("list_without_articles", f"{page.url}: {feed.said}")
        yield from self._onward(column, feed.pages, rows, fresh)

    async def parse_article(self, response: Response) -> AsyncIterator[Any]:
        async for item in super().parse_article(response):
            yield item
        if response.meta[CAPTURE].outcome in ("error_5xx", "error_4xx", *REFUSED):
            async for item in self._from_feed(response.meta):
                yield item

    async def article_failed(self, failure: Failure) -> AsyncIterator[Any]:  # type: ignore[override]
        super().article_failed(failure)
        async for item in self._from_feed(failure.request.meta):  # type: ignore[attr-defined]
            yield item

    def _keep_texts(self, page: Page, feed: Feed, entry: Entry) -> None:
        for link in feed.items:
            if link.url in feed.texts and len(self._carried) < MOST_CARRIED:
                title = escape(link.text)
                html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
                body = f"{html}<div>{feed.texts[link.url]}</div></body></html>".encode()
                headers = {"content-type": "text/html; charset=utf-8"}
                carried = Page(link.url, 200, body, page.fetched_at, headers)
                self._carried[self.key(link.url)] = carried, entry.row.warc

    async def _from_feed(self, meta: dict[str, Any]) -> AsyncIterator[Any]:
        """Read what the feed carries of an article that won't be asked for again in this run."""
        key = meta.get(KEY, "")
        if key not in self.findings.missing or key not in self._carried or self.is_put_off(key):
            return
        page, capture = self._carried[key]
        record = dated(await self.extraction.read(page), meta.get(DAY))
        if record.outcome is not Outcome.REJECTED and self.is_asked_for(record):
            record = replace(record, provenance={**record.provenance, "text": "feed"})
            self.findings.had(key)
            kept = self.ledger.add(None, record, capture=capture)
            self.findings.see_record(kept)
            yield as_json(kept)
