"""Links of list pages: to articles, each with the day that stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from crawler.called_links import CalledLinks
from crawler.code_comments import drop_markup_comments, drop_script_comments
from crawler.row_days import RowDays
from extract.canonical import is_campaign, is_tracking
from extract.codec.decode import decode
from extract.document import parse, text_of
from extract.metadata.dates import read_date
from extract.references import unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extract.document import Element
    from extract.page import Page

MAX_LINKS = 4000
_CLICKED = ("li", "tr", "td", "div", "span", "p", "dl", "dd", "button")
"""What takes the place of links on some pages."""
_RECORD = re.compile(r"<record\b[^<>]*+>")
_QUOTED = re.compile(r"""["']((?:https?:)?[\w./?&=%:+~-]{4,300})\\?["']""")
_IN_URL = re.compile(
    # a month of one digit runs into nothing: 2026/512 is a number
    r"(?<!\d)(20\d\d|19[89]\d)[-/_]?(?:(0[1-9]|1[0-2])[-/_]?|([1-9])[-/_])"
    r"(0[1-9]|[12]\d|3[01]|[1-9](?=/))(?!\d)"
)
_DOCUMENT = re.compile(r"<(?:html|head|body|title|meta|!doctype|\?xml|datastore)\b", re.IGNORECASE)
_HEAD = 2000
_BEHIND = 160
_LONGEST_KEPT = 2000
"""Characters of an address that is remembered: a hostile page's may have millions."""


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
        self._records = [] if rows else list(_records(self.source))

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


def absolute(base: str, href: str) -> str | None:
    """Return the web address that `href` means on a page at `base`, None where it means none."""
    kept = len(base) + len(href) <= _LONGEST_KEPT
    return _joined(base, href) if kept else _joined.__wrapped__(base, href)


@lru_cache(maxsize=4096)  # a page is asked for its links more than once
def _joined(base: str, href: str) -> str | None:
    href = href.strip().replace("\n", "").replace("\t", "")
    if not href or href.lower().startswith(("javascript:", "mailto:", "#", "data:", "tel:")):
        return None
    try:
        url = urljoin(base, href)
    except ValueError:
        return None
    return url.partition("#")[0] if url.lower().startswith(("http://", "https://")) else None


def without_campaign(url: str) -> str:
    """Return an address without what only counts where its link was followed from."""
    return _without(url, is_campaign) if "?" in url else url


def untracked(url: str) -> str:
    """Return an address without the parameters that tell where its link stood, or whose it is."""
    return _without(url, is_tracking) if "?" in url else url


def _without(url: str, is_dropped: Callable[[str], bool]) -> str:
    address, _, query = url.partition("?")
    kept = [field for field in query.split("&") if not is_dropped(field)]
    return address + (f"?{'&'.join(kept)}" if kept else "")


def day_in_url(url: str) -> date | None:
    """Return the day that an address names, as most systems' do."""
    for found in _IN_URL.finditer(url.partition("://")[2].partition("/")[2]):
        try:
            return date(int(found[1]), int(found[2] or found[3]), int(found[4]))
        except ValueError:
            continue
    return None


def _records(source: str) -> Iterator[Element]:
    """Yield the rows that Hanweb's systems keep as text, escaped or not."""
    for record in islice(_record_texts(source), MAX_LINKS):
        text = record if "<a" in record.lower() else unescape(record)
        if text.strip():
            yield html.fragment_fromstring(text, create_parent="div")


def _record_texts(source: str) -> Iterator[str]:
    end = 0
    for opening in _RECORD.finditer(source):
        if opening.start() < end:
            continue
        end = source.find("</record>", opening.end())
        if end < 0:
            return
        held = source[opening.end() : end].strip()
        yield held.removeprefix("<![CDATA[").removesuffix("]]>")


def _markup(part: Element) -> str:
    return str(html.tostring(part, encoding="unicode"))


def _quoted_in(script: str | None) -> list[str]:
    return _QUOTED.findall(script) if script else []


def _title(anchor: Element) -> str:
    return (anchor.get("title") or text_of(anchor)).strip()[:300]
