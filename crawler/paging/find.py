"""How a list goes on: every way in which these sites number, name and script their further pages.

A page is asked what it says of itself; nothing here fetches. What is found is ordered by how sure
it is: an address that the page links to comes before one that is put together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.etree import XPath

from crawler.paging.created import call_counts, created_pages, own_name, variables_of
from crawler.paging.linked import current_number, has_previous, labelled_pages, named_next
from crawler.paging.targets import Pages, Target, fill, incremented
from crawler.paging.templates import called_pages, templates_of
from crawler.paging.words import PARAMETERS
from crawler.scripts.posted import more_posted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage
    from extract.document import Element

_PAGES_TEXT = re.compile(
    r"共\s*(\d{1,5})\s*[页頁]|总[页頁]数\s*[::]?\s*(\d{1,5})|[页頁]次\s*[::]?\s*\d{1,5}\s*/\s*(\d{1,5})|"
    r"\d{1,5}\s*/\s*(?:共\s*)?(\d{1,5})\s*[页頁]"
)
_ITEMS_TEXT = re.compile(
    r"(?:共|总共|总计|合计)\s*有?\s*(\d{1,7})\s*(?:条|篇|件|则|项|个|笔)|"
    r"总(?:记录|条|信息|数据)?数\s*(?:为|[::])\s*(\d{1,7})"
)
_ITEMS_CODE = re.compile(r"totalrecord(?:>|['\"]?\s*[:=]\s*['\"]?)\s*(\d{1,7})")
"""Of a source in small letters: a search that tells no case goes past nothing quickly."""

# strings that know their element take three times as long to make
_TEXTS = XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)


def find_pages(page: ListPage) -> Pages:
    """Return how the list at `page` goes on."""
    text = _shown(page.root)
    total_pages = _first(_PAGES_TEXT, text)
    total_items = _first(_ITEMS_TEXT, text) or _first(_ITEMS_CODE, page.source.lower())
    scripts = page.scripts
    variables = variables_of(scripts)
    templates = list(templates_of(page, scripts))
    created = dict(created_pages(page, scripts, variables))
    labelled = dict(labelled_pages(page, templates))
    current = current_number(page)
    others = {
        n: t for n, t in sorted((created | labelled).items()) if n > max(current, 1) or n in created
    }
    following = tuple(named_next(page, templates))
    guesses: tuple[Target, ...] = ()
    if not following and not others:
        number = max(current, 1) + 1
        more = total_pages is not None and total_pages >= number
        open_end = total_pages is None and not labelled
        if more or (open_end and not has_previous(page)):
            guesses = tuple(_guessed(page, templates, number, sure=more))
        if more or open_end:
            # a button that loads more is no pager, and a menu has a 首页, too
            called = (*more_posted(page, number), *called_pages(page, number))
            guesses = tuple(dict.fromkeys((*called, *guesses)))
    here = page.url.partition("#")[0]
    return Pages(
        next=tuple(t for t in following if t.form or t.url != here),
        others={n: t for n, t in others.items() if t.form or t.url != here},
        guesses=tuple(t for t in guesses if t.url != here),
        total_pages=total_pages,
        total_items=total_items,
        counts=call_counts(scripts, variables),
    )


def _guessed(page: ListPage, templates: list[str], number: int, *, sure: bool) -> Iterator[Target]:
    yield from (fill(template, number, page.base) for template in templates)
    own = any(name.lower() in PARAMETERS for name, _ in parse_qsl(urlsplit(page.url).query))
    # what a script takes into its page leaves the pager to that page
    own = own or page.is_fragment
    if (sure or own) and (raised := incremented(page.url)):
        yield Target(raised)
    if sure and number == 2:  # noqa: PLR2004 - the second page, of which no address is known
        stem, extension = own_name(page, "")
        for name in (f"{stem}_1.{extension}", f"{stem}_2.{extension}", "?page=2", "?pageIndex=2"):
            yield Target(urljoin(page.url, name))


def _shown(root: Element) -> str:
    body = root.find("body")
    pieces = [] if body is None else cast("list[str]", _TEXTS(body))
    return " ".join(" ".join(pieces).split())[-200_000:]


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return next((int(group) for group in found.groups() if group), None) if found else None
