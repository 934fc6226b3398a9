"""How well bylines are read, on lines with hand-made parses.

    python -m tests.bench.bylines FILE

FILE holds an object a line: raw, published (ISO, or null), source, authors.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extract.metadata.byline import read_byline

ASKED = {"authors precision": 0.95, "authors recall": 0.85, "source": 0.92, "day": 0.98}


def main(path: Path) -> int:
    right = found = wanted = sources = named = days = dated = invented = 0
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        byline = read_byline(row["raw"])
        right += len(set(row["authors"]) & set(byline.authors))
        found += len(set(byline.authors))
        wanted += len(set(row["authors"]))
        if row["source"] or byline.source:
            sources += 1
            named += row["source"] == byline.source
        day = f"{byline.published:%Y-%m-%d}" if byline.published else None
        if row["published"]:
            dated += 1
            days += day == row["published"][:10]
        else:
            invented += day is not None
    figures = {
        "authors precision": right / max(1, found),
        "authors recall": right / max(1, wanted),
        "source": named / max(1, sources),
        "day": days / max(1, dated),
    }
    for name, figure in figures.items():
        print(f"{name}: {figure:.3f}, asked {ASKED[name]}")
    print(f"days from lines that have none: {invented}, asked 0")
    return int(invented > 0 or any(figures[name] < asked for name, asked in ASKED.items()))


if __name__ == "__main__":
    if len(sys.argv) != 2:  # the program and the file
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
