"""Trying a site file on its site: one list, one article, and what came of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crawler.browser import browser_settings
from crawler.errors import ConfigurationError
from crawler.hijack import MOVED, shown_spam
from crawler.issues import MOST_MISSING, IssueAddress, is_template
from crawler.paging.targets import Target, fill
from crawler.survey.drawing import Drawing
from crawler.survey.listed import listed
from crawler.survey.visits import NoAnswerError, NoPageError, SurveyError, Visits
from extract.metadata.dates import CHINA
from extract.read import read_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.site import Site
    from extract.page import Page


@dataclass
class Trial:
    """What was seen; `failed` says what a person has to look at."""

    said: list[str] = field(default_factory=list)
    failed: str = ""


def try_site(site: Site, say: Callable[[str], None]) -> Trial:
    """Ask a site for its first list and one article; nothing is raised where it doesn't answer.

    A browser draws the pages where the crawl uses one: always, or where plain requests fail.
    """
    starts = _starts(site)
    if not starts:
        return Trial(["not tried: it has no `starts`; `-a urls=FILE` names its pages"])
    url = starts[0].url
    visits = Visits(url, say)
    if visits.loopback and not site.loopback:
        return Trial(failed=f"{url} is on this machine: set `loopback = true` to crawl it")
    if site.browser != "always":
        trial = _tried(site, starts, visits)
        if site.browser == "never" or not trial.failed:
            return trial
    try:
        browser_settings(site)
    except ConfigurationError as missing:
        return Trial([f"not tried: {missing}"])
    with Drawing(set(site.hosts), visits.agent, loopback=site.loopback) as drawing:
        return _tried(site, starts, Visits(url, say, drawing))


def _starts(site: Site) -> list[Target]:
    """Return what the site's first list is asked for by: of a newspaper, each of its last days."""
    url = next(iter(site.entries()), "")
    if site.spider == "epaper" and is_template(url):
        today = datetime.now(CHINA).date()
        days = (today - timedelta(days=n) for n in range(MOST_MISSING))
        return [Target(IssueAddress(url).on(day)) for day in days]
    paging = site.list
    if url and paging.api:
        return [fill(paging.api, paging.first, url, paging.form)]
    return [Target.of(url)] if url else []


def _tried(site: Site, starts: Sequence[Target], visits: Visits) -> Trial:
    visits.hosts |= set(site.hosts)
    try:
        page = _entered(starts, visits)
    except NoAnswerError as error:
        return Trial([f"not tried: {error}"])
    except SurveyError as error:
        return Trial(failed=str(error))
    if site.spider == "pages":
        return _read(Trial(), page)
    rows = listed(site, page, visits)
    trial = Trial([f"list {page.url}: {len(rows)} articles"])
    if not rows:
        trial.failed = _without_articles(site, page)
        return trial
    article = next((found for row in rows[:3] if (found := visits.page(row.url))), None)
    if article is None:
        trial.failed = f"none of the first articles can be had: {rows[0].url}"
        return trial
    return _read(trial, article)


def _entered(starts: Sequence[Target], visits: Visits) -> Page:
    """Return the first page that is there: a newspaper has days without an issue."""
    *earlier, last = starts
    for start in earlier:
        with suppress(NoPageError):
            return visits.enter(start)
    return visits.enter(last)


def _without_articles(site: Site, page: Page) -> str:
    if said := shown_spam(page):
        return f"{page.url} shows spam: {said}; {MOVED}"
    keys = "`article`, `family`, `starts`" + (", `list.rows`" if site.list.rows else "")
    return f"no link on the list looks like an article: see {keys}"


def _read(trial: Trial, page: Page) -> Trial:
    record = read_page(page)
    day = f"{record.published:%Y-%m-%d}" if record.published else "no date"
    trial.said.append(
        f"article {page.url}: {record.outcome.value}, {record.title or 'no title'}, {day}, "
        f"{record.quality.text_length} characters"
    )
    if record.outcome != "article":
        trial.failed = f"{page.url} reads as no article: {', '.join(record.reasons)}"
    return trial
