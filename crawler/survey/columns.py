"""Choosing the lists that a crawl begins with among the pages that were visited."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.lists.links import ListPage
from crawler.scripts.item_addresses import item_addresses
from crawler.survey.samples import TEXTLESS
from crawler.survey.views import View
from crawler.survey.words import is_wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.lists.links import Link
    from crawler.paging.targets import Target
    from crawler.survey.samples import Samples
    from crawler.survey.visits import Visits

    _Test = Callable[[str], bool]

_EVERYWHERE = 0.5
_FEWEST_PAGES = 5
_READ = 3


@dataclass
class List:
    """A list page that is worth crawling, and what was seen of it."""

    view: View
    rows: list[Link]
    """Its articles, without those that stand on most pages of the site."""
    groups: int = 1
    read: int = 0
    good: int = 0
    goes_on: str = ""
    """Address of its second page, where that brought more articles."""
    total_pages: int | None = None
    total_items: int | None = None
    dropped: str = ""
    urls: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.urls = {link.url for link in self.rows}

    @property
    def name(self) -> str:
        return self.view.name or self.view.heading


def find_lists(views: Sequence[View], is_article: _Test, is_text: _Test) -> list[List]:
    """Return the pages that list articles, without overviews of what other lists hold."""
    seen = {view.url: view.rows(is_article) for view in views if not is_article(view.url)}
    pages = [view for view in views if view.url in seen]
    common = _everywhere(list(seen.values()))
    found = []
    for view in pages:
        own = [link for link in seen[view.url] if link.url not in common]
        if own:
            found.append(List(view, own, groups=max(1, len(view.groups(is_article)))))
    return _without_overviews(_distinct(found), is_article, is_text)


def check_list(each: List, samples: Samples, visits: Visits, is_article: _Test) -> None:
    """Read a few of a list's articles, and its second page; say why it is to be left out."""
    without_text = 0
    for link in each.rows[:: max(1, len(each.rows) // _READ)][:_READ]:
        record = samples.record(link.url)
        if record is None:
            continue
        each.read += 1
        each.good += samples.is_good(link.url)
        without_text += any(reason in TEXTLESS for reason in record.reasons)
    if each.read and not each.good:
        each.dropped = "pages without text" if without_text else "pages that are no articles"
        return
    pages = each.view.pages
    each.total_pages, each.total_items = pages.total_pages, pages.total_items
    for target in [*pages.following[:2], *pages.guesses[:2]]:
        if _brings_more(target, each, visits, is_article):
            each.goes_on = target.url + (" (by POST)" if target.form else "")
            return


def _brings_more(target: Target, each: List, visits: Visits, is_article: _Test) -> bool:
    page = visits.answer(target)
    if page is None:
        return False
    opened = each.view.opened
    items = each.view.items or (item_addresses(opened) if isinstance(opened, ListPage) else "")
    rows = View(page, "", items=items).rows(is_article)
    return bool({link.url for link in rows} - each.urls)


def _everywhere(rows: list[list[Link]]) -> set[str]:
    """Return the articles that most pages list beside their own: 热点, 推荐."""
    listing = [links for links in rows if links]
    if len(listing) < _FEWEST_PAGES:
        return set()
    counts: dict[str, int] = {}
    for links in listing:
        for link in links:
            counts[link.url] = counts.get(link.url, 0) + 1
    return {url for url, count in counts.items() if count > _EVERYWHERE * len(listing)}


def _distinct(found: list[List]) -> list[List]:
    """Keep one of the pages that list exactly the same, the one with a name first."""
    kept: dict[frozenset[str], List] = {}
    order = sorted(found, key=lambda each: (not each.view.name, len(each.view.url)))
    for each in order:
        kept.setdefault(frozenset(each.urls), each)
    return [each for each in found if kept[frozenset(each.urls)] is each]


def _without_overviews(found: list[List], is_article: _Test, is_text: _Test) -> list[List]:
    """Leave out pages whose articles other lists hold: front pages and channels, not columns."""
    kept = list(found)
    for each in sorted(found, key=lambda each: each.groups, reverse=True):
        others = [other for other in kept if other is not each]
        if _is_overview(each, others, is_article, is_text) or _is_aside(each, others):
            kept.remove(each)
    return kept


def _is_overview(each: List, others: list[List], is_article: _Test, is_text: _Test) -> bool:
    """Whether every block of a page, galleries apart, is fed by some other list."""
    if not isinstance(each.view.opened, ListPage):
        return False
    held: set[str] = set().union(*(other.urls for other in others))
    fed_by = [other for other in others if other.urls & each.urls]
    pager = bool(each.view.pages.following) and each.view.depth > 0
    entry = each.view.depth == 0
    if pager or not fed_by or (each.groups == len(fed_by) == 1 and not entry):
        return False
    own = [block & each.urls for block in each.view.groups(is_article)]
    unfed = [block for block in own if block and not block & held]
    return not any(is_text(url) for block in unfed for url in sorted(block)[:2])


def _is_aside(each: List, others: list[List]) -> bool:
    """Whether a page without a column's name only repeats a part of another list."""
    named = is_wanted(each.view.name) or each.view.pages.following
    return not named and any(each.urls < other.urls for other in others)
