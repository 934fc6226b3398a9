"""What a page costs the archive: its record built and packed, and packed otherwise.

    python -m tests.bench.archiving [PAGES]

PAGES is a folder of saved pages (`*.html`), else pages of the simulators. Prints processor time and
bytes a page; exit status 1 where a way not taken is both quicker and smaller.
"""

from __future__ import annotations

import argparse
import sys
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isal import isal_zlib

from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from extract.page import Page
from storage.archive import warc_record
from tests.bench.crawling.speed import SPEED_CHROME_KB

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES, ROUNDS = 150, 5
GZIP, USUAL = 31, 6
"""A window of zlib with gzip's header; the level that zlib takes unless told."""
Way = tuple[str, "Callable[[Page], bytes]"]


def main() -> int:
    parser = argparse.ArgumentParser(description="What a page costs the archive.")
    parser.add_argument("pages", nargs="?", type=Path, help="folder with *.html")
    folder = parser.parse_args().pages
    pages = _saved(folder) if folder else _simulated()
    whole, chosen, *others = _measured(pages)
    sys.stdout.write(
        f"{len(pages)} pages of {sum(len(p.body) for p in pages) // len(pages)} bytes\n"
    )
    for name, seconds, size in (whole, chosen, *others):
        sys.stdout.write(f"{name:34} {seconds * 1e3:6.3f} ms {size:8.0f} bytes\n")
    return int(any(seconds < chosen[1] and size < chosen[2] for _, seconds, size in others))


def _measured(pages: list[Page]) -> list[tuple[str, float, float]]:
    """Return each way's processor seconds and bytes a page, the ways taken in turn."""
    ways: tuple[Way, ...] = (
        ("the record", _record),
        (f"body alone, ISA-L {warc_record.COMPRESSION_LEVEL}", _isal),
        (f"body alone, zlib {USUAL}", lambda page: zlib.compress(page.body, USUAL, GZIP)),
        ("body alone, zlib 1", lambda page: zlib.compress(page.body, 1, GZIP)),
    )
    spent, sizes = [0.0] * len(ways), [0] * len(ways)
    for page in pages * ROUNDS:
        for place, (_, way) in enumerate(ways):
            started = time.process_time()
            made = way(page)
            spent[place] += time.process_time() - started
            sizes[place] += len(made)
    count = len(pages) * ROUNDS
    return [(ways[i][0], spent[i] / count, sizes[i] / count) for i in range(len(ways))]


def _record(page: Page) -> bytes:
    return warc_record.response(page, None, record_id=warc_record.new_record_id())


def _isal(page: Page) -> bytes:
    return bytes(isal_zlib.compress(page.body, warc_record.COMPRESSION_LEVEL, GZIP))


def _saved(folder: Path) -> list[Page]:
    bodies = (path.read_bytes() for path in sorted(folder.glob("*.html"))[:PAGES])
    return [_page(f"http://page.example/{number}.html", body) for number, body in enumerate(bodies)]


def _simulated() -> list[Page]:
    plan = Plan(articles=PAGES, chrome_kb=SPEED_CHROME_KB)
    with Simulator("dated", plan) as served:
        paths = [article.path for article in served.site.articles]
        return [_page(served.base + path, served.pages.answer(path).body) for path in paths]


def _page(url: str, body: bytes) -> Page:
    return Page(url, 200, body, datetime.now(UTC), {"content-type": "text/html"})


if __name__ == "__main__":
    sys.exit(main())
