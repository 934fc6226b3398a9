"""Reading a few pages of each shape of address: which of them are articles."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.survey.shapes import has_id, shape
from crawler.survey.words import is_paging
from extract.read import read_page
from extract.reasons import Reason
from extract.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.survey.views import View
    from crawler.survey.visits import Visits
    from extract.page import Page
    from extract.record import Record

_FEW, _READ, _MOST_READ, _MOST_SHAPES = 2, 3, 7, 12
_HEADLINE = 8
_SHORTEST = 30
_DATED = 0.5
_FOLD = re.compile(r"[\W_]+")
TEXTLESS = (Reason.PICTURE_ONLY, Reason.VIDEO_ONLY, Reason.NO_ARTICLE, Reason.EMPTY_SHELL)


@dataclass
class Group:
    """Links of one shape."""

    form: str
    texts: dict[str, str] = field(default_factory=dict)
    """Address to what the link to it says."""
    dated: int = 0
    on: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Page to the addresses that it lists."""
    scripted: bool = False
    known: bool = False
    """A known system's articles look like this."""
    named: bool = False
    """Whether nothing but names tells its addresses apart."""
    read: int = 0
    good: int = 0

    def may_be_articles(self) -> bool:
        if not has_id(self.form) or (len(self.texts) < _FEW and not self.known):
            return False
        lengths = sorted(len(text) for text in self.texts.values())
        headlines = lengths[len(lengths) // 2] >= _HEADLINE
        return self.known or self.scripted or headlines or self.dated >= _DATED * len(self.texts)

    def are_articles(self) -> bool:
        return self.good > 0 and self.good * 3 >= self.read


class Samples:
    """Reads sample pages, each once."""

    def __init__(self, visits: Visits) -> None:
        self._visits = visits
        self.records: dict[str, Record] = {}
        self.pages: dict[str, Page] = {}

    def record(self, url: str) -> Record | None:
        """Return what a page reads as, None where it can't be had."""
        if url not in self.records:
            page = self._visits.page(url)
            if page is None:
                return None
            self.pages[url] = page
            self.records[url] = read_page(page)
        return self.records[url]

    def is_good(self, url: str, text: str = "") -> bool:
        """Whether a page reads as an article, under the title that the link to it has."""
        record = self.record(url)
        if record is None or record.outcome is not Outcome.ARTICLE or not record.title:
            return False
        attached = bool(record.attachments and record.published)
        long_enough = record.quality.text_length >= _SHORTEST or attached
        return long_enough and (not text or _alike(text, record.title))

    def good(self) -> list[str]:
        """Return the addresses of the pages read so far that are articles."""
        return [url for url in self.records if self.is_good(url)]

    def check(self, group: Group) -> None:
        """Read a few of a group's pages; more where none of the first holds a text."""
        for url in _spread(group.on, _MOST_READ):
            if group.read >= _READ and (group.good or group.read >= _MOST_READ):
                break
            if self.record(url) is None:
                continue
            group.read += 1
            group.good += self.is_good(url, group.texts[url])


def find_groups(
    views: Iterable[View], covers: Callable[[str], bool], known: re.Pattern[str], skip: set[str]
) -> list[Group]:
    """Return the groups of links that may lead to articles, the largest first."""
    groups: dict[str, Group] = {}
    for view in views:
        paging = {target.url for target in view.pages.following}
        for link in view.links:
            if link.url in paging and is_paging(link.text):
                continue
            if covers(link.url) and link.url not in skip:
                group = groups.setdefault(shape(link.url), Group(shape(link.url)))
                if (
                    len(link.text) > len(group.texts.get(link.url, ""))
                    or link.url not in group.texts
                ):
                    group.texts[link.url] = link.text
                group.dated += link.day is not None
                group.on[view.url].append(link.url)
                group.known |= bool(known.search(link.url))
        for url in view.scripted:
            if url in paging:
                continue
            form = shape(url)
            group = groups.setdefault(form, Group(form, scripted=True))
            if covers(url) and url not in skip and (group.scripted or known.search(url)):
                group.texts.setdefault(url, "")
                group.on[view.url].append(url)
                group.known |= bool(known.search(url))
    likely = [group for group in groups.values() if group.may_be_articles()]
    likely.sort(key=lambda group: (group.known, len(group.texts)), reverse=True)
    return likely[:_MOST_SHAPES]


def _spread(on: dict[str, list[str]], most: int) -> list[str]:
    """Return addresses from as many pages as there are, in turn."""
    out: dict[str, None] = {}
    for place in range(most):
        for urls in on.values():
            if place < len(urls):
                out.setdefault(urls[place * len(urls) // most], None)
    return list(out)


def _alike(text: str, title: str) -> bool:
    said, printed = _folded(text.rstrip(". …")), _folded(title)
    size = min(len(said), len(printed), _HEADLINE)
    return size > 0 and (said[:size] in printed or printed[:size] in said)


def _folded(text: str) -> str:
    return _FOLD.sub("", text)
