"""Choosing what a site file says of a site that was looked over: a spider, lists, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.hijack import shown_spam
from crawler.survey import other_ways
from crawler.survey.columns import List, check_list, find_lists
from crawler.survey.describing import describe
from crawler.survey.drawing import may_be_drawn
from crawler.survey.found import Found
from crawler.survey.named import find_named, named_form
from crawler.survey.samples import Group, Samples, find_groups
from crawler.survey.shapes import folder_shape, shape
from crawler.survey.systems import known_addresses
from crawler.survey.visits import NoListError, SurveyError, Visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crawler.lists.links import Link
    from crawler.survey.explore import Exploration

_MOST_LISTS = 60
_SAMPLES = 5
_MORE = 1.2


class Choosing:
    """What was seen of a site, and what of it goes into the site file."""

    def __init__(self, url: str, visits: Visits, exploration: Exploration) -> None:
        self._url, self._visits = url, visits
        self._views = list(exploration.views.values())
        self._entry = self._views[0]
        self._left_out = dict(exploration.left_out)
        self._samples = Samples(visits)
        self._known = re.compile("|".join(f"(?:{p})" for p in known_addresses().values()))

    def found(self) -> Found:
        """Return the site file's keys; raises `SurveyError` where nothing can be crawled."""
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
            raise self._nothing(groups)
        found = self._new("listing")
        drawn = [each.view.api for each in kept if each.view.api]
        for each in kept:
            # a page that one interface draws is that list's address; many on one page are their own
            own = drawn.count(each.view.api) == 1
            found.starts[each.view.api if own else each.view.url] = _seen(each)
        for each in lists:
            if each.dropped:
                self._left_out[each.view.url] = f"{each.name or each.view.url}: {each.dropped}"
        describe(found, self._samples, self._views, groups, urls, avoid=list(_pages_of(kept)))
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
        describe(found, self._samples, self._views, groups, urls, avoid=[])
        return found

    def _other(self, spider: str, way: other_ways.Way) -> Found:
        """Return a forum or a paper: its spider knows its articles' addresses by itself."""
        found = self._new(spider)
        found.starts = dict(way.starts)
        links = [link for link in way.links if self._visits.covers(link.url)]
        groups = [g for g in self._groups_of(links) if spider == "epaper"]
        if spider == "epaper" and groups:
            describe(
                found,
                self._samples,
                self._views,
                groups,
                [u for g in groups for u in g.texts],
                avoid=way.starts,
            )
            return found
        for link in links[:_SAMPLES]:
            self._samples.is_good(link.url, link.text)
        describe(found, self._samples, self._views, [], [link.url for link in links], avoid=[])
        found.article, found.article_note = "", f"the {spider} spider knows its addresses"
        return found

    def _new(self, spider: str) -> Found:
        return Found(
            url=self._url,
            hosts=sorted(self._visits.hosts),
            loopback=self._visits.loopback,
            entry=self._entry,
            spider=spider,
            left_out=self._left_out,
        )

    def _nothing(self, groups: list[Group]) -> SurveyError:
        """Return the error that says why there is no site file."""
        looked = f"{len(self._views)} pages looked at from {self._url}"
        if groups:
            return SurveyError(
                f"no list found: {looked}; articles are linked to, but no page lists them"
            )
        if said := shown_spam(self._entry.page):
            return SurveyError(f"{self._url} shows spam: {said}; has the site moved?")
        return NoListError(
            f"no list found: {looked}, none links to pages that read as articles; "
            "give the address of a list page, or write the site file by hand",
            scripted=any(may_be_drawn(view.page) for view in self._views),
        )


def _pages_of(lists: Sequence[List]) -> Iterator[str]:
    """Yield the addresses of lists, and of the further pages that they name."""
    for each in lists:
        yield each.view.url
        yield from (target.url for target in each.view.pages.following)


def _seen(each: List) -> str:
    said = [each.name or "without a name", f"{len(each.rows)} articles on its first page"]
    if each.goes_on:
        pages = f" ({each.total_pages} pages)" if each.total_pages else ""
        said.append(f"goes on{pages}")
    else:
        said.append("one page")
    said.append(f"{each.good} of {each.read} read")
    return ", ".join(said)
