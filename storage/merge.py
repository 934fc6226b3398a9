"""Committing to Delta tables: idempotent by key, retried when another writer was faster."""

from __future__ import annotations

import time
from random import SystemRandom
from typing import TYPE_CHECKING, TypeVar

import polars as pl
from deltalake.exceptions import CommitFailedError

from storage.errors import TableBusy
from storage.locate import PATH, locate
from storage.rewrite import commit, draft
from storage.tables import ensure_table, named_table_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from deltalake import DeltaTable

    from storage.bucket import Bucket
    from storage.table_spec import TableSpec

T = TypeVar("T")

ATTEMPTS = 8
FIRST_PAUSE_S = 0.1
"""Doubled each time, with up to as much again by chance: eight attempts take 13 to 26 s."""


def committed(bucket: Bucket, spec: TableSpec, attempt: Callable[[DeltaTable], T]) -> T:
    """Run `attempt` on the table's latest version until no other writer gets in between.

    It must take all that it knows of the table from the one it is given.
    """
    chance = SystemRandom()
    for number in range(ATTEMPTS):
        try:
            with named_table_errors(bucket, spec.key):
                return attempt(
                    ensure_table(bucket, spec.key, spec.schema, partition_by=spec.partition_by)
                )
        except CommitFailedError:
            time.sleep(FIRST_PAUSE_S * 2**number * (1 + chance.random()))
    raise TableBusy(f"{bucket.uri(spec.key)}: {ATTEMPTS} commits lost to others; load again later")


def insert_missing(bucket: Bucket, spec: TableSpec, rows: pl.DataFrame, run_id: str) -> None:
    """Add those rows of a run that the table doesn't hold yet."""
    rows = rows.unique(spec.identity, keep="last", maintain_order=True)

    def add(table: DeltaTable) -> None:
        held = pl.scan_delta(table).filter(pl.col("run_id") == run_id).select(spec.identity)
        missing = rows.join(held.collect(), on=spec.identity, how="anti")
        if not missing.is_empty():
            commit(table, spec, draft(bucket, table, spec, _placed(missing, None)), run_id=run_id)

    if not rows.is_empty():
        committed(bucket, spec, add)


def upsert(
    bucket: Bucket, table: DeltaTable, spec: TableSpec, rows: pl.DataFrame, run_id: str
) -> None:
    """Make the table hold exactly these rows under their keys, in one commit."""
    held = locate(bucket, table, spec, rows, spec.identity)
    commit(table, spec, draft(bucket, table, spec, _placed(rows, held)), run_id=run_id)


def _placed(rows: pl.DataFrame, held: pl.DataFrame | None) -> pl.DataFrame:
    """Say of each row in which file one of its identity stands."""
    if held is None:
        return rows.with_columns(pl.lit(None, pl.String).alias(PATH))
    identity = [name for name in held.columns if name != PATH]
    return rows.join(held, on=identity, how="left", maintain_order="left")
