"""Pages a second: of Scrapy alone, of the archive, of the extractor, and of all of it together."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from crawler.extraction import Extraction
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from extract.page import Page
from extract.publisher import NOBODY
from extract.read import read_page
from storage.bucket import Bucket
from storage.embedded import start
from tests.bench.crawling.runs import crawl, crawl_bare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bench.crawling.figures import Figures
    from tests.bench.crawling.runs import Run

ASKED_ARCHIVE, ASKED_PIPELINE = 0.7, 0.8
SPEED_ARTICLES = 2000
SPEED_CHROME_KB = 107
"""What stands around an article, so that its page has 110 kB as the usual saved page does.

The median of 197 pages of news and government sites is 112 kB, their mean 168 kB; the parts of what
`crawler.simulators.chrome` makes are those of the median.
"""
_CONCURRENCY = 8


def speed(figures: Figures, folder: Path) -> None:
    """Measure Scrapy alone, the archive alone, the extractor alone, and all of it together.

    The extractor is measured twice: in one process, as `python -m extract` runs, which is what is
    asked for, and in as many as the crawl starts, which leaves nothing for fetching and archiving.
    """
    plan = Plan(articles=SPEED_ARTICLES, columns=5, per_page=50, chrome_kb=SPEED_CHROME_KB)
    store = start(folder / "speed-store")
    try:
        environ = store.environment() | {"CPPCC_BUCKET": f"bench-{uuid4().hex[:8]}"}
        Bucket.from_environment(environ).create()
        with Simulator("dated", plan) as served:
            starts = [served.base + path for path in served.pages.starts()]
            file = served.site_file("bench-speed")
            crawl_bare(folder, starts, _CONCURRENCY)  # the server's pages are made once
            bare, archive = _in_turn(
                lambda _: crawl_bare(folder, starts, _CONCURRENCY),
                lambda key: crawl(
                    folder, file, "listing", environ=environ, extract="0", run_id=key
                ),
            )
            pages = _pages(served)
            extractor, pool = _extractor(pages), asyncio.run(_pool(pages))
            whole = crawl(folder, file, "listing", environ=environ, run_id="whole", full="1")
    finally:
        store.stop()
    ratio = archive / bare
    figures.add(
        "archive-only beside bare Scrapy",
        f"{archive:.0f} of {bare:.0f} pages/s: {ratio:.0%}",
        f"≥ {ASKED_ARCHIVE:.0%}", reached=ratio >= ASKED_ARCHIVE,
    )  # fmt: skip
    ratio = whole.pages_a_second / extractor
    figures.add(
        "whole pipeline beside the extractor",
        f"{whole.pages_a_second:.0f} of {extractor:.0f} pages/s: {ratio:.0%}",
        f"≥ {ASKED_PIPELINE:.0%}", reached=ratio >= ASKED_PIPELINE,
    )  # fmt: skip
    figures.add(
        "the same beside the extractor on all cores",
        f"{whole.pages_a_second:.0f} of {pool:.0f} pages/s: {whole.pages_a_second / pool:.0%}",
        "", reached=True,
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
    started = time.perf_counter()
    for page in pages:
        read_page(page)
    return len(pages) / (time.perf_counter() - started)


async def _pool(pages: list[Page]) -> float:
    """Return the pages/s of the crawl's own extractor processes, with nothing else to do."""
    extraction = Extraction(NOBODY)
    await asyncio.gather(*map(extraction.read, pages[:20]))  # all of them are started
    started = time.perf_counter()
    await asyncio.gather(*map(extraction.read, pages))
    seconds = time.perf_counter() - started
    await extraction.close()
    return len(pages) / seconds
