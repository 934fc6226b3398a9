"""A page of a surveyed site as far as its links tell: rows, their groups, and how it goes on."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from crawler.lists.hrefs import absolute, untracked
from crawler.lists.links import Link, ListPage
from crawler.lists.opening import open_list, pages_of
from crawler.site import Paging
from crawler.survey.words import is_off_limits
from extract.document import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.lists.json_lists import JsonList
    from crawler.paging.targets import Pages
    from extract.page import Page

_ROWS_UP = 6
# what stands in quotes is an address where it looks like a page's, not like a word
_PAGE = re.compile(
    r"://[^/]+/[!-~]*(?:\.(?:s?html?|jhtml|php|aspx?|jspx?|do|action)(?:\?|$)|\?\w+=)"
)
_ROOTED = re.compile(r"://[^/]+/.+(?:/|\.\w{3,5}|\?\S+)$")
_HEADING = re.compile(r"[-_|—–·:：>»]+")


@dataclass
class View:
    """One page that was visited, and what the link to it was called."""

    page: Page
    name: str
    depth: int = 0
    api: str = ""
    """The page that this interface draws."""
    items: str = ""
    """How that page's script makes the addresses of items that have none."""
    opened: ListPage | JsonList = field(init=False)

    def __post_init__(self) -> None:
        self.opened = open_list(self.page, Paging(), self.items)

    @property
    def url(self) -> str:
        return self.page.url

    @cached_property
    def links(self) -> list[Link]:
        """Every link with its text and the day beside it, in order."""
        return self.rows(lambda _: True)

    @cached_property
    def pictured(self) -> dict[str, str]:
        """What the picture says that stands in place of a link's text."""
        if not isinstance(self.opened, ListPage):
            return {}
        said: dict[str, str] = {}
        for anchor in self.opened.root.iter("a", "area"):
            url = absolute(self.opened.base, anchor.get("href") or "")
            alts = [i.get("alt") or i.get("title") or "" for i in (anchor, *anchor.iter("img"))]
            if url and any(alts):
                said.setdefault(url, max(alts, key=len).strip())
        return said

    @cached_property
    def frames(self) -> list[str]:
        """The pages of a frame set, and those shown inside this one."""
        if not isinstance(self.opened, ListPage):
            return []
        sources = (frame.get("src") or "" for frame in self.opened.root.iter("frame", "iframe"))
        return [url for src in sources if (url := absolute(self.opened.base, src))]

    @cached_property
    def quoted(self) -> list[str]:
        """Every address that stands anywhere on the page, a script's words among them."""
        if not isinstance(self.opened, ListPage):
            return []
        found = dict.fromkeys(self.opened.links())
        return [url for url in found if url.isascii() and _ROOTED.search(url)]

    @cached_property
    def scripted(self) -> list[str]:
        """Addresses that stand in scripts only."""
        if not isinstance(self.opened, ListPage):
            return []
        linked = {link.url for link in self.links}
        named = (url for url in dict.fromkeys(self.opened.links()) if _PAGE.search(url))
        return [url for url in named if url not in linked and not is_off_limits(url)]

    def rows(self, is_article: Callable[[str], bool]) -> list[Link]:
        rows = (replace(row, url=untracked(row.url)) for row in self.opened.rows(is_article))
        return list({row.url: row for row in rows}.values())

    @cached_property
    def pages(self) -> Pages:
        return pages_of(self.opened)

    @cached_property
    def heading(self) -> str:
        """What the page's title begins with."""
        if not isinstance(self.opened, ListPage):
            return ""
        title = next(iter(self.opened.root.iter("title")), None)
        said = "" if title is None else text_of(title)
        return next((part.strip() for part in _HEADING.split(said) if part.strip()), "")

    def groups(self, is_article: Callable[[str], bool]) -> list[set[str]]:
        """Return the articles of each block of the page: those whose rows are siblings."""
        if not isinstance(self.opened, ListPage):
            return []
        base = self.opened.base
        anchors: dict[object, set[str]] = defaultdict(set)
        for anchor in self.opened.root.iter("a"):
            url = untracked(absolute(base, anchor.get("href") or "") or "")
            if not url or not is_article(url):
                continue
            part = anchor
            for _ in range(_ROWS_UP):
                parent = part.getparent()
                if parent is None:
                    break
                part = parent
                hrefs = (absolute(base, a.get("href") or "") or "" for a in part.iter("a"))
                others = map(untracked, hrefs)
                if any(other and other != url and is_article(other) for other in others):
                    break
            anchors[part].add(url)
        return list(anchors.values())
