"""A Delta table's data files: Parquet, written once and never changed."""

from __future__ import annotations

import io
import json
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake.transaction import AddAction

from storage.errors import ObjectMissing
from storage.objects import put_new, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from storage.bucket import Bucket

ROW_GROUP = 10_000
"""Rows; an article has about 3 kB, so a reader holds some 30 MB at a time."""
_MILLISECOND = timedelta(milliseconds=1)


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
    bucket: Bucket, table_key: str, tables: Iterable[pa.Table], partition: Mapping[str, str]
) -> AddAction | None:
    """Store rows that share a partition as a new file; return what commits it, None for no rows.

    Until it is committed no reader sees the file, and vacuum removes it.
    """
    body, facts = _parquet(tables)
    if facts is None or not facts.num_rows:
        return None
    folder = "".join(f"{name}={value}/" for name, value in partition.items())
    path = f"{folder}part-{uuid4()}.zstd.parquet"
    put_new(bucket, f"{table_key}/{path}", body, content_type="application/vnd.apache.parquet")
    return AddAction(
        path=path,
        size=len(body),
        partition_values=dict(partition),
        modification_time=time.time_ns() // 1_000_000,
        data_change=True,
        stats=json.dumps(_statistics(facts)),
    )


def _parquet(tables: Iterable[pa.Table]) -> tuple[bytes, pq.FileMetaData | None]:
    out = io.BytesIO()
    writer: pq.ParquetWriter | None = None
    facts: list[pq.FileMetaData] = []
    for rows in tables:
        if writer is None:
            # level 1 writes three times as fast as 3 and is 15 % larger
            writer = pq.ParquetWriter(
                out,
                rows.schema,
                compression="zstd",
                compression_level=1,
                write_page_index=True,
                metadata_collector=facts,
            )
        if rows.num_rows:
            writer.write_table(rows, row_group_size=ROW_GROUP)
    if writer is not None:
        writer.close()
    return out.getvalue(), facts[0] if facts else None


def _statistics(facts: pq.FileMetaData) -> dict[str, Any]:
    """Return a file's statistics as Delta's log has them (protocol, "Per-file Statistics").

    Only columns of their own, not nested ones: those are what readers skip files by.
    """
    least: dict[str, Any] = {}
    greatest: dict[str, Any] = {}
    nulls: dict[str, int] = {}
    unbounded: set[str] = set()
    for group in (facts.row_group(n).to_dict() for n in range(facts.num_row_groups)):
        for column in group["columns"]:
            name, known = column["path_in_schema"], column["statistics"]
            if "." in name or name == "text" or known is None or known["null_count"] is None:
                continue
            nulls[name] = nulls.get(name, 0) + known["null_count"]
            if known["has_min_max"]:
                least[name] = min(least.get(name, known["min"]), known["min"])
                greatest[name] = max(greatest.get(name, known["max"]), known["max"])
            elif known["null_count"] < column["num_values"]:
                unbounded.add(name)
    return {
        "numRecords": facts.num_rows,
        "minValues": {n: _floor(v) for n, v in least.items() if n not in unbounded},
        "maxValues": {n: _ceiling(v) for n, v in greatest.items() if n not in unbounded},
        "nullCount": nulls,
    }


def _floor(value: Any) -> Any:
    return _timestamp(value) if isinstance(value, datetime) else value


def _ceiling(value: Any) -> Any:
    # the log keeps milliseconds, so a bound from above is the next one
    if isinstance(value, datetime) and value.microsecond % 1000:
        value += _MILLISECOND
    return _floor(value)


def _timestamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
