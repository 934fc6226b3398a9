"""Completeness, economy, throughput, memory and surveys of the crawler, each beside its ask.

    python -m tests.bench.crawl [--pages 4000] [--articles 2000] [--drawn 1000] [--only PART …]

Everything is served on loopback by `crawler.simulators`. PART is complete, faulty, speed, memory,
browser, survey or others. Exits 1 where a figure is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from rich.console import Console

from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from crawler.simulators.site import route_key
from storage.bucket import Bucket
from storage.embedded.store import start
from storage.load import load_run
from tests.bench.crawling.figures import Figures
from tests.bench.crawling.memory import browsing, memory
from tests.bench.crawling.others import others
from tests.bench.crawling.runs import asked_again, crawl, lost
from tests.bench.crawling.sites import COMPLETE, faulty
from tests.bench.crawling.speed import speed
from tests.bench.crawling.surveys import surveys

if TYPE_CHECKING:
    from collections.abc import Iterable


PARTS = ("complete", "faulty", "speed", "memory", "browser", "survey", "others")
ASKED_SITES = 10


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, prog="bench-crawl")
    parser.add_argument("--pages", type=int, default=4000, help="of the memory run")
    parser.add_argument("--drawn", type=int, default=1000, help="pages of the browser's run")
    parser.add_argument("--articles", type=int, default=2000, help="of the faulty site")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    given = parser.parse_args(arguments)
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="bench-crawl-") as name:
        folder = Path(name)
        if "complete" in given.only:
            complete(figures, folder)
        if "faulty" in given.only:
            awkward(figures, folder, given.articles)
        if "speed" in given.only:
            speed(figures, folder)
        if "memory" in given.only:
            memory(figures, folder, given.pages)
        if "browser" in given.only:
            browsing(figures, folder, given.drawn)
        if "survey" in given.only:
            surveys(figures, folder)
        if "others" in given.only:
            others(figures, folder)
    Console(width=110).print(figures.table)
    for line in figures.missed:
        sys.stderr.write(f"not reached: {line}\n")
    return 1 if figures.missed else 0


def complete(figures: Figures, folder: Path) -> None:
    """Crawl every site twice with a bucket: all of it, then nothing of it."""
    store = start(folder / "store")
    whole = 0
    try:
        environ = store.environment() | {"CPPCC_BUCKET": f"bench-{uuid4().hex[:8]}"}
        bucket = Bucket.from_environment(environ)
        bucket.create()
        for number, (title, (family, plan)) in enumerate(COMPLETE.items()):
            with Simulator(family, plan) as served:
                whole += _twice(figures, folder, f"{number}", title, served, bucket, environ)
    finally:
        store.stop()
    figures.add("sites crawled whole", f"{whole}", f"≥ {ASKED_SITES}", reached=whole >= ASKED_SITES)


def _twice(  # noqa: PLR0913, PLR0917 - one site's run
    figures: Figures, folder: Path, key: str, title: str, served: Simulator, bucket: Bucket,
    environ: dict[str, str],
) -> bool:  # fmt: skip
    file, spider = served.site_file(f"bench-{key}"), served.family.spider
    first = crawl(folder, file, spider, environ=environ, run_id=f"a{key}")
    missing, wanted = lost(served, first), len(served.site.expected())
    strikes = served.plan.faults != Plan().faults
    twice = [p for p, n in served.article_hits().items() if n > 1] if not strikes else []
    load_run(bucket, f"a{key}")
    offsite = served.offsite
    served.forget()
    crawl(folder, file, spider, environ=environ, run_id=f"b{key}")
    again = asked_again(served, [*map(route_key, served.pages.starts()), *_entries(served)])
    offsite += served.offsite
    good = not (missing or twice or again or offsite)
    said = (
        f"{wanted - len(missing)}/{wanted}, {len(twice)} twice, second run {again.total()} "
        f"beyond first pages, {offsite} off site"
    )
    figures.add(title, said, "all, 0, 0, 0", reached=good)
    for path in (*missing[:3], *twice[:3], *list(again)[:5]):
        sys.stderr.write(f"    {path}\n")
    return good


def _entries(served: Simulator) -> Iterable[str]:
    """Yield what has to be read to know that nothing is new, beside lists' first pages."""
    if served.family.kind == "sitemap":
        yield "/sitemap-0.xml.gz"
    if served.family.kind == "issues":
        newest = max(a.published for a in served.site.articles)
        for page in range(1, len(served.site.columns) + 1):
            yield f"/html/{newest:%Y-%m}/{newest:%d}/node_{page}.htm"
    if served.family.kind == "json":
        for column in served.site.columns:
            names = {"col": column.number, "slug": column.slug, "n": 1}
            sent = served.family.form.format(**names)
            yield route_key(served.family.api.format(**names)) + (f" {sent}" if sent else "")


def awkward(figures: Figures, folder: Path, articles: int) -> None:
    with Simulator("trs", faulty(articles)) as served:
        run = crawl(folder, served.site_file("bench-faulty"), "listing")
        wanted, missing = len(served.site.expected()), lost(served, run)
        said = f"{wanted - len(missing)} of {wanted} that can be had, {served.offsite} off site"
        good = not missing and not served.offsite
    figures.add(f"faulty site of {articles} articles", said, "all, 0", reached=good)
    for path in missing[:5]:
        sys.stderr.write(f"    {path}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
