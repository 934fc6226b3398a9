"""Surveying a site: its system, its lists, its articles' addresses, and how sure each of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.hijack import shown_spam
from crawler.survey import other_ways
from crawler.survey.columns import List, check_list, find_lists
from crawler.survey.explore import Exploration
from crawler.survey.named import find_named, named_form, named_pattern
from crawler.survey.samples import Group, Samples, find_groups
from crawler.survey.shapes import folder_shape, pattern, shape
from crawler.survey.systems import System, family_addresses, find_system, known_addresses
from crawler.survey.visits import SurveyError, Visits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.links import Link
    from crawler.survey.views import View
    from extract.page import Page

_MOST_LISTS = 60
_SAMPLES = 5
_MORE = 1.2


@dataclass
class Found:
    """What a survey found; enough for a site file."""

    url: str
    hosts: list[str]
    loopback: bool
    entry: View
    spider: str
    starts: dict[str, str] = field(default_factory=dict)
    """Address to what was seen there."""
    system: System | None = None
    article: str = ""
    """Regular expression; empty where the family's own fits."""
    article_note: str = ""
    traditional: bool = False
    stubs: bool = False
    left_out: dict[str, str] = field(default_factory=dict)
    read: int = 0
    good: int = 0


def survey(url: str, say: Callable[[str], None]) -> Found:
    """Look a site over and return what a site file needs; raises `SurveyError`."""
    visits = Visits(url, say)
    entry = visits.enter(url)
    exploration = Exploration(visits)
    exploration.run(entry)
    return _Survey(url, visits, exploration).found()


class _Survey:
    def __init__(self, url: str, visits: Visits, exploration: Exploration) -> None:
        self._url, self._visits = url, visits
        self._views = list(exploration.views.values())
        self._entry = self._views[0]
        self._left_out = dict(exploration.left_out)
        self._samples = Samples(visits)
        self._known = re.compile("|".join(f"(?:{p})" for p in known_addresses().values()))

    def found(self) -> Found:
        if boards := other_ways.forum_boards(self._views):
            return self._other("forum", boards)
        if issues := other_ways.paper_issues(self._views):
            issues.starts.update({self._url: issues.starts.pop(self._entry.url)})
            return self._other("epaper", issues)
        return self._by_lists()

    def _by_lists(self) -> Found:
        groups = self._article_groups()
        urls = [url for group in groups for url in group.texts]
        lists: list[List] = []
        if groups:
            lists = self._lists(self._article_test(groups))
        kept = [each for each in lists if not each.dropped]
        if self._is_thin(kept) and (better := self._better(kept)):
            return better
        if not kept:
            raise SurveyError(self._why_nothing(groups))
        found = self._new("listing")
        drawn = [each.view.api for each in kept if each.view.api]
        for each in kept:
            # a page that one interface draws is that list's address; many on one page are their own
            own = drawn.count(each.view.api) == 1
            found.starts[each.view.api if own else each.view.url] = _seen(each)
        for each in lists:
            if each.dropped:
                self._left_out[each.view.url] = f"{each.name or each.view.url}: {each.dropped}"
        self._describe(found, groups, urls, avoid=[each.view.url for each in kept])
        return found

    def _article_groups(self) -> list[Group]:
        visited = {view.url for view in self._views}
        groups = find_groups(self._views, self._visits.covers, self._known, visited)
        return self._articles(groups) or self._articles(
            find_named(self._views, self._visits.covers, visited)
        )

    def _articles(self, groups: list[Group]) -> list[Group]:
        for group in groups:
            self._samples.check(group)
        return [group for group in groups if group.are_articles()]

    def _article_test(self, groups: list[Group]) -> Callable[[str], bool]:
        """Return whether an address is an article's; columns in a folder of their own are none."""
        forms = {group.form for group in groups if not group.named}
        named = {group.form for group in groups if group.named}
        articles = {folder_shape(url) for url in self._samples.good()}
        columns = {folder_shape(view.url) for view in self._views if view.name} - articles
        listed = {view.url for view in self._views}

        def is_article(url: str) -> bool:
            if shape(url) in forms:
                return folder_shape(url) not in columns
            return named_form(url) in named and url not in listed

        return is_article

    def _lists(self, is_article: Callable[[str], bool]) -> list[List]:
        lists = find_lists(self._views, is_article, self._samples.is_good)[:_MOST_LISTS]
        for each in lists:
            check_list(each, self._samples, self._visits, is_article)
        return lists

    def _is_thin(self, lists: list[List]) -> bool:
        """Whether lists are too few, or end too soon, to be all of the site."""
        columns = [each for each in lists if each.view.depth > 0]
        return not columns or not any(each.goes_on for each in lists)

    def _better(self, lists: list[List]) -> Found | None:
        """Return a sitemap or a feed that names more articles than the lists do."""
        listed = set().union(*(each.urls for each in lists)) if lists else set()
        best: Found | None = None
        most = max(_MORE * len(listed), 1.0)
        ways = (
            ("sitemap", other_ways.sitemap(self._entry.url, self._visits)),
            ("feed", other_ways.feeds(self._views, self._visits)),
        )
        for spider, way in ways:
            if way is None:
                continue
            groups = self._groups_of(way.links)
            count = sum(len(group.texts) for group in groups)
            if groups and count > most:
                best, most = self._with_groups(spider, way, groups), count
        return best

    def _groups_of(self, links: Sequence[Link]) -> list[Group]:
        groups: dict[str, Group] = {}
        for link in links:
            form = shape(link.url)
            group = groups.setdefault(form, Group(form, scripted=True))
            group.texts[link.url] = link.text
            group.on[""].append(link.url)
        likely = [group for group in groups.values() if group.may_be_articles()]
        for group in sorted(likely, key=lambda group: -len(group.texts))[:_SAMPLES]:
            self._samples.check(group)
        return [group for group in likely if group.are_articles()]

    def _with_groups(self, spider: str, way: other_ways.Way, groups: list[Group]) -> Found:
        found = self._new(spider)
        found.starts = dict(way.starts)
        urls = [url for group in groups for url in group.texts]
        self._describe(found, groups, urls, avoid=[])
        return found

    def _other(self, spider: str, way: other_ways.Way) -> Found:
        """Return a forum or a paper: its spider knows its articles' addresses by itself."""
        found = self._new(spider)
        found.starts = dict(way.starts)
        links = [link for link in way.links if self._visits.covers(link.url)]
        groups = [g for g in self._groups_of(links) if spider == "epaper"]
        if spider == "epaper" and groups:
            self._describe(found, groups, [u for g in groups for u in g.texts], avoid=way.starts)
            return found
        for link in links[:_SAMPLES]:
            self._samples.is_good(link.url, link.text)
        self._describe(found, [], [link.url for link in links], avoid=[])
        found.article, found.article_note = "", f"the {spider} spider knows its addresses"
        return found

    def _describe(
        self,
        found: Found,
        groups: list[Group],
        urls: list[str],
        avoid: Sequence[str] | dict[str, str],
    ) -> None:
        """Fill in what the sample pages tell."""
        records = [r for u, r in self._samples.records.items() if not groups or u in set(urls)]
        found.read = len(records)
        found.good = sum(record.outcome == "article" for record in records)
        scripts = [record.script for record in records if record.outcome == "article"]
        found.traditional = scripts.count("traditional") * 2 > len(scripts)
        pages: list[Page] = [view.page for view in self._views]
        articles = [page for url, page in self._samples.pages.items() if url in set(urls)]
        found.system = find_system(pages, articles, urls)
        found.left_out = self._left_out
        family = family_addresses().get(found.system.name) if found.system else None
        if family and all(re.search(family, url) for url in urls):
            found.article_note = f"{len(urls)} of {len(urls)} addresses are as the family's"
            return
        patterns = [
            named_pattern(group.form, list(group.texts))
            if group.named
            else pattern(group.form, list(group.texts), avoid)
            for group in groups
        ]
        found.article = "|".join(dict.fromkeys(patterns))
        found.article_note = f"learned from {len(urls)} addresses"

    def _new(self, spider: str) -> Found:
        return Found(
            url=self._url, hosts=sorted(self._visits.hosts), loopback=self._visits.loopback,
            entry=self._entry, spider=spider,
        )  # fmt: skip

    def _why_nothing(self, groups: list[Group]) -> str:
        looked = f"{len(self._views)} pages looked at from {self._url}"
        if groups:
            return f"no list found: {looked}; articles are linked to, but no page lists them"
        if said := shown_spam(self._entry.page):
            return f"{self._url} shows spam: {said}; has the site moved?"
        return (
            f"no list found: {looked}, none links to pages that read as articles; "
            "give the address of a list page, or write the site file by hand"
        )


def _seen(each: List) -> str:
    said = [each.name or "without a name", f"{len(each.rows)} articles on its first page"]
    if each.goes_on:
        pages = f" ({each.total_pages} pages)" if each.total_pages else ""
        said.append(f"goes on{pages}")
    else:
        said.append("one page")
    said.append(f"{each.good} of {each.read} read")
    return ", ".join(said)
