"""How well bylines are read: lines with hand-made parses, and lines made from a grammar.

    python -m tests.bench.bylines FILE [COUNT]

FILE holds an object a line: raw, published (ISO, or null), source, authors, correspondents,
editors. COUNT lines (5,000) come from `tests.bench.byline_grammar`, with names, outlets and orders
that no rule was fitted to.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.metadata.byline import read_byline
from tests.bench.byline_grammar import Line, draw

if TYPE_CHECKING:
    from collections.abc import Iterable

ASKED = {"authors precision": 0.95, "authors recall": 0.85, "source": 0.92, "day": 0.98}
GRAMMAR_LINES = 5_000
FIRST_SEED = 1_000_000
"""The tests draw their lines below it."""
_PEOPLE = ("authors", "correspondents", "editors")


@dataclass(slots=True)
class Share:
    right: int = 0
    of: int = 0

    def __float__(self) -> float:
        return self.right / self.of if self.of else 1.0


def main(path: Path, count: int = GRAMMAR_LINES) -> int:
    missed = False
    drawn = (draw(FIRST_SEED + i) for i in range(count))
    for name, lines in ((path.name, _lines(path)), ("grammar", drawn)):
        shares, invented = measure(lines)
        for what, share in shares.items():
            asked = ASKED.get(what)
            missed = missed or bool(asked and float(share) < asked)
            suffix = f", asked {asked}" if asked else ""
            print(f"{name}: {what}: {float(share):.3f} of {share.of}{suffix}")
        print(f"{name}: days from lines that have none: {invented}, asked 0")
        missed = missed or invented > 0
    return int(missed)


def measure(lines: Iterable[Line]) -> tuple[dict[str, Share], int]:
    """Return what part of each credit is read right, and the days read where none stands."""
    names = [f"{part} {side}" for part in _PEOPLE for side in ("precision", "recall")]
    shares = {name: Share() for name in (*names, "source", "day")}
    invented = 0
    for line in lines:
        byline = read_byline(line.raw)
        for part in _PEOPLE:
            wanted, found = set(getattr(line, part)), set(getattr(byline, part))
            _add(shares[f"{part} precision"], len(wanted & found), len(found))
            _add(shares[f"{part} recall"], len(wanted & found), len(wanted))
        if line.source or byline.source:
            _add(shares["source"], line.source == byline.source, 1)
        day = f"{byline.published:%Y-%m-%d}" if byline.published else None
        if line.day:
            _add(shares["day"], day == line.day, 1)
        else:
            invented += day is not None
    return shares, invented


def _add(share: Share, right: int, of: int) -> None:
    share.right += right
    share.of += of


def _lines(path: Path) -> Iterable[Line]:
    for text in path.open(encoding="utf-8"):
        row = json.loads(text)
        day = row["published"][:10] if row["published"] else None
        people = {part: row.get(part, []) for part in _PEOPLE}
        yield Line(row["raw"], source=row["source"], day=day, **people)


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:  # the program, the file and a count
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
