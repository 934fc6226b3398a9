"""A Delta table's data files: Parquet, written once and never changed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING
from uuid import uuid4

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.transaction import AddAction

from storage.errors import ObjectMissing
from storage.file_index import put_index
from storage.objects import put_new, read
from storage.parquet import ROW_GROUP, statistics, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.bucket import Bucket
    from storage.table_spec import TableSpec


def row_batches(bucket: Bucket, key: str, schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield a file's rows, `ROW_GROUP` at a time, however large another writer made its row groups.

    Columns of a later schema are null in them.
    """
    stored = read(bucket, key)
    if stored is None:
        raise ObjectMissing(f"{bucket.uri(key)} is gone: open the table again")
    file = pq.ParquetFile(pa.BufferReader(stored.body))
    for rows in _groups(file):
        yield fitted(rows, schema)


def _groups(file: pq.ParquetFile) -> Iterator[pa.Table]:
    """Yield row groups as they are where they are no larger than ours: half the work of batches."""
    facts = file.metadata
    # files are copied side by side: threads inside of one take twice the processor time
    if all(facts.row_group(n).num_rows <= ROW_GROUP for n in range(facts.num_row_groups)):
        for number in range(facts.num_row_groups):
            yield file.read_row_group(number, use_threads=False)
    else:
        for batch in file.iter_batches(ROW_GROUP, use_threads=False):
            yield pa.Table.from_batches([batch])


def fitted(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return the rows with all columns of `schema`, nested ones included, in its order."""
    plain = rows.cast(pa.schema([field.with_type(_plain(field.type)) for field in rows.schema]))
    whole = pa.concat_tables([schema.empty_table(), plain], promote_options="permissive")
    return whole.select(schema.names).cast(schema)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return a type without views and large offsets: polars and delta-rs write strings as these."""
    if pa.types.is_string_view(kind) or pa.types.is_large_string(kind):
        return pa.string()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_plain(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_plain(field.type)) for field in kind])
    return kind


def put_data_file(
    bucket: Bucket, spec: TableSpec, tables: Iterable[pa.Table], partition: Mapping[str, str]
) -> AddAction | None:
    """Store rows that share a partition as a new file; return what commits it, None for no rows.

    Until it is committed no reader sees the file, and vacuum removes it.
    """
    ids: list[pl.Series] = []

    def noted() -> Iterator[pa.Table]:
        for rows in tables:
            ids.append(pl.Series(rows[spec.identity[0]]))
            yield rows

    body, facts = written(noted())
    if facts is None or not facts.num_rows:
        return None
    folder = "".join(f"{name}={value}/" for name, value in partition.items())
    path = f"{folder}part-{uuid4()}.zstd.parquet"
    if spec.indexed:
        put_index(bucket, spec, path, pl.concat(ids))
    put_new(bucket, f"{spec.key}/{path}", body, content_type="application/vnd.apache.parquet")
    return AddAction(
        path=path,
        size=len(body),
        partition_values=dict(partition),
        modification_time=time.time_ns() // 1_000_000,
        data_change=True,
        stats=json.dumps(statistics(facts)),
    )
