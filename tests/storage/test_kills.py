"""The benchmarks of `make bench-load`, a few rounds of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench.load.kills import kill_runs
from tests.bench.load.writers import two_at_once

if TYPE_CHECKING:
    from pathlib import Path

    from storage.embedded.store import EmbeddedStore


def test_killed_runs_and_a_killed_server_lose_nothing_and_show_no_half_state(
    tmp_path: Path,
) -> None:
    toll = kill_runs(3, tmp_path, seed=3, say=lambda _: None, server_every=3)
    assert (toll.kills, toll.server_kills) == (3, 1)
    assert (toll.losses, toll.half_states, toll.orphans) == ({}, [], {})


def test_two_loaders_at_once_lose_and_double_nothing(store: EmbeddedStore) -> None:
    figures = two_at_once(store.environment(), rounds=2)
    assert [(figure.name, figure.value) for figure in figures if not figure.ok] == []
