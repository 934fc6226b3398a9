"""Articles at addresses given by hand, in a file, or in an archive that is read again."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request

from crawler.address_file import read_addresses
from crawler.errors import ConfigurationError
from crawler.replay import Replay
from crawler.spiders.articles import ArticleSpider
from crawler.spiders.parts import FURTHER
from extract.join import join_parts
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
        for first, *further in replay.articles():
            if self.full_up():
                return
            self.asked += 1
            for part in further:
                if part.capture is not None:
                    entry = self.ledger.enter(part.page, capture=part.capture)
                    self.ledger.judge(entry, *FURTHER)
            records = [await self.extraction.read(each.page) for each in (first, *further)]
            record = join_parts(records) if further else records[0]
            if self.is_asked_for(record):
                kept = self.ledger.add(None, record, capture=first.capture)
                self.findings.see_record(kept)
                yield as_json(kept)
