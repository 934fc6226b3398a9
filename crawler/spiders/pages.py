"""Articles at addresses given by hand, in a file, or in an archive that is read again."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

from scrapy import Request

from crawler.address_file import read_addresses
from crawler.errors import ConfigurationError
from crawler.replay import Replay
from crawler.spiders.articles import ArticleSpider
from crawler.spiders.parts import FURTHER
from crawler.whole_article import drive_async, whole_article
from extract.page import Page
from extract.record import as_json
from storage.errors import StorageError


class PagesSpider(ArticleSpider):
    """`starts`, with `-a urls=FILE` a file's addresses, too; with `-a warc=FILE` no network."""

    name = "pages"

    async def start(self) -> AsyncIterator[Any]:
        if self.options.warc:
            try:
                async for item in self._replayed():
                    yield item
            except (ConfigurationError, StorageError) as error:
                self.findings.note("archive", str(error))
            return
        async for request in super().start():
            yield request

    def first_requests(self) -> Iterator[Request]:
        for url in (*self.site.entries(), *self._from_file()):
            if not self.site.covers(url):
                self.findings.note("off_site", f"{url} is on none of {list(self.site.hosts)}")
                continue
            yield from self.article_request(url)

    def _from_file(self) -> list[str]:
        if not self.options.urls:
            return []
        return read_addresses(self.options.urls)

    async def _replayed(self) -> AsyncIterator[Any]:
        """Read an archive's pages as if they came now; their time is that of their capture."""
        replay = Replay(self.options.warc, self.site, self.ledger.bucket)
        fetch = partial(self._archived_part, replay)
        for first in replay.articles():
            if self.full_up():
                return
            self.asked += 1
            record = await self.extraction.read(first.page)
            if self.joins_pages:
                steps = whole_article(first.page, record)
                record = await drive_async(steps, fetch, self.extraction.read)
            if self.is_asked_for(record):
                kept = self.ledger.add(None, record, capture=first.capture)
                self.findings.see_record(kept)
                yield as_json(kept)

    async def _archived_part(self, replay: Replay, url: str) -> Page | None:
        part = replay.part(url)
        if part is None:
            return None
        if part.capture is not None:
            self.ledger.judge(self.ledger.enter(part.page, capture=part.capture), *FURTHER)
        return part.page
