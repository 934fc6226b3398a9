"""What the bucket bears: kills, large tables, many readers, two writers.

    python -m tests.bench.load [kills|merge|queries|archive|writers …] [--kills 50] [--rows 1000000]

Prints each figure beside what is asked, and exits with 1 when one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from storage.bucket import Bucket
from storage.embedded.store import start
from tests.bench.load import archive, kills, merges, queries, writers
from tests.bench.load.measured import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence


PARTS = ("archive", "writers", "merge", "queries", "kills")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all without")
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=20)
    given = asked.parse_args()
    parts: Sequence[str] = given.parts or PARTS
    missed = [figure for figure in _figures(parts, given) if not _show(figure)]
    if "kills" in parts and kills.main(given.kills):
        missed.append(Figure("kills", 1, 0, ""))
    return 1 if missed else 0


def _figures(parts: Sequence[str], given: argparse.Namespace) -> list[Figure]:
    found: list[Figure] = []
    if "archive" in parts:
        found += archive.write_speed()
    if not {"writers", "merge", "queries"} & set(parts):
        return found
    with tempfile.TemporaryDirectory(prefix="cppcc-load-") as folder:
        store = start(Path(folder))
        try:
            variables = store.environment() | {"CPPCC_BUCKET": "large"}
            large = Bucket.from_environment(variables)
            large.create()
            if "writers" in parts:
                found += writers.two_at_once(variables, given.rounds)
            if "merge" in parts or "queries" in parts:
                merges.build(large, given.rows)
            if "merge" in parts:
                found += merges.merging(large, variables, given.rows)
            if "queries" in parts:
                found += queries.querying(large, variables, given.rows)
        finally:
            store.stop()
    return found


def _show(figure: Figure) -> bool:
    sign = "≥" if figure.at_least else "≤"
    mark = "" if figure.ok else "  MISSED"
    print(
        f"{figure.name:55} {figure.value:10.2f} {figure.unit:3} (asked {sign} {figure.asked}){mark}"
    )
    return figure.ok


if __name__ == "__main__":
    sys.exit(main())
