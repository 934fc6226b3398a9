from __future__ import annotations

from tests.bench.fuzz import LONGEST_S, fuzz


def test_no_broken_page_makes_the_extractor_fail_or_hang() -> None:
    run = fuzz(300, seed=7)
    assert run.failed == []
    assert run.slowest[0][0] < LONGEST_S
