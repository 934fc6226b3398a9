"""Links of list pages: to articles, each with the day that stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from crawler.lists.hanweb_records import hanweb_records
from crawler.lists.hrefs import absolute, day_in_url
from crawler.lists.row_days import RowDays
from crawler.scripts.called_links import CalledLinks
from crawler.scripts.code_comments import drop_markup_comments, drop_script_comments
from extract.codec.decode import decode
from extract.document import parse, text_of
from extract.metadata.dates import read_date
from extract.references import unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from extract.document import Element
    from extract.page import Page

MAX_LINKS = 4000
_CLICKED = ("li", "tr", "td", "div", "span", "p", "dl", "dd", "button")
"""What takes the place of links on some pages."""
_QUOTED = re.compile(r"""["']((?:https?:)?[\w./?&=%:+~-]{4,300})\\?["']""")
_DOCUMENT = re.compile(r"<(?:html|head|body|title|meta|!doctype|\?xml|datastore)\b", re.IGNORECASE)
_HEAD = 2000
_BEHIND = 160


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    text: str = ""
    day: date | None = None
    """The day that stands in its row, else in its address."""
    month_day: tuple[int, int] | None = None
    """Month and day that stand in its row, where neither it nor the address has a year to them."""
    likely: date | None = None
    """The day with the year that the list's order tells; no article is dated by it."""


class ListPage:
    """One list page, decoded and parsed once."""

    def __init__(self, page: Page, rows: str = "") -> None:
        self.url = page.url.partition("#")[0]
        self.source = decode(page).text
        document = parse(self.source, page.url)
        self.root: Element = html.Element("html") if document is None else document.root
        base = self.root.xpath("string(//base/@href)")
        self.base = urljoin(self.url, str(base)) if base else self.url
        self._selected = bool(rows)
        self._parts = self.root.cssselect(rows) if rows else [self.root]
        self._records = [] if rows else list(hanweb_records(self.source))

    @cached_property
    def scripts(self) -> str:
        """What the page's own scripts say; a script by itself says all of it."""
        if urlsplit(self.url).path.endswith(".js"):
            return self.source
        inline = [script.text or "" for script in self.root.iter("script") if not script.get("src")]
        return drop_script_comments("\n".join(inline) + "\n")

    @property
    def is_fragment(self) -> bool:
        """Whether this is a part that a script takes into its page, and no page by itself."""
        return not _DOCUMENT.search(self.source[:_HEAD])

    def links(self) -> Iterator[str]:
        """Yield the addresses that the page links to, also from its scripts' records."""
        yield from (link for link, _ in self._anchors())
        for href in _QUOTED.findall(drop_markup_comments(self.source))[:MAX_LINKS]:
            if url := absolute(self.base, unescape(href)):
                yield url

    def rows(self, is_article: Callable[[str], bool]) -> list[Link]:
        """Return the articles that the page lists, in order, each once.

        Where no anchor leads to one, those named in scripts and attributes count: some systems
        draw their lists from arrays.
        """
        found: dict[str, Link] = {}
        days = RowDays()
        for url, anchor in self._anchors():
            if is_article(url):
                day, partial = days.beside(anchor)
                day = day or day_in_url(url)
                link = Link(url, _title(anchor), day, None if day else partial)
                if not found.get(url, link).text or url not in found:
                    found[url] = link
        return list((found or self._scripted(is_article)).values())

    def _anchors(self) -> Iterator[tuple[str, Element]]:
        count = 0
        for part in (*self._parts, *self._records):
            for element in part.iter("a", "area", *_CLICKED):
                if element.tag in _CLICKED and not element.get("onclick"):
                    continue
                count += 1
                if count > MAX_LINKS:
                    return
                for url in self._led_to(element):
                    yield url, element

    def _led_to(self, element: Element) -> Iterator[str]:
        """Yield where a link leads: its address, else what its script may go to."""
        href, clicked = (element.get("href") or "").strip(), element.get("onclick") or ""
        if url := absolute(self.base, href):
            yield url
            return
        code = (unquote(href.partition(":")[2]) if ":" in href else "") + ";" + clicked
        called = [absolute(self.base, address) for address in self._called.addresses(code)]
        quoted = [absolute(self.base, address) for address in _quoted_in(clicked)]
        yield from filter(None, called or next(([url] for url in quoted if url), []))

    @cached_property
    def _called(self) -> CalledLinks:
        return CalledLinks(self.scripts)

    def _scripted(self, is_article: Callable[[str], bool]) -> dict[str, Link]:
        parts = map(_markup, self._parts) if self._selected else (self.source,)
        source = drop_markup_comments("\n".join(parts)).replace("\\/", "/")
        found: dict[str, Link] = {}
        for match in _QUOTED.finditer(source):
            url = absolute(self.base, unescape(match[1]))
            if url and url not in found and is_article(url):
                dated = read_date(source[match.end() : match.end() + _BEHIND])
                day = dated.moment.date() if dated else day_in_url(url)
                found[url] = Link(url, "", day)
        return found


def _markup(part: Element) -> str:
    return str(html.tostring(part, encoding="unicode"))


def _quoted_in(script: str | None) -> list[str]:
    return _QUOTED.findall(script) if script else []


def _title(anchor: Element) -> str:
    return (anchor.get("title") or text_of(anchor)).strip()[:300]
