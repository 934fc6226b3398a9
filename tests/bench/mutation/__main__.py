"""Mutation testing of a package on a sample: how many small faults do its tests notice?

    python -m tests.bench.mutation --package extract [--sample 60] [--seed 0]

Prints each mutant that survives, and the share that was killed, with and without those that are
known to be equivalent. Exit status 1 when that share, without them, is below 85 %. A first run on a
tree runs the package's tests once to note what they reach, and keeps that in `var/mutation`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.progress import track

from tests.bench.mutation.equivalent import equivalents, reason_of
from tests.bench.mutation.mutants import Mutant, mutants, sample
from tests.bench.mutation.pytest_runs import passes
from tests.bench.mutation.reached import Reached, record
from tests.bench.mutation.tree import copy_tree, fingerprint

LEAST_KILLED = 0.85
_STARTING_S = 60.0  # importing it all, and starting a store, on a busy machine
_SLOWER = 4  # times a test may take as long as when it was noted
_ROOT = Path(__file__).parents[3]


def main() -> int:
    parser = argparse.ArgumentParser(description="Count the small faults that tests notice.")
    parser.add_argument("--package", choices=("extract", "storage"), required=True)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    kept = (
        _ROOT / "var" / "mutation" / f"{options.package}-{fingerprint(_ROOT, options.package)}.json"
    )
    with TemporaryDirectory(prefix="mutation-") as folder:
        root = copy_tree(_ROOT, Path(folder))
        reached = record(root, options.package, kept)
        for test in reached.failed:
            sys.stdout.write(f"left out, fails as it is: {test}\n")
        found = mutants(root, options.package)
        drawn = sample(found, options.sample, Random(options.seed))
        sys.stdout.write(f"{len(found)} mutants, a sample of {len(drawn)}\n")
        counts = try_all(root, drawn, reached)
    return judge(counts)


def try_all(root: Path, drawn: list[Mutant], reached: Reached) -> Counter[str]:
    """Run each mutant; print the survivors; count them, and the known equivalents."""
    counts: Counter[str] = Counter(tried=len(drawn))
    known = equivalents()
    quiet = not sys.stderr.isatty()
    for mutant in track(drawn, "mutants", disable=quiet, transient=True):
        if not survives(root, mutant, reached):
            counts["killed"] += 1
            continue
        reason = reason_of(mutant, known)
        counts["equivalent"] += reason is not None
        sys.stdout.write(described(mutant, reason))
        sys.stdout.flush()
    return counts


def survives(root: Path, mutant: Mutant, reached: Reached) -> bool:
    tests = reached.tests_for(mutant)
    allowed = _STARTING_S + _SLOWER * sum(map(reached.seconds.__getitem__, tests))
    path = root / mutant.file
    path.write_text(mutant.source())
    try:
        return passes(root, ["-x", *tests], timeout_s=allowed)
    finally:
        path.write_text(mutant.module.code)


def described(mutant: Mutant, reason: str | None) -> str:
    before, after = mutant.changes()
    rows = [f"{mutant.file}:{mutant.lines.start} {reason or ''}".rstrip()]
    rows += [f"  - {line}" for line in before] + [f"  + {line}" for line in after]
    return "\n".join(rows) + "\n"


def judge(counts: Counter[str]) -> int:
    """Print the shares; return the exit status."""
    killed, tried = counts["killed"], counts["tried"]
    telling = tried - counts["equivalent"]
    sys.stdout.write(
        f"killed {killed} of {tried}: {killed / tried:.1%}\n"
        f"without {counts['equivalent']} that nothing can tell: "
        f"{killed} of {telling}: {killed / telling:.1%}\n"
    )
    return int(killed < LEAST_KILLED * telling)


if __name__ == "__main__":
    sys.exit(main())
