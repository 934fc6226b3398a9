"""Bringing back to now what a clock that ran ahead has dated too late.

Such a run keeps its site from being crawled until that time has come, and its captures and articles
would pass for the latest until then. Nobody but a person knows which clock was wrong, so this is
never done unasked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.advance import JSON
from storage.clock import TOLERANCE, require_agreement
from storage.errors import TableBusy
from storage.listing import list_keys
from storage.manifest import as_bytes, from_bytes
from storage.merge import committed
from storage.objects import delete, read, swap
from storage.schema import TIMESTAMP
from storage.table_specs import CAPTURES, TABLES
from storage.tables import open_table

if TYPE_CHECKING:
    from datetime import datetime

    from deltalake import DeltaTable

    from storage.bucket import Bucket
    from storage.table_spec import TableSpec

_PUBLISHERS = ("published", "newest")
"""Times that a page says, right or wrong; no clock of ours made them."""
_MONTH = "ingest_month"


@dataclass(frozen=True, slots=True)
class Redated:
    """What was brought back; empty where nothing lay ahead."""

    runs: tuple[str, ...]
    """Runs that ended ahead of time."""
    rows: dict[str, int]
    """Table to its rows that had a time ahead."""
    release: str | None
    """Run of the current release, where that was made ahead of time."""


def redate(bucket: Bucket, *, now: datetime) -> Redated:
    """Bring the times of the tables and of the current release that lie ahead back to `now`.

    A run's captures keep their order and distances; any other time ahead becomes `now`. Raises
    `ClockBehind` when the bucket's server has another time than `now`. What is interrupted is
    completed by doing it again: the rows that say that a run lies ahead come last.
    """
    require_agreement(bucket, now)
    runs = _runs_ahead(bucket, now)
    for run in runs:  # they are loaded; to load them once more would bring the old times back
        for key in list(list_keys(bucket, keys.staged_run(run))):
            delete(bucket, key)
    rows = {spec.key: _redate_table(bucket, spec, now) for spec in TABLES}
    release = _redate_release(bucket, now)
    return Redated(runs, {key: count for key, count in rows.items() if count}, release)


def _runs_ahead(bucket: Bucket, now: datetime) -> tuple[str, ...]:
    table = open_table(bucket, keys.SITE_RUNS)
    if table is None:
        return ()
    ahead = pl.scan_delta(table).filter(pl.col("finished_at") > now + TOLERANCE)
    return tuple(sorted(ahead.select(pl.col("run_id").unique()).collect()["run_id"]))


def _redate_table(bucket: Bucket, spec: TableSpec, now: datetime) -> int:
    """Return how many rows were changed."""

    def attempt(table: DeltaTable) -> int:
        changed = 0
        for which, updates in _shifts(table, now) if spec is CAPTURES else _caps(spec, now):
            done = table.update(predicate=which, updates=updates)
            changed += int(done["num_updated_rows"])
        return changed

    return 0 if open_table(bucket, spec.key) is None else committed(bucket, spec, attempt)


def _caps(spec: TableSpec, now: datetime) -> list[tuple[str, dict[str, str]]]:
    """Return which rows of a table lie ahead, and what their times become."""
    times = [
        field.name
        for field in spec.schema
        if field.type == TIMESTAMP and field.name not in _PUBLISHERS
    ]
    later = {name: f"{name} > {_moment(now)}" for name in times}
    updates = {
        name: f"CASE WHEN {is_later} THEN {_moment(now)} ELSE {name} END"
        for name, is_later in later.items()
    }
    if _MONTH in spec.schema.names:
        updates[_MONTH] = f"CASE WHEN {_MONTH} > '{now:%Y-%m}' THEN '{now:%Y-%m}' ELSE {_MONTH} END"
    return [(" OR ".join(later.values()), updates)]


def _shifts(table: DeltaTable, now: datetime) -> list[tuple[str, dict[str, str]]]:
    """Return which captures are of runs that lie ahead, and how far back each run goes.

    Their times are part of what tells them apart, so they can't all become the same.
    """
    last = pl.scan_delta(table).group_by("run_id").agg(pl.col("fetched_at").max())
    ahead = last.filter(pl.col("fetched_at") > now).sort("run_id").collect()
    return [
        (
            f"run_id = '{run}'",
            {"fetched_at": f"fetched_at - INTERVAL '{(latest - now).total_seconds():.6f} seconds'"},
        )
        for run, latest in ahead.iter_rows()
    ]


def _moment(now: datetime) -> str:
    return f"arrow_cast('{now:%Y-%m-%dT%H:%M:%S.%f}Z', 'Timestamp(Microsecond, Some(\"UTC\"))')"


def _redate_release(bucket: Bucket, now: datetime) -> str | None:
    """Let `latest.json` say that the release is made now; the run's own manifest never changes."""
    seen = read(bucket, keys.LATEST_MANIFEST)
    held = from_bytes(seen.body) if seen else None
    if held is None or held.created_at <= now:
        return None
    body = as_bytes(replace(held, created_at=now))
    if not swap(bucket, keys.LATEST_MANIFEST, body, seen=seen, content_type=JSON):
        raise TableBusy(f"{bucket.uri(keys.LATEST_MANIFEST)} was replaced meanwhile: do it again")
    return held.run_id
