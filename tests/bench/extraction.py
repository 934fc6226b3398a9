"""Text, title, day and speed of the extractor beside its peers', on pages with known text.

    python -m tests.bench.extraction GOLD

GOLD is a folder with `gold.jsonl` (a page a line: id, lang, kind, text, title, date) and the pages
as `pages/ID.html`. F1 is that of 4-grams: of characters for Chinese, of words otherwise. Times are
the processor's, all tools in one run on the same pages, each warm. Exit status 1 when a figure that
is asked for is missed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from extract.page import Page
from tests.bench.peers import TOOLS, ask

if TYPE_CHECKING:
    from collections.abc import Iterable

ASKED = {"zh_news": 0.975, "zh_article": 0.96, "zh_short": 0.88, "en_article": 0.955}
AIMED = {"zh_news": 0.99, "zh_article": 0.975, "zh_short": 0.95, "en_article": 0.965}
ASKED_TITLE = 0.97
ASKED_DAY = 0.98
ASKED_SPEED = 2.5
ASKED_FIRST_S = 1.5
ALL = "all pages"
_WORD = re.compile(r"\w+")
_NOT_WORDS = re.compile(r"[\W_]+")
_N = 4
_FIRST = """
import datetime, time
from extract.page import Page; from extract.read import read_page
body = ("<title>t</title><p>" + "政协组织委员调研，提出意见建议。" * 20).encode()
read_page(Page("http://page.example/", 200, body, datetime.datetime.now(datetime.UTC)))
print(time.process_time())
"""


@dataclass(slots=True)
class Scores:
    f1: list[float] = field(default_factory=list)
    title: list[bool] = field(default_factory=list)
    day: list[bool] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def ms(self) -> float:
        return self.seconds / max(1, len(self.f1)) * 1000


Groups = dict[str, dict[str, Scores]]


def main(folder: Path) -> int:
    rows = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    groups = _measure(folder, rows)
    first = float(
        subprocess.run(  # noqa: S603  # our own interpreter and program
            [sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True
        ).stdout
    )
    console = Console(width=120)
    console.print(_texts(groups))
    console.print(_others(groups))
    console.print(f"first page after start: {first:.2f} s, asked {ASKED_FIRST_S}")
    missed = list(_missed(groups, first))
    for line in missed:
        sys.stderr.write(f"not reached: {line}\n")
    return 1 if missed else 0


def _measure(folder: Path, rows: list[dict[str, Any]]) -> Groups:
    groups: Groups = defaultdict(lambda: defaultdict(Scores))
    tools = deque(TOOLS.items())
    for warm, row in enumerate(track([rows[0], *rows], "reading pages", transient=True)):
        body = (folder / "pages" / f"{row['id']}.html").read_bytes()
        page = Page(row["url"] or "", 200, body, datetime.now(UTC), {"content-type": "text/html"})
        tools.rotate(1)  # each is as often the one that finds the page cold, and others' garbage
        for name, tool in tools:
            started = time.process_time()
            found = ask(tool, page)
            took = time.process_time() - started
            if warm:
                for group in (row["kind"], f"{row['lang']} all", ALL):
                    _add(groups[group][name], row, found, took)
    return groups


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


def _texts(groups: Groups) -> Table:
    table = Table("F1 of the text", "pages", *TOOLS, "asked", "aim")
    for group, scores in sorted(groups.items()):
        figures = [f"{_mean(scores[name].f1):.3f}" for name in TOOLS]
        asked, aimed = (str(figures_of.get(group, "")) for figures_of in (ASKED, AIMED))
        table.add_row(group, str(len(scores["ours"].f1)), *figures, asked, aimed)
    return table


def _others(groups: Groups) -> Table:
    table = Table("other figures", *TOOLS, "asked")
    for label, group, name, asked in (
        ("title exact, zh", "zh all", "title", ASKED_TITLE),
        ("right day, zh", "zh all", "day", ASKED_DAY),
    ):
        figures = [_mean(getattr(groups[group][tool], name)) for tool in TOOLS]
        table.add_row(label, *(f"{figure:.3f}" if figure else "" for figure in figures), str(asked))
    for group in ("zh all", "en all", ALL):
        table.add_row(f"ms a page, {group}", *(f"{groups[group][tool].ms:.1f}" for tool in TOOLS))
    for group in ("zh all", "en all", ALL):
        asked_speed = f"{ASKED_SPEED} x trafilatura" if group == ALL else ""
        table.add_row(f"ours is faster, {group}", *_ratios(groups[group]), asked_speed)
    return table


def _ratios(scores: dict[str, Scores]) -> list[str]:
    return [f"{scores[tool].ms / scores['ours'].ms:.1f} x" for tool in TOOLS]


def _missed(groups: Groups, first: float) -> Iterable[str]:
    for group, asked in ASKED.items():
        if group in groups and (reached := _mean(groups[group]["ours"].f1)) < asked:
            yield f"{group}: F1 {reached:.3f} of {asked}"
    chinese, whole = groups["zh all"]["ours"], groups[ALL]
    if chinese.title and (reached := _mean(chinese.title)) < ASKED_TITLE:
        yield f"titles: {reached:.3f} of {ASKED_TITLE}"
    if chinese.day and (reached := _mean(chinese.day)) < ASKED_DAY:
        yield f"days: {reached:.3f} of {ASKED_DAY}"
    if (faster := whole["trafilatura"].ms / whole["ours"].ms) < ASKED_SPEED:
        yield f"speed: {faster:.1f} times trafilatura's of {ASKED_SPEED}"
    if first > ASKED_FIRST_S:
        yield f"first page: {first:.2f} s of {ASKED_FIRST_S}"


def _mean(values: list[Any]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    if len(sys.argv) != 2:  # the program and the folder
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
