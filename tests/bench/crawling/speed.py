"""Pages a second: of Scrapy alone, of the archive, of the extractor, and of all of it together."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from extract.collection import collect_rarely
from extract.page import Page
from extract.read import read_page
from storage.bucket import Bucket
from storage.embedded.store import start
from tests.bench.crawling.pace import Pace
from tests.bench.crawling.runs import crawl, crawl_bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench.crawling.figures import Figures
    from tests.bench.crawling.runs import Run

ASKED_ARCHIVE, ASKED_PIPELINE = 0.7, 0.8
SPEED_ARTICLES = 4000
"""So many that starting the processes, a few seconds, is a small part of a run."""
SPEED_CHROME_KB = 107
"""What stands around an article, so that its page has 110 kB as the usual saved page does.

The median of 197 pages of news and government sites is 112 kB, their mean 168 kB; the parts of what
`crawler.simulators.chrome` makes are those of the median.
"""
_CONCURRENCY = 8


def speed(figures: Figures, folder: Path) -> None:
    """Measure Scrapy alone beside the archive, and all of the crawl beside the extractor.

    The extractor on all cores is the yardstick: it leaves nothing of the machine for fetching and
    archiving, nor for the site and the store that stand on it as well.
    """
    plan = Plan(articles=SPEED_ARTICLES, columns=5, per_page=50, chrome_kb=SPEED_CHROME_KB)
    store = start(folder / "speed-store")
    try:
        environ = store.environment() | {"CPPCC_BUCKET": f"bench-{uuid4().hex[:8]}"}
        Bucket.from_environment(environ).create()
        with Simulator("dated", plan) as served:
            starts = [served.base + path for path in served.pages.starts()]
            file = served.site_file("bench-speed")

            def fetch(_: str) -> Run:
                return crawl_bare(folder, starts, _CONCURRENCY)

            def whole(key: str, **options: str) -> Run:
                return crawl(
                    folder, file, "listing", environ=environ, feed=False, run_id=key, **options
                )

            fetch("")  # the server's pages are made once
            bare, archive = _in_turn(fetch, lambda key: whole(f"archive-{key}", extract="0"))
            with Pace(served) as pace:
                whole("whole", full="1")
            alone = _extractor(_pages(served))
    finally:
        store.stop()
    all_of_it, extractor = pace.rates()
    _add(figures, "archive-only beside bare Scrapy", archive, bare, ASKED_ARCHIVE)
    _add(figures, "whole pipeline beside the extractor", all_of_it, extractor, ASKED_PIPELINE)
    # each page then costs what bare Scrapy takes of one core, and what the extractor does
    most = 1 / (1 / extractor + 1 / (bare * len(os.sched_getaffinity(0))))
    _add(figures, "the same, were its crawl no more than bare Scrapy", most, extractor)
    _add(figures, "the same beside `python -m extract` in one process", all_of_it, alone)


def _add(figures: Figures, name: str, made: float, of: float, asked: float | None = None) -> None:
    ratio = made / of
    figures.add(
        name,
        f"{made:.0f} of {of:.0f} pages/s: {ratio:.0%}",
        f"≥ {asked:.0%}" if asked else "", reached=asked is None or ratio >= asked,
    )  # fmt: skip


def _in_turn(*ways: Callable[[str], Run]) -> list[float]:
    """Return the pages/s of each way over two runs, forth and back: a machine's speed wanders."""
    forth = [way(f"forth-{number}") for number, way in enumerate(ways)]
    back = [way(f"back-{number}") for number, way in reversed(list(enumerate(ways)))][::-1]
    return [(a.pages + b.pages) / (a.seconds + b.seconds) for a, b in zip(forth, back, strict=True)]


def _pages(served: Simulator) -> list[Page]:
    answers = [
        (served.base + a.path, served.pages.answer(a.path)) for a in served.site.articles[:600]
    ]
    return [
        Page(url, 200, a.body, datetime.now(UTC), {k.lower(): v for k, v in a.headers.items()})
        for url, a in answers
    ]


def _extractor(pages: list[Page]) -> float:
    """Return the pages/s of the extractor alone, in one process, on the same articles."""
    read_page(pages[0])
    collect_rarely()  # as `python -m extract` does
    started = time.perf_counter()
    for page in pages:
        read_page(page)
    return len(pages) / (time.perf_counter() - started)
