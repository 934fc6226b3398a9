"""Which tests can tell a mutant: those that come by the changed lines, the quickest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.mutation.pytest_runs import passes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.mutation.mutants import Mutant

# minutes each, by the clock, or of processes that are killed: no mutant's run waits for them
LEFT_OUT = (
    "tests/extract/test_bounds.py",
    "tests/extract/test_fuzz.py",
    "tests/extract/metadata/test_bounds.py",
    "tests/storage/test_kills.py",
    "tests/storage/test_second_server.py",
)
# a cached function or one that runs on import is seen by few tests, though its result reaches more
_FEW = 5


@dataclass(frozen=True)
class Reached:
    seconds: dict[str, float]
    failed: list[str]
    """Tests that fail as it is, and so can't tell anything."""

    by_test: dict[str, dict[str, list[int]]]

    def tests_for(self, mutant: Mutant) -> list[str]:
        """Return the tests that reach the mutant's lines; where they are few, all of its module.

        What none reaches may still run in processes that tests start: any test may tell it.
        """
        lines = set(mutant.lines)
        files = {test: self.by_test.get(test, {}) for test in self.seconds}
        around = {test: files[test][mutant.file] for test in files if mutant.file in files[test]}
        near = [test for test in around if not lines.isdisjoint(around[test])]
        rest = [test for test in (around if near else files) if test not in near]
        by_time = self.seconds.__getitem__
        return sorted(near, key=by_time) + sorted(rest, key=by_time) * (len(near) < _FEW)


def record(root: Path, package: str, kept: Path) -> Reached:
    """Run the package's tests once in `root` and note what they reach, unless `kept` has it."""
    words = [f"--ignore={file}" for file in LEFT_OUT]
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        passes(
            root,
            ["-p", "tests.bench.mutation.contexts", *words, f"tests/{package}"],
            timeout_s=3600,
            environment={"MUTATION_PACKAGE": package, "MUTATION_REACHED": str(kept.resolve())},
        )
    if not kept.exists():
        raise SystemExit(f"pytest {' '.join(words)} tests/{package} didn't end: run it to see why")
    noted = json.loads(kept.read_text())
    return Reached(noted["seconds"], noted["failed"], noted["reached"])
