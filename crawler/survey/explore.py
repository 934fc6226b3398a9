"""Going through a site's navigation: links that are called like columns, not like headlines."""

from __future__ import annotations

import re
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.jumps import jump_target
from crawler.lists.links import Link, ListPage
from crawler.survey.interfaces import drawn_pages
from crawler.survey.shapes import folder_shape, has_id, shape
from crawler.survey.systems import known_addresses
from crawler.survey.views import View
from crawler.survey.words import (
    LONGEST_NAME,
    is_more,
    is_off_limits,
    is_paging,
    is_unwanted,
    is_wanted,
    is_wanted_more,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.survey.visits import Visits
    from extract.page import Page

DEEPEST = 3
_MOST = {True: 150, False: 70}
"""Pages visited for their links, on loopback and elsewhere."""
_HEADLINES = 3
_HEADLINE = 10
_MENU = 3
"""Links that make a menu of a folder."""
_MOST_JUMPS = 4
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b")
_HEAD = 1000
_FEW, _FALLBACK = 2, 40


class Exploration:
    """The pages visited, by address, the entry first; and what was left out by its name."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits
        self._known = re.compile("|".join(f"(?:{p})" for p in known_addresses().values()))
        self._queue: list[tuple[int, int, int, str, str]] = []
        self._order = count()
        self._queued: set[str] = set()
        self.views: dict[str, View] = {}
        self.left_out: dict[str, str] = {}

    def run(self, page: Page) -> None:
        """Visit what `page` leads to, the wanted columns first."""
        entry = View(self._landed(page), "")
        self._take(entry)
        self._visit_all(_MOST[self._visits.loopback])
        if len(self.views) <= _FEW:
            # a menu that a script draws
            for view in list(self.views.values()):
                headlines = _headlines(view.links)
                for url in view.quoted:
                    if not (is_off_limits(url) or shape(url) in headlines):
                        self._enqueue(Link(url), "", view.depth + 1)
            self._visit_all(_FALLBACK)

    def _visit_all(self, most: int) -> None:
        while self._queue and len(self.views) < most and not self._visits.spent:
            _, depth, _, url, name = heappop(self._queue)
            found = self._visits.page(url)
            if found is None:
                continue
            found = self._landed(found)
            if found.url not in self.views and not _FEED.search(found.body[:_HEAD]):
                self._take(View(found, name, depth))

    def _landed(self, page: Page) -> Page:
        """Follow refreshes, scripts and frames to what a reader sees."""
        for _ in range(_MOST_JUMPS):
            target = jump_target(page)
            if not target or not self._visits.covers(target):
                break
            following = self._visits.page(target)
            if following is None:
                break
            page = following
        return page

    def _take(self, view: View) -> None:
        self.views[view.url] = view
        self._visits.see_hosts(link.url for link in view.links)
        self._queued.add(_place(view.url))
        for url in view.frames:
            self._enqueue(Link(url), "", view.depth)
        if view.depth < DEEPEST:
            for link, name in self._named(view):
                self._enqueue(link, name, view.depth + 1)
        if not _has_headlines(view):
            self._ask_interfaces(view)

    def _named(self, view: View) -> Iterator[tuple[Link, str]]:
        """Yield links to what may be columns, each with what it is called."""
        headlines, menus = _headlines(view.links), _menus(view.links)
        for link in view.links:
            headline = shape(link.url) in headlines and folder_shape(link.url) not in menus
            if headline or self._known.search(link.url):
                continue
            text = "".join((link.text or view.pictured.get(link.url, "")).split())
            if not self._visits.covers(link.url) or is_off_limits(link.url):
                continue
            if not text or is_more(text):
                yield link, ""
            elif 1 < len(text) <= LONGEST_NAME and not is_paging(text):
                yield link, text

    def _enqueue(self, link: Link, name: str, depth: int) -> None:
        place = _place(link.url)
        if name and is_unwanted(name) and not is_wanted_more(name):
            self.left_out.setdefault(link.url, name)
            self._queued.add(place)
            return
        if place in self._queued:
            view = self.views.get(link.url)
            if view is not None and not view.name:
                view.name = name
            return
        self._queued.add(place)
        likely = 0 if is_wanted(name) else 1 if not name else 2
        dated = 3 if link.day else 0
        heappush(self._queue, (likely + dated + depth, depth, next(self._order), link.url, name))

    def _ask_interfaces(self, view: View) -> None:
        """Take in the lists that draw a page without headlines of its own."""
        if not isinstance(view.opened, ListPage):
            return
        for page, items in drawn_pages(view.opened, view.page, self._visits, self.views):
            drawn = View(page, view.name, DEEPEST, api=view.url, items=items)
            if _is_list(drawn):
                self.views[page.url] = drawn


def _is_list(drawn: View) -> bool:
    """Whether an interface answers a list: data, or the part of a page that holds headlines."""
    if isinstance(drawn.opened, ListPage):
        return drawn.opened.is_fragment and _has_headlines(drawn)
    return bool(drawn.links)


def _has_headlines(view: View) -> bool:
    return sum(len(link.text) >= _HEADLINE for link in view.links) >= _HEADLINES


def _headlines(links: list[Link]) -> set[str]:
    """Return the shapes of addresses whose links say more than a column's name would."""
    lengths: dict[str, list[int]] = {}
    for link in links:
        form = shape(link.url)
        if has_id(form):
            lengths.setdefault(form, []).append(len("".join(link.text.split())))
    return {form for form, said in lengths.items() if sorted(said)[len(said) // 2] >= _HEADLINE}


def _menus(links: list[Link]) -> set[tuple[str, str]]:
    """Return the folders whose links are all as short as columns' names, by shape and folder.

    One that is called as columns are makes a menu of a folder, several of any names do.
    """
    names: dict[tuple[str, str], list[str]] = {}
    for link in links:
        names.setdefault(folder_shape(link.url), []).append("".join(link.text.split()))
    return {
        place
        for place, said in names.items()
        if max(map(len, said)) < _HEADLINE and (len(said) >= _MENU or any(map(is_wanted, said)))
    }


def _place(url: str) -> str:
    """Return an address without what leads to the same list."""
    parts = urlsplit(url)
    path = parts.path
    for name in ("index", "default", "home"):
        folder, _, last = path.rpartition("/")
        if last.partition(".")[0].lower() == name:
            path = f"{folder}/"
    return f"{parts.netloc}{path or '/'}?{parts.query}"
