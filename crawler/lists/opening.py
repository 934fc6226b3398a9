"""Opening a list page as what it is, and finding the interface that draws an empty one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.lists.gkmlpt import gkmlpt_interfaces
from crawler.lists.hanweb import further_blocks, is_proxied
from crawler.lists.hrefs import absolute
from crawler.lists.json_data import read_json
from crawler.lists.json_lists import JsonList
from crawler.lists.links import ListPage
from crawler.paging.find import find_pages
from crawler.paging.targets import Pages, Target, fill
from crawler.paging.templates import called_templates, script_templates
from crawler.scripts.posted import posted_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.site import Paging
    from extract.page import Page

_API = re.compile(
    r"""["'`]((?:https?:)?/?[\w./-]{0,200}"""
    r"""(?:\w\.json|/?\bapi/[\w./-]{0,200}|list\.(?:do|action|jspx?))(?:\?[^"'`<>\s]{0,300})?)["'`]"""
)


def open_list(page: Page, keys: Paging, items: str = "") -> ListPage | JsonList:
    """Return a page's rows and further pages, whether it is HTML, Hanweb's XML or JSON.

    `items` is how a script makes the addresses of a JSON list's items, where they have none.
    """
    data = read_json(page)
    return ListPage(page, keys.rows) if data is None else JsonList(page, data, keys, items)


def pages_of(opened: ListPage | JsonList) -> Pages:
    """Return how a list goes on, its system's own way before what others show."""
    pages = find_pages(opened) if isinstance(opened, ListPage) else opened.pages()
    if isinstance(opened, ListPage) and is_proxied(opened):
        blocks = tuple(further_blocks(opened))
        return replace(pages, next=blocks[:1], others=dict(enumerate(blocks, 2)), guesses=())
    return pages


def drawn_from(page: ListPage) -> Iterator[Target]:
    """Yield the interfaces that a page without rows may be drawn from, the likeliest first."""
    yield from dict.fromkeys(_drawn_from(page))


def _drawn_from(page: ListPage) -> Iterator[Target]:
    if own := list(gkmlpt_interfaces(page)):
        yield from own
        return
    posted = posted_to(page)
    yield from posted
    taken = {target.url.partition("?")[0] for target in posted}
    for found in list(dict.fromkeys(_API.findall(page.source)))[:5]:
        if (url := absolute(page.base, found)) and url.partition("?")[0] not in taken:
            yield Target(re.sub(r"\$?\{\w*\}|:\w+$", "1", url))
    for template in [*script_templates(page)[:3], *called_templates(page)[:2]]:
        yield fill(template, 1, page.base)
