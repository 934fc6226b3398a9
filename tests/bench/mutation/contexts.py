"""A pytest plugin that notes by which test each line of a package is reached.

Wanted in the environment: MUTATION_PACKAGE, the package, and MUTATION_REACHED, the file to write.
It holds JSON: seconds of each test that passed, and its lines by file.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

_COVERAGE = Coverage(data_file=None, source=[os.environ["MUTATION_PACKAGE"]], config_file=False)
_SECONDS: dict[str, float] = defaultdict(float)
_FAILED: set[str] = set()
_COVERAGE.start()


def test_of(nodeid: str) -> str:
    """Return the test without its parameters, whose text can be anything."""
    return nodeid.partition("[")[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _COVERAGE.switch_context(test_of(item.nodeid))
    result = yield
    _COVERAGE.switch_context("")
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _SECONDS[test_of(report.nodeid)] += report.duration
    if report.failed:
        _FAILED.add(test_of(report.nodeid))


def pytest_sessionfinish() -> None:
    _COVERAGE.stop()
    data = _COVERAGE.get_data()
    reached: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for file in data.measured_files():
        name = Path(file).relative_to(Path.cwd()).as_posix()
        for line, tests in data.contexts_by_lineno(file).items():
            for test in filter(None, tests):
                reached[test][name].append(line)
    passed = {test: took for test, took in _SECONDS.items() if test not in _FAILED}
    Path(os.environ["MUTATION_REACHED"]).write_text(
        json.dumps({"seconds": passed, "failed": sorted(_FAILED), "reached": reached})
    )
