"""Text, title, day and speed of the extractor beside trafilatura's, on pages with known text.

    python -m tests.bench.extraction GOLD

GOLD is a folder with `gold.jsonl` (a page a line: id, lang, kind, text, title, date) and the pages
as `pages/ID.html`. F1 is that of 4-grams: of characters for Chinese, of words otherwise.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from trafilatura import bare_extraction

from extract.codec import decode
from extract.page import Page
from extract.read import read_page

ASKED = {"zh_news": 0.975, "zh_article": 0.96, "zh_short": 0.88, "en_article": 0.955}
ASKED_SPEED = 2.5
_WORD = re.compile(r"\w+")
_NOT_WORDS = re.compile(r"[\W_]+")
_N = 4


@dataclass(slots=True)
class Scores:
    f1: list[float] = field(default_factory=list)
    title: list[bool] = field(default_factory=list)
    day: list[bool] = field(default_factory=list)
    seconds: float = 0.0


def main(folder: Path) -> int:
    rows = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    scores: dict[str, dict[str, Scores]] = defaultdict(lambda: defaultdict(Scores))
    for row in rows:
        body = (folder / "pages" / f"{row['id']}.html").read_bytes()
        page = Page(row["url"] or "", 200, body, datetime.now(UTC), {"content-type": "text/html"})
        for name, tool in (("ours", _ours), ("trafilatura", _trafilatura)):
            started = time.process_time()
            text, title, day = tool(page)
            took = time.process_time() - started
            for group in (row["kind"], f"{row['lang']} all"):
                _add(scores[group][name], row, (text, title, day), took)
    return _show(scores)


def _ours(page: Page) -> tuple[str, str, str]:
    record = read_page(page)
    day = f"{record.published:%Y-%m-%d}" if record.published else ""
    return record.text, record.title or "", day


def _trafilatura(page: Page) -> tuple[str, str, str]:
    found: Any = bare_extraction(decode(page).text, with_metadata=True, include_comments=False)
    if found is None:
        return "", "", ""
    return found.text or "", found.title or "", found.date or ""


def _add(scores: Scores, row: dict[str, Any], got: tuple[str, str, str], took: float) -> None:
    text, title, day = got
    scores.seconds += took
    scores.f1.append(f1(row["text"], text, row["lang"]))
    if row["title"]:
        scores.title.append(_folded(row["title"]) == _folded(title))
    if row["date"]:
        scores.day.append(row["date"][:10] == day[:10])


def f1(wanted: str, got: str, lang: str) -> float:
    """Return the F1 of the 4-grams of two texts, as multisets."""
    a, b = _grams(wanted, lang), _grams(got, lang)
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else float(not a and not b)


def _grams(text: str, lang: str) -> Counter[Any]:
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    units: Any = joined if lang == "zh" else tuple(_WORD.findall(text))
    return (
        Counter(units[i : i + _N] for i in range(max(1, len(units) - _N + 1)))
        if units
        else Counter()
    )


def _folded(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _show(scores: dict[str, dict[str, Scores]]) -> int:
    table = Table(
        "kind", "pages", "F1", "trafilatura", "asked", "title", "day", "ms a page", "faster"
    )
    missed = []
    for group, both in sorted(scores.items()):
        ours, theirs = both["ours"], both["trafilatura"]
        asked = ASKED.get(group)
        faster = theirs.seconds / ours.seconds
        if asked and _mean(ours.f1) < asked:
            missed.append(f"{group}: F1 {_mean(ours.f1):.3f} of {asked}")
        if group == "zh all" and faster < ASKED_SPEED:
            missed.append(f"speed: {faster:.1f} times trafilatura's of {ASKED_SPEED}")
        table.add_row(
            group,
            str(len(ours.f1)),
            f"{_mean(ours.f1):.3f}",
            f"{_mean(theirs.f1):.3f}",
            str(asked or ""),
            f"{_mean(ours.title):.3f}" if ours.title else "",
            f"{_mean(ours.day):.3f}" if ours.day else "",
            f"{ours.seconds / len(ours.f1) * 1000:.1f}",
            f"{faster:.1f} x",
        )
    Console(width=110).print(table)
    for line in missed:
        sys.stderr.write(f"not reached: {line}\n")
    return 1 if missed else 0


def _mean(values: list[Any]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    if len(sys.argv) != 2:  # the program and the folder
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
