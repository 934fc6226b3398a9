"""Articles that a feed names: RSS 0.9 to 2.0, RDF and Atom."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.feeds import read_feed
from crawler.middlewares.archive import CAPTURE
from crawler.spiders.listing import ListingSpider
from crawler.spiders.walking import COLUMN, TARGET


class FeedSpider(ListingSpider):
    """A feed is a list whose items carry their day; most have one page, some lead to older ones."""

    name = "feed"

    def article_pattern(self) -> str:
        return self.site.article or ""

    def parse_list(self, response: Response) -> Iterator[Request]:
        column, target = response.meta[COLUMN], response.meta[TARGET]
        entry = response.meta[CAPTURE]
        self.see_blocked(entry)
        page = self.listed(response, entry)
        if page is None:
            yield from self._without(response, column, target, entry)
            return
        feed = read_feed(page)
        column.note(feed.pages)
        rows = [link for link in feed.items if self.is_article(link.url)]
        if column.pages == 1:
            self._see_first(column, entry, rows)
        self.ledger.judge(entry, "list", column.evidence(len(rows)))
        fresh = 0
        for link in rows:
            for request in self._row(column, link):
                fresh += 1
                yield request
        if not feed.items and column.pages == 1:
            self.findings.note("list_without_articles", f"{page.url}: {feed.said}")
        yield from self._onward(column, feed.pages, rows, fresh)
