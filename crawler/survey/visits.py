"""Asking a site for pages as politely as a crawl does, within a budget."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapy.robotstxt import ProtegoRobotParser

from crawler.agent import user_agent
from crawler.errors import ConfigurationError
from crawler.fetch import UnreachableError, fetch_answer
from crawler.outcome import outcome_of_answer
from crawler.paging.targets import Target
from crawler.site import LOOPBACK
from crawler.survey.drawing import may_be_drawn
from extract.codec.decode import decode
from extract.digits import whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from crawler.survey.drawing import Drawing
    from extract.page import Page

DELAY_S = 1.0
TRIES = 4
_PAUSE_S = 0.5
_MOST = {True: 400, False: 150}
"""Pages that one survey asks for, on loopback and elsewhere."""

_SHOWN = ("ok", "stub")
"""Outcomes of pages that may tell something; of one that a script draws, its script does."""


class SurveyError(Exception):
    """Raised when no site file can be written; the text says why, and what to do."""


class NoListError(SurveyError):
    """Raised when no page lists articles; `scripted` where a script may draw some that does."""

    def __init__(self, said: str, *, scripted: bool) -> None:
        super().__init__(said)
        self.scripted = scripted


class NoAnswerError(SurveyError):
    """Raised when nothing answers, or nothing may be asked."""


class NoPageError(SurveyError):
    """Raised when an address is answered, and not with a page."""


class Visits:
    """Fetches pages of one site, each once; what can't be had is None.

    Obeys robots.txt, keeps a pause between requests, and stays on `hosts`.
    """

    def __init__(
        self, url: str, say: Callable[[str], None], drawing: Drawing | None = None
    ) -> None:
        parts = urlsplit(url)
        self.loopback = (parts.hostname or "") in LOOPBACK
        self.hosts = {parts.netloc.lower()}
        self.asked = 0
        self.robots_text = ""
        self._say, self._drawing = say, drawing
        self._pages: dict[str, Page | None] = {}
        self._robots = ProtegoRobotParser(b"", None)
        self.agent = user_agent(os.environ)
        self._last = 0.0

    @property
    def spent(self) -> bool:
        return self.asked >= _MOST[self.loopback]

    def covers(self, url: str) -> bool:
        return urlsplit(url).netloc.lower() in self.hosts

    def see_hosts(self, urls: Iterable[str]) -> None:
        """Take in the site's other names: with and without www, and those of this machine."""
        own = {_bare(host, loopback=self.loopback) for host in self.hosts}
        for url in urls:
            netloc = urlsplit(url).netloc.lower()
            if netloc not in self.hosts and _bare(netloc, loopback=self.loopback) in own:
                self.hosts.add(netloc)

    def enter(self, start: Target) -> Page:
        """Return the page that a survey begins with; raises `SurveyError` if there is none."""
        url = start.url
        if not self.asked:
            self._read_robots(url)
        if not self.allows(url):
            raise SurveyError(f"robots.txt of {url} forbids it: ask the site's owner")
        page = self._shown(start)
        outcome, evidence = outcome_of_answer(page)
        if outcome == "blocked":
            raise SurveyError(f"{url} is blocked ({evidence}): a challenge isn't defeated")
        if outcome not in _SHOWN:
            raise NoPageError(f"{url} answers {page.status} ({outcome}): give another address")
        self.hosts |= {urlsplit(page.url).netloc.lower()}
        page = _called(page, start)
        self._pages[start.key] = self._pages[page.url] = page
        return page

    def page(self, url: str) -> Page | None:
        """Return a page that answered as it should, None for any other."""
        return self.answer(Target(url))

    def answer(self, target: Target) -> Page | None:
        """Return the page that a request is answered with, called by the request's key."""
        key = target.key
        if key not in self._pages:
            page = self._visit(target)
            self._pages[key] = _called(page, target) if page else None
        return self._pages[key]

    def allows(self, url: str) -> bool:
        return self._robots.allowed(url, self.agent)

    def _visit(self, target: Target) -> Page | None:
        url = target.url
        if self.spent or not self.covers(url) or not self.allows(url):
            return None
        self._say(f"{self.asked + 1:>4} {url}")
        try:
            page = self._shown(target)
        except SurveyError:
            return None
        if not self.covers(page.url) or outcome_of_answer(page)[0] not in _SHOWN:
            return None
        return page

    def _shown(self, target: Target) -> Page:
        page = self._answer(target)
        return page if target.form else self._drawn(page)

    def _answer(self, target: Target) -> Page:
        """Return an answer; a fault that may pass is waited out, `Retry-After` obeyed."""
        url = target.url
        posted = (target.form, target.content_type) if target.form else None
        for attempt in range(TRIES):
            self._wait()
            last = attempt == TRIES - 1
            try:
                page = fetch_answer(url, loopback=self.loopback, posted=posted)
            except UnreachableError as error:
                if last:
                    raise NoAnswerError(
                        f"{error}: is the address right, and the site up?"
                    ) from None
            except ConfigurationError as error:
                raise NoAnswerError(str(error)) from None
            else:
                if page.status < HTTPStatus.INTERNAL_SERVER_ERROR or last:
                    return page
                after = page.headers.get("retry-after", "")
                time.sleep(min(whole_number(after) or 0, 30))
            time.sleep(_PAUSE_S * attempt)
        raise AssertionError  # the last attempt returns or raises

    def _drawn(self, page: Page) -> Page:
        """Return a page as the browser shows it, where there is one."""
        if self._drawing is None or not may_be_drawn(page) or not self.covers(page.url):
            return page
        return self._drawing.drawn(page)

    def _wait(self) -> None:
        self.asked += 1
        if not self.loopback:
            time.sleep(max(0.0, self._last + DELAY_S - time.monotonic()))
            self._last = time.monotonic()

    def _read_robots(self, url: str) -> None:
        """Read robots.txt; where there is none, or a page instead of one, all is allowed."""
        try:
            page = self._answer(Target(urljoin(url, "/robots.txt")))
        except SurveyError:
            return
        text = decode(page).text if page.status == HTTPStatus.OK else ""
        self.robots_text = "" if text.lstrip()[:1] == "<" else text
        self._robots = ProtegoRobotParser(self.robots_text.encode(), None)


def _called(page: Page, target: Target) -> Page:
    """Return what was posted for by its request's key, since its address is that of others too."""
    return replace(page, url=target.key) if target.form else page


def _bare(netloc: str, *, loopback: bool) -> str:
    """Return what two names of one site have in common."""
    host, _, port = netloc.rpartition(":") if ":" in netloc else (netloc, "", "")
    if loopback:
        return f"loopback:{port}" if host in LOOPBACK else netloc
    return netloc.removeprefix("www.")
