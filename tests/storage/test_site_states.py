from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.load import load_run
from storage.parts import write_part
from storage.tables import open_table
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket


def load(bucket: Bucket, day: int, state: str, *evidence: str) -> None:
    run = site_run(
        f"r{day}",
        records=[record()],
        started_at=NOON + timedelta(days=day),
        state=state,
        state_evidence=evidence,
    )
    write_part(bucket, run, records=[record()], captures=[])
    load_run(bucket, run.run_id)


def held(bucket: Bucket) -> list[tuple[str, datetime | None, list[str]]]:
    table = open_table(bucket, keys.SITE_RUNS)
    assert table is not None
    rows = pl.scan_delta(table).sort("started_at").collect()
    return rows.select("state", "state_since", "state_evidence").rows()


def test_a_state_keeps_its_beginning_while_it_lasts_and_through_a_quiet_day(
    bucket: Bucket,
) -> None:
    for day, state in enumerate(("unknown", "clean", "compromised", "compromised", "unknown")):
        load(bucket, day, state, *(["a"] if state == "compromised" else []))
    load(bucket, 5, "clean")
    since = [NOON + timedelta(days=day) for day in range(6)]
    assert held(bucket) == [
        ("unknown", None, []),
        ("clean", since[1], []),
        ("compromised", since[2], ["a"]),
        ("compromised", since[2], ["a"]),
        ("compromised", since[2], ["a"]),
        ("clean", since[5], []),
    ]


def test_loading_a_run_again_doesnt_move_its_beginning(bucket: Bucket) -> None:
    for day in (1, 2, 3, 2, 1):
        load(bucket, day, "clean")
    assert [since for _, since, _ in held(bucket)] == [NOON + timedelta(days=1)] * 3
