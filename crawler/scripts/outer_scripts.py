"""Scripts that a list page loads as files: the call that draws its rows may stand in one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.lists.hrefs import absolute
from crawler.paging.words import LIBRARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.lists.links import ListPage
    from extract.page import Page

_MOST, _LONGEST = 8, 300_000
"""Scripts of one page, and characters of each."""


def outer_scripts(page: ListPage, covers: Callable[[str], bool]) -> list[str]:
    """Return the addresses of a page's own scripts, libraries left out."""
    sources = (script.get("src") or "" for script in page.root.iter("script"))
    found = dict.fromkeys(absolute(page.base, source) for source in sources if source)
    own = [url for url in found if url and covers(url)]
    return [url for url in own if not LIBRARIES.search(url.partition("://")[2])][-_MOST:]


def with_scripts(page: Page, scripts: Iterable[str]) -> Page:
    """Return a page as if it held its scripts itself; only their code matters, so ASCII does."""
    held = (text[:_LONGEST].replace("</", "<\\/") for text in scripts if text[:1] != "<")
    added = "".join(f"\n<script>{text}</script>" for text in held)
    return replace(page, body=page.body + added.encode("ascii", "ignore"))
