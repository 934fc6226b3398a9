"""Trying a site file on its site: one list, one article, and what came of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.families import article_pattern, family_paging, fits
from crawler.feeds import read_feed
from crawler.hijack import MOVED, shown_spam
from crawler.jumps import jump_target
from crawler.links import ListPage
from crawler.lists import open_list, pages_of
from crawler.paging.targets import fill
from crawler.spiders.sitemap import read_sitemap
from crawler.survey.interfaces import drawn_pages
from crawler.survey.visits import NoAnswerError, SurveyError, Visits
from extract.read import read_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.links import Link
    from crawler.site import Site
    from extract.page import Page

_OWN = {
    # what these spiders take for articles where the site file names none
    "forum": r"/thread-\d+-|[?&;]tid=\d+",
    "epaper": r"content_\d+|nw\.D\w+|/c\d{4,}\.|/content/.*\d{4,}\.s?html?$",
    "feed": "",
    "sitemap": "",
}
_MOST_JUMPS = 4


@dataclass
class Trial:
    """What was seen; `failed` says what a person has to look at."""

    said: list[str] = field(default_factory=list)
    failed: str = ""
    answered: bool = True


def try_site(site: Site, say: Callable[[str], None]) -> Trial:
    """Ask a site for its first list and one article; nothing is raised where it doesn't answer."""
    url = next(iter(site.entries()))
    visits = Visits(url, say)
    visits.hosts |= set(site.hosts)
    if visits.loopback and not site.loopback:
        return Trial(failed=f"{url} is on this machine: set `loopback = true` to crawl it")
    trial = Trial()
    try:
        page = visits.enter(_first(site, url))
    except NoAnswerError as error:
        trial.answered = False
        trial.said.append(f"not tried: {error}")
        return trial
    except SurveyError as error:
        trial.failed = str(error)
        return trial
    if site.spider == "pages":
        _read(trial, page)
        return trial
    rows = _rows(site, page, visits)
    trial.said.append(f"list {page.url}: {len(rows)} articles")
    if not rows:
        keys = "`article`, `family`, `starts`" + (", `list.rows`" if site.list.rows else "")
        said = shown_spam(page)
        trial.failed = (
            f"{page.url} shows spam: {said}; {MOVED}"
            if said
            else f"no link on the list looks like an article: see {keys}"
        )
        return trial
    article = next((found for row in rows[:3] if (found := visits.page(row.url))), None)
    if article is None:
        trial.failed = f"none of the first articles can be had: {rows[0].url}"
        return trial
    _read(trial, article)
    return trial


def _first(site: Site, url: str) -> str:
    paging = family_paging(site)
    return fill(paging.api, paging.first, url).url if paging.api else url


def _rows(site: Site, page: Page, visits: Visits) -> list[Link]:
    pattern = site.article or (_OWN.get(site.spider) if not site.family else None)
    pattern = _OWN["forum"] if site.spider == "forum" and not site.article else pattern
    regex = re.compile(article_pattern(site) if pattern is None else pattern)

    def is_article(url: str) -> bool:
        return site.covers(url) and fits(regex, url)

    if site.spider == "feed":
        return [link for link in read_feed(page).items if is_article(link.url)]
    if site.spider == "sitemap":
        return _named(page, visits, is_article)
    keys = family_paging(site)
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
        if not further or (found := visits.page(further)) is None:
            return []
        page = found
    return []


def _further(site: Site, page: Page, opened: ListPage) -> str | None:
    """Return where a page without articles leads: a jump, a forum's board, a next page."""
    if target := jump_target(page, frames=True):
        return target
    if site.spider == "forum":
        return next(
            (u for u in opened.links() if re.search(r"/forum-\d+-1\.|forumdisplay", u)), None
        )
    following = pages_of(opened).following
    return following[0].url if following else None


def _named(page: Page, visits: Visits, is_article: Callable[[str], bool]) -> list[Link]:
    files, rows = read_sitemap(page)
    for url, _ in files[:3]:
        if found := visits.page(urljoin(page.url, url)):
            rows += read_sitemap(found)[1]
    return [link for link, _ in rows if is_article(link.url)]


def _read(trial: Trial, page: Page) -> None:
    record = read_page(page)
    day = f"{record.published:%Y-%m-%d}" if record.published else "no date"
    trial.said.append(
        f"article {page.url}: {record.outcome.value}, {record.title or 'no title'}, {day}, "
        f"{record.quality.text_length} characters"
    )
    if record.outcome != "article":
        trial.failed = f"{page.url} reads as no article: {', '.join(record.reasons)}"
