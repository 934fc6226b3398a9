"""Committing to Delta tables: idempotent by key, retried when another writer was faster."""

from __future__ import annotations

import time
from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING, TypeVar

import polars as pl
from deltalake.exceptions import CommitFailedError

from storage.errors import TableBusy
from storage.tables import ensure_table, named_table_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from deltalake import DeltaTable
    from deltalake.table import TableMerger

    from storage.bucket import Bucket

T = TypeVar("T")

ATTEMPTS = 8
FIRST_PAUSE_S = 0.1
"""Doubled each time, with up to as much again by chance: eight attempts take 13 to 26 s."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Where a table is, what it holds, and what makes a row of it one of a kind."""

    key: str
    schema: pa.Schema
    identity: tuple[str, ...]
    partition_by: tuple[str, ...] = ()


def committed(bucket: Bucket, spec: TableSpec, commit: Callable[[DeltaTable], T]) -> T:
    """Run `commit` on the table's latest version until no other writer gets in between.

    `commit` must take all that it knows of the table from the one it is given.
    """
    chance = SystemRandom()
    for attempt in range(ATTEMPTS):
        try:
            with named_table_errors(bucket, spec.key):
                return commit(
                    ensure_table(bucket, spec.key, spec.schema, partition_by=spec.partition_by)
                )
        except CommitFailedError:
            time.sleep(FIRST_PAUSE_S * 2**attempt * (1 + chance.random()))
    raise TableBusy(f"{bucket.uri(spec.key)}: {ATTEMPTS} commits lost to others; load again later")


def insert_missing(bucket: Bucket, spec: TableSpec, rows: pl.DataFrame, run_id: str) -> None:
    """Add those rows of a run that the table doesn't hold yet."""
    rows = rows.unique(spec.identity, keep="last", maintain_order=True)

    def commit(table: DeltaTable) -> None:
        held = pl.scan_delta(table).filter(pl.col("run_id") == run_id).select(spec.identity)
        missing = rows.join(held.collect(), on=spec.identity, how="anti")
        if missing.is_empty():
            return
        _merge(table, spec, missing).when_not_matched_insert_all().execute()

    if not rows.is_empty():
        committed(bucket, spec, commit)


def upsert(table: DeltaTable, spec: TableSpec, rows: pl.DataFrame) -> None:
    """Make the table hold exactly these rows under their keys, in one commit."""
    merger = _merge(table, spec, rows)
    merger.when_matched_update_all().when_not_matched_insert_all().execute()


def _merge(table: DeltaTable, spec: TableSpec, rows: pl.DataFrame) -> TableMerger:
    # Partition columns stand in the condition, so that only the partitions concerned are read.
    on = dict.fromkeys((*spec.partition_by, *spec.identity))
    return table.merge(
        rows.select(spec.schema.names).to_arrow().cast(spec.schema),
        " AND ".join(f"t.{name} = s.{name}" for name in on),
        source_alias="s",
        target_alias="t",
    )
