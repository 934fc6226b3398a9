"""How much of a page's article is found in a text capture of it, served clean and by a mill.

    python -m tests.bench.captures GOLD

GOLD is a folder with `gold.jsonl` (id, lang, kind) and pages as `pages/ID.html`. Each Chinese page
that is no forum's is rendered to text, with wide signs folded as in public data sets, and the
record of that text is compared to the record of the page itself. Exit status 1 when the texts
are less alike than is asked.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from crawler.demo.mill import Kit, poison_page
from extract.codec.decode import decode
from extract.page import Page
from extract.read import read_page
from tests.bench.extraction import f1
from tests.extract.plain.rendering import FOLDED, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.record import Record

ASKED = {"clean": 0.95, "milled": 0.92}
ALIKE = 0.99
_URL = "http://page.example/1.html"
_SEED = 7


def main(folder: Path) -> int:
    missed = False
    for name, asked in ASKED.items():
        pairs = list(_pairs(folder, milled=name == "milled"))
        texts = [f1(page.text.translate(FOLDED), capture.text, "zh") for page, capture in pairs]
        titles = sum(_title(page) == _title(capture) for page, capture in pairs)
        days = sum(_day(page) == _day(capture) for page, capture in pairs)
        alike = sum(value >= ALIKE for value in texts)
        print(
            f"{name} captures: text as the page's {fmean(texts):.3f} (asked {asked:g}),"
            f" of {len(pairs)} {alike} over {ALIKE:g}; same title {titles}, same day {days}"
        )
        missed = missed or fmean(texts) < asked
    return int(missed)


def _pairs(folder: Path, *, milled: bool) -> Iterator[tuple[Record, Record]]:
    """Yield the record of each page as it was printed, and that of a capture of it."""
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] != "zh" or row["kind"] == "zh_forum":
            continue
        page = _page((folder / "pages" / f"{row['id']}.html").read_bytes(), "text/html")
        html = decode(page).text
        if milled:
            html = poison_page(html, seed=_SEED, kit=Kit(tier=3)).decode()
        capture = _page(rendered(html).encode(), "text/plain; charset=utf-8")
        yield read_page(page), read_page(capture)


def _page(body: bytes, kind: str) -> Page:
    return Page(_URL, 200, body, datetime.now(UTC), {"content-type": kind})


def _title(record: Record) -> str:
    return "".join((record.title or "").translate(FOLDED).split())


def _day(record: Record) -> str:
    return str(record.published)[:10]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
