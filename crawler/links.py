"""Links of list pages: to articles, and to the list's further pages."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html

from extract.codec import decode
from extract.document import parse
from extract.page import Page

MAX_LINKS = 4000
_NEXT = re.compile(r"^\s*(?:下一?页|下頁|后一?页|next|›|»|>)\s*(?:>|»)*\s*$", re.IGNORECASE)
# TRS and UCAP: createPageHTML(total, current, "index", "html"), or with a container's id first
_CREATE_PAGE = re.compile(
    r"createPageHTML\(\s*(?:'[^']*'\s*,\s*)?(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*[\"']([\w-]+)[\"']\s*,"
    r"\s*[\"'](\w+)[\"']"
)
_HREF_IN_SCRIPT = re.compile(r"""href\s*=\s*\\?["']([^"'\\>\s]{1,500})""", re.IGNORECASE)
_SCRIPT_ITEM = re.compile(r"""title_array\(\s*['"]([^'"\s]{1,500})['"]""")


class ListPage:
    """One list page, decoded and parsed once."""

    def __init__(self, page: Page) -> None:
        self.url = page.url
        self._source = decode(page).text
        document = parse(self._source, page.url)
        self._root = html.Element("html") if document is None else document.root

    def links(self) -> Iterator[str]:
        """Yield the addresses that the page links to, also from its scripts' records."""
        hrefs = [a.get("href") or "" for a in self._root.iter("a")]
        hrefs += _SCRIPT_ITEM.findall(self._source)
        if "<record" in self._source:  # Hanweb keeps a list's rows in script
            hrefs += _HREF_IN_SCRIPT.findall(self._source)
        for href in hrefs[:MAX_LINKS]:
            if url := _joined(self.url, href):
                yield url

    def next_page(self) -> str | None:
        """Return the address of the list's next page, None on the last one."""
        for a in self._root.iter("a"):
            if _NEXT.match(str(a.xpath("string()"))) and (href := a.get("href")):
                url = _joined(self.url, href)
                return url if url != self.url else None
        return self._created_page()

    def _created_page(self) -> str | None:
        for found in _CREATE_PAGE.finditer(self._source):
            total, current = int(found[1]), int(found[2])
            if current + 1 < total:
                return _joined(self.url, f"{found[3]}_{current + 1}.{found[4]}")
        return None


def _joined(base: str, href: str) -> str | None:
    href = href.strip()
    if not href or href.lower().startswith(("javascript:", "mailto:", "#", "data:")):
        return None
    try:
        return urljoin(base, href)
    except ValueError:
        return None
