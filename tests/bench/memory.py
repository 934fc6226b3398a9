"""Memory of one process while it reads many pages.

    python -m tests.bench.memory [GOLD] [--pages N]

Reads the pages of GOLD (`pages/*.html`), else the replicas, over and over. Prints the resident set
as it goes; exit status 1 when the last quarter's is more than a twentieth above the second's.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import psutil

from extract.page import Page
from extract.read import read_page
from tests.bench.broken_pages import seeds

STEPS = 20
MOST_GROWN = 1.05
_NOW = datetime(2026, 3, 2, tzinfo=UTC)


def main() -> int:
    parser = argparse.ArgumentParser(description="Memory while many pages are read.")
    parser.add_argument("gold", nargs="?", type=Path, help="folder with pages/*.html")
    parser.add_argument("--pages", type=int, default=20_000)
    options = parser.parse_args()
    bodies = [text.encode() for text in seeds()]
    if options.gold:
        bodies = [path.read_bytes() for path in sorted(options.gold.glob("pages/*.html"))]
    sizes = resident(bodies, options.pages)
    quarter = len(sizes) // 4
    early, late = max(sizes[quarter : 2 * quarter]), max(sizes[-quarter:])
    sys.stdout.write(f"grown from the second to the last quarter: {late / early:.3f} times\n")
    return int(late > MOST_GROWN * early)


def resident(bodies: list[bytes], pages: int) -> list[float]:
    """Read `pages` pages; return the resident set in MiB after each of 20 steps."""
    process = psutil.Process()
    sizes = []
    waiting = cycle(bodies)
    for step in range(1, STEPS + 1):
        for i, body in enumerate(islice(waiting, pages // STEPS)):
            url = f"http://page.example/{step}/{i}.html"
            read_page(Page(url, 200, body, _NOW, {"content-type": "text/html"}))
        sizes.append(process.memory_info().rss / (1 << 20))
        sys.stdout.write(f"{step * (pages // STEPS):8} pages  {sizes[-1]:7.1f} MiB\n")
        sys.stdout.flush()
    return sizes


if __name__ == "__main__":
    sys.exit(main())
