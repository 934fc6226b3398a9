"""Feed the extractor broken pages; none may make it fail or keep it long.

    python -m tests.bench.fuzz [--pages N] [--seed S] [--longest SECONDS]

Prints how the pages were judged and the slowest of them. Exit status 1 when a page failed or took
longer than allowed; the seed and number printed with it make it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from rich.progress import track

from extract.page import Page
from extract.read import read_page
from extract.reasons import Reason
from tests.bench.broken_pages import mutant, seeds

LONGEST_S = 2.0
_NOW = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(slots=True)
class Run:
    outcomes: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    slowest: list[tuple[float, int]] = field(default_factory=list)
    """Seconds of the processor and number of the page, the worst first."""


def fuzz(pages: int, seed: int = 0, *, quiet: bool = True) -> Run:
    """Read `pages` mutants; page i of a seed is always the same."""
    run = Run()
    replicas = seeds()
    for i in track(range(pages), "fuzzing", disable=quiet, transient=True):
        body, kind = mutant(Random(f"{seed}:{i}"), replicas)
        page = Page(f"http://zx.example/{i}.html", 200, body, _NOW, {"content-type": kind})
        started = time.process_time()
        record = read_page(page)
        took = time.process_time() - started
        name = record.reasons[0] if record.outcome == "rejected" else record.outcome
        run.outcomes[str(name)] += 1
        if Reason.EXTRACTOR_FAILED in record.reasons:
            run.failed.append(f"page {i}: {record.provenance.get('error')}")
        run.slowest = sorted([*run.slowest, (took, i)], reverse=True)[:5]
    return run


def main() -> int:
    parser = argparse.ArgumentParser(description="Feed the extractor broken pages.")
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=float, default=LONGEST_S, metavar="SECONDS")
    options = parser.parse_args()
    run = fuzz(options.pages, options.seed, quiet=not sys.stderr.isatty())
    for name, count in run.outcomes.most_common():
        sys.stdout.write(f"{count:8}  {name}\n")
    for took, i in run.slowest:
        sys.stdout.write(f"{took:8.3f} s  seed {options.seed} page {i}\n")
    for failure in run.failed[:20]:
        sys.stderr.write(f"failed: {failure}\n")
    return int(bool(run.failed) or run.slowest[0][0] > options.longest)


if __name__ == "__main__":
    sys.exit(main())
