"""What draws a page that holds no rows: interfaces that its scripts call, asked one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.lists.links import ListPage
from crawler.lists.opening import drawn_from
from crawler.scripts.item_addresses import item_addresses
from crawler.scripts.outer_scripts import outer_scripts, with_scripts
from extract.codec.decode import decode

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from crawler.survey.visits import Visits
    from extract.page import Page

_MOST = 60


def drawn_pages(
    opened: ListPage, page: Page, visits: Visits, known: Container[str] = ()
) -> Iterator[tuple[Page, str]]:
    """Yield what a page's interfaces answer, and how its script makes the addresses of items.

    Those that its own script calls come first, then those of the scripts that it loads. What is
    `known` by a request's key isn't asked again.
    """
    yield from _answers(opened, visits, known)
    urls = outer_scripts(opened, visits.covers)
    texts = [decode(script).text for script in map(visits.page, urls) if script]
    if texts:
        yield from _answers(ListPage(with_scripts(page, texts)), visits, known)


def _answers(opened: ListPage, visits: Visits, known: Container[str]) -> Iterator[tuple[Page, str]]:
    items = item_addresses(opened)
    for target in list(drawn_from(opened))[:_MOST]:
        if visits.covers(target.url) and target.key not in known:
            page = visits.answer(target)
            if page is not None:
                yield page, items
