"""What a long crawl holds in memory, by plain requests and in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from crawler.simulators.drawn import PICTURES
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from storage.bucket import Bucket
from storage.embedded.store import start
from tests.bench.crawling.runs import crawl, lost

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.crawling.figures import Figures
    from tests.bench.crawling.runs import Run

ASKED_MB, ASKED_GROWTH = 500, 1.1


def memory(figures: Figures, folder: Path, pages: int) -> None:
    """Crawl so many articles into a bucket."""
    plan = Plan(articles=pages, columns=10, per_page=100)
    store = start(folder / "memory-store")
    try:
        environ = store.environment() | {"CPPCC_BUCKET": f"bench-{uuid4().hex[:8]}"}
        Bucket.from_environment(environ).create()
        with Simulator("dated", plan) as served:
            run = crawl(folder, served.site_file("bench-memory"), "listing", environ=environ)
            missing = lost(served, run)
    finally:
        store.stop()
    most = max(mb for _, mb in run.memory)
    figures.add(
        f"memory over {run.pages} pages", f"{most:.0f} MB", f"≤ {ASKED_MB} MB",
        reached=most <= ASKED_MB and not missing,
    )  # fmt: skip
    _growth(figures, "memory, last quarter to second", run)


def browsing(figures: Figures, folder: Path, pages: int) -> None:
    """Crawl so many articles that a script draws, in a browser."""
    with Simulator("dated", Plan(articles=pages, columns=5, drawn=True)) as served:
        run = crawl(folder, served.site_file("bench-drawn"), "listing")
        missing, wanted = lost(served, run), len(served.site.expected())
        pictures = sum(n for path, n in served.hits.items() if path.startswith(PICTURES))
        offsite = served.offsite
    figures.add(
        f"{pages} pages drawn by script",
        f"{wanted - len(missing)} of {wanted}, {pictures} pictures fetched, {offsite} off site",
        "all, 0, 0", reached=not (missing or pictures or offsite),
    )  # fmt: skip
    most = max(mb for _, mb in run.memory)
    figures.add("memory with the browser", f"{most:.0f} MB", "", reached=True)
    _growth(figures, "the same, last quarter to second", run)


def _growth(figures: Figures, title: str, run: Run) -> None:
    held = [mb for _, mb in run.memory]
    quarter = max(1, len(held) // 4)
    early, late = max(held[quarter : 2 * quarter]), max(held[3 * quarter :])
    figures.add(
        title, f"{late:.0f} / {early:.0f} MB: {late / early:.2f}", f"≤ {ASKED_GROWTH}",
        reached=late / early <= ASKED_GROWTH,
    )  # fmt: skip
