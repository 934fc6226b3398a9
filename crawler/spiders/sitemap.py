"""Articles that a sitemap names (sitemaps.org 0.9): indexes, packed files, news extension, text."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.accounts import Entry
from crawler.lists.columns import Column
from crawler.lists.feeds import local_name, parse_xml, unpacked
from crawler.lists.hrefs import absolute, day_in_url
from crawler.lists.links import Link
from crawler.paging.targets import Pages, Target
from crawler.request_meta import CAPTURE, TARGET
from crawler.spiders.listing import ListingSpider
from extract.codec.decode import decode
from extract.metadata.dates import CHINA, read_date
from extract.page import Page

MOST_FILES = 2000
_CHANGED = "changed "
_A_DAY, _READ_AGAIN = timedelta(days=1), timedelta(days=7)
_FILE = re.compile(r"sitemap|\.xml(?:\.gz)?$|\.xml\.gz|\.txt(?:\.gz)?$|robots\.txt$", re.IGNORECASE)
_NAMED = re.compile(r"(?im)^[^\S\n]*+sitemap[^\S\n]*:[^\S\n]*(\S+)")


class SitemapSpider(ListingSpider):
    """Every file of a sitemap is a list of its own; a site's address alone means its robots.txt.

    A known article whose `lastmod` is later than its last capture is asked for again.
    """

    name = "sitemap"

    def __init__(self, **arguments: str) -> None:
        super().__init__(**arguments)
        self._files: set[str] = set()
        self._changes: dict[str, str] = {}

    def first_requests(self) -> Iterator[Request]:
        for url in self.site.entries():
            if _FILE.search(urlsplit(url).path):
                yield from self._file(url)
            else:
                yield from self._file(urljoin(url, "/robots.txt"))
                yield from self._file(urljoin(url, "/sitemap.xml"))

    def _file(self, url: str) -> Iterator[Request]:
        if url in self._files or len(self._files) >= MOST_FILES or not self.site.covers(url):
            return
        self._files.add(url)
        column = Column(url, url, self.site.list)
        self.findings.columns.append(column)
        yield self.list_request(column, Target(url))

    def read_list(self, response: Response, column: Column, page: Page) -> Iterator[Request]:
        target, entry = response.meta[TARGET], response.meta[CAPTURE]
        files, rows = read_sitemap(page)
        column.note(Pages())
        noted = self._changes.get(target.url, "")
        said = f"; {_CHANGED}{noted}" if noted else ""
        self.ledger.judge(entry, "list", column.evidence(len(rows)) + said)
        for url, changed in files:
            if not self._is_unchanged(url, changed):
                self._changes[url] = changed
                yield from self._file(url)
        for link, moment in rows:
            if self.is_article(link.url):
                yield from self._row(column, link)
                yield from self._changed(link, moment)
        if not files and not rows and not self._is_tried_only(target.url):
            self.findings.note("list_without_articles", f"{page.url} names no page")

    def _without(
        self, response: Response, column: Column, target: Target, entry: Entry
    ) -> Iterator[Request]:
        if not self._is_tried_only(target.url):
            yield from super()._without(response, column, target, entry)

    def _changed(self, link: Link, changed: datetime | None) -> Iterator[Request]:
        """Ask again for a known article that the sitemap says was changed since."""
        known = None if self.options.full else self.ledger.known(link.url)
        if known and changed and known.is_settled() and changed > known.row.fetched_at:
            self.findings.revisited += 1
            yield self._article(link.url, day=link.day, known=known)

    def _is_unchanged(self, url: str, changed: str) -> bool:
        """Whether a file's index says the same of its last change as when the file was read.

        A day without an hour says little of that day, and an index may be kept badly: a file is
        read again after a while whatever it says.
        """
        known = None if self.options.full or not changed else self.ledger.known(url)
        moment = _moment(changed)
        if known is None or moment is None or _CHANGED + changed not in (known.row.evidence or ""):
            return False
        read = known.row.fetched_at
        return read > moment + _A_DAY and self.ledger.started - read < _READ_AGAIN

    def _is_tried_only(self, url: str) -> bool:
        """Whether a file was only looked for where sitemaps usually are."""
        named = url in self.site.entries()
        return not named and urlsplit(url).path in ("/robots.txt", "/sitemap.xml")


def read_sitemap(
    page: Page,
) -> tuple[list[tuple[str, str]], list[tuple[Link, datetime | None]]]:
    """Return the further files that a sitemap names, and its pages, each with its last change."""
    page = unpacked(page)
    text = decode(page).text
    if "<" not in text[:2000]:
        named = _NAMED.findall(text)
        lines = [] if named or "user-agent" in text.lower() else text.split()
        urls = [url for url in (absolute(page.url, line) for line in lines) if url]
        return [(urljoin(page.url, url), "") for url in named], [
            (Link(u, "", day_in_url(u)), None) for u in urls
        ]
    root = parse_xml(page)
    files: list[tuple[str, str]] = []
    rows: list[tuple[Link, datetime | None]] = []
    for element in root if root is not None else ():
        parts = {local_name(e): (e.text or "").strip() for e in element.iter()}
        url = absolute(page.url, parts.get("loc", ""))
        if url and local_name(element) == "sitemap":
            files.append((url, parts.get("lastmod", "")[:40]))
        elif url and local_name(element) == "url":
            rows.append((_link(url, parts), _moment(parts.get("lastmod", ""))))
    return files, rows


def _link(url: str, parts: dict[str, str]) -> Link:
    """Return a page with its day: the news extension's, else its address's; `lastmod` is none."""
    published = _moment(parts.get("publication_date", ""))
    day = published.astimezone(CHINA).date() if published else day_in_url(url)
    return Link(url, parts.get("title", "")[:300], day)


def _moment(text: str) -> datetime | None:
    dated = read_date(text)
    return dated.moment if dated else None
