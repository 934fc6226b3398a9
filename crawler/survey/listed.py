"""What a site's list holds, read as the site's spider would."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.families import article_test
from crawler.jumps import jump_target
from crawler.lists.feeds import read_feed
from crawler.lists.links import ListPage
from crawler.lists.opening import open_list, pages_of
from crawler.paging.targets import Target
from crawler.spiders.sitemap import read_sitemap
from crawler.survey.interfaces import drawn_pages
from crawler.threads import is_board, is_off_limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.lists.links import Link
    from crawler.site import Site
    from crawler.survey.visits import Visits
    from extract.page import Page

_MOST_JUMPS = 4


def listed(site: Site, page: Page, visits: Visits) -> list[Link]:
    """Return the articles that a list's page names, or the first page that it leads to with any."""
    is_article = article_test(site)
    if site.spider == "feed":
        return [link for link in read_feed(page).items if is_article(link.url)]
    if site.spider == "sitemap":
        return _named(page, visits, is_article)
    keys = site.list
    for _ in range(_MOST_JUMPS):
        opened = open_list(page, keys)
        rows = opened.rows(is_article)
        html = opened if isinstance(opened, ListPage) else None
        if rows or html is None:
            return rows
        for drawn, items in () if site.spider == "forum" else drawn_pages(html, page, visits):
            if rows := open_list(drawn, keys, items).rows(is_article):
                return rows
        further = _further(site, page, html)
        if not further or (found := visits.answer(further)) is None:
            return []
        page = found
    return []


def _further(site: Site, page: Page, opened: ListPage) -> Target | None:
    """Return where a page without articles leads: a jump, a forum's board, a next page."""
    if target := jump_target(page, frames=True):
        return Target(target)
    if site.spider == "forum":
        boards = (u for u in opened.links() if is_board(u) and not is_off_limits(u))
        return next(map(Target, boards), None)
    return next(iter(pages_of(opened).following), None)


def _named(page: Page, visits: Visits, is_article: Callable[[str], bool]) -> list[Link]:
    files, rows = read_sitemap(page)
    for url, _ in files[:3]:
        if found := visits.page(urljoin(page.url, url)):
            rows += read_sitemap(found)[1]
    return [link for link, _ in rows if is_article(link.url)]
