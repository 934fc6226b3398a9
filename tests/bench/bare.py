"""The extractor's own speed, measured beside what is compared with it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from extract.collection import collect_rarely
from extract.page import Page
from extract.publisher import Publisher
from extract.read import read_page
from tests.crawler.archive import FETCHED, article_of, chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.demo.pages import DemoSite

BARE_EVERY_S = 5.0
"""Between two looks at the bare extractor's speed during the run: a machine's wanders."""


class Bare:
    """Times the extractor alone, on one core, again and again while something else runs.

    By the processor time of its thread, so that what else runs counts only where it slows the
    machine.
    """

    def __init__(self, sites: Sequence[str]) -> None:
        self._given = [_given(replica.site) for replica in chosen(sites)]
        self._pages, self._timed = 0, 0.0
        self.spent = 0.0
        """Processor seconds that the measuring itself took."""
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._measure, daemon=True)
        self._thread.start()

    def ended(self) -> float:
        """Return the processor seconds of a page."""
        self._done.set()
        self._thread.join()
        return self._timed / self._pages

    def _measure(self) -> None:
        collect_rarely()  # as `python -m extract` does
        self._read()
        while not self._done.wait(BARE_EVERY_S) or not self._pages:
            self._read()  # what a loop of nothing else would have in the processor's caches
            self._timed += self._read()
            self._pages += len(self._given)
        self.spent = time.thread_time()

    def _read(self) -> float:
        started = time.thread_time()
        for page, publisher in self._given:
            read_page(page, publisher)
        return time.thread_time() - started


def _given(site: DemoSite) -> tuple[Page, Publisher]:
    path, served = article_of(site)
    headers = {"content-type": served.content_type}
    page = Page(f"http://{site.id}.example{path}", 200, served.body, FETCHED, headers)
    return page, Publisher(site_id=site.id)
