"""Replacing rows of a Delta table: only files that hold one of them are written anew.

delta-rs's MERGE reads and holds far more than it changes: 10,000 articles into 1,000,000 took 165 s
and 3.9 GB on two cores. Here `storage.locate` finds the files, and each is copied a few thousand
rows at a time into a new one; all of it becomes visible with one commit.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from deltalake.transaction import AddAction, CommitProperties, RemoveAction, Transaction

from storage.data_files import fitted, put_data_file, row_batches
from storage.locate import PATH, no_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from deltalake import DeltaTable

    from storage.bucket import Bucket
    from storage.table_spec import TableSpec

WORKERS = 2
MAX_ROWS = 100_000
"""Rows of a new file."""
WRITER = "cppcc"
"""Of two transactions with the same application's id that run at once, Delta refuses the later."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Files written and not yet part of the table."""

    adds: tuple[AddAction, ...]
    removes: tuple[RemoveAction, ...]
    taken: pl.DataFrame
    """The rows that no longer are, whole."""


def draft(bucket: Bucket, table: DeltaTable, spec: TableSpec, rows: pl.DataFrame) -> Draft:
    """Write the files of a table in which `rows` stand as they should.

    `rows` are all columns of `spec` and `PATH`, null for those that the table doesn't hold.
    """
    # the table's own schema: a later program may have given it more columns
    files = _Files(bucket, spec, pa.schema(table.schema().to_arrow()))
    replaced = rows.filter(pl.col(PATH).is_not_null()).partition_by(PATH, as_dict=True)
    held = [add for add in _adds(table) if (add["path"],) in replaced]
    with ThreadPoolExecutor(WORKERS) as pool:
        copies = list(pool.map(lambda add: files.copy(add, replaced[(add["path"],)]), held))
        new = list(pool.map(lambda each: files.add(*each), _new(spec, rows)))
    return Draft(
        adds=tuple(add for add in (*(add for add, _ in copies), *new) if add is not None),
        removes=tuple(map(_remove, held)),
        taken=pl.concat([no_rows(spec, spec.schema.names), *(gone for _, gone in copies)]),
    )


def commit(table: DeltaTable, spec: TableSpec, drafted: Draft, *, run_id: str) -> None:
    """Make a draft part of the table, all at once; raises `CommitFailedError` for a lost race."""
    table.create_write_transaction(
        [*drafted.adds, *drafted.removes],
        "append",
        spec.schema,
        list(spec.partition_by),
        commit_properties=CommitProperties(
            app_transactions=[Transaction(WRITER, table.version() + 1)],
            custom_metadata={"run_id": run_id},
        ),
    )


def _adds(table: DeltaTable) -> list[dict[str, Any]]:
    adds: list[dict[str, Any]] = pa.table(table.get_add_actions(flatten=False)).to_pylist()
    return adds


@dataclass(frozen=True, slots=True)
class _Files:
    """Writes a table's new files."""

    bucket: Bucket
    spec: TableSpec
    schema: pa.Schema

    def copy(
        self, held: dict[str, Any], rows: pl.DataFrame
    ) -> tuple[AddAction | None, pl.DataFrame]:
        """Copy a file with `rows` in place of those of the same identity; return these, too."""
        partition: dict[str, str] = held.get("partition") or {}
        inner = self._inner(partition)
        keys = rows.select(self.spec.identity).with_columns(hit=pl.lit(value=True))
        taken: list[pa.Table] = []

        def batches() -> Iterator[pa.Table]:
            for batch in row_batches(self.bucket, f"{self.spec.key}/{held['path']}", inner):
                hit = self._hits(batch, keys)
                taken.append(batch.filter(hit))
                yield batch.filter(pc.invert(hit)) if taken[-1].num_rows else batch
            yield fitted(rows.drop(PATH).to_arrow(), inner)

        add = put_data_file(self.bucket, self.spec, batches(), partition)
        gone = pl.DataFrame(pl.from_arrow(pa.concat_tables(taken)))
        values = [pl.lit(value).alias(name) for name, value in partition.items()]
        return add, gone.with_columns(values).select(self.spec.schema.names)

    def add(self, partition: dict[str, str], rows: pl.DataFrame) -> AddAction | None:
        """Write rows that the table doesn't hold."""
        table = fitted(rows.drop(PATH).to_arrow(), self._inner(partition))
        return put_data_file(self.bucket, self.spec, [table], partition)

    def _inner(self, partition: dict[str, str]) -> pa.Schema:
        # a partition's value stands in the log, not in the file
        return pa.schema([field for field in self.schema if field.name not in partition])

    def _hits(self, batch: pa.Table, keys: pl.DataFrame) -> pa.Array:
        identity = pl.DataFrame(pl.from_arrow(batch.select(list(self.spec.identity))))
        marked = identity.join(keys, on=self.spec.identity, how="left", maintain_order="left")
        return marked["hit"].fill_null(value=False).to_arrow()


def _new(spec: TableSpec, rows: pl.DataFrame) -> Iterator[tuple[dict[str, str], pl.DataFrame]]:
    """Yield what goes into each new file: its partition and rows."""
    new = rows.filter(pl.col(PATH).is_null())
    parts = (
        new.partition_by(spec.partition_by, as_dict=True, maintain_order=True)
        if spec.partition_by
        else {(): new}
    )
    for values, part in parts.items():
        for piece in part.iter_slices(MAX_ROWS):
            yield dict(zip(spec.partition_by, map(str, values), strict=True)), piece


def _remove(add: dict[str, Any]) -> RemoveAction:
    return RemoveAction(
        path=add["path"],
        size=add["size_bytes"],
        partition_values=add.get("partition") or {},
        deletion_timestamp=time.time_ns() // 1_000_000,
        data_change=True,
    )
