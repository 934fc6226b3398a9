"""Opening and creating the Delta tables."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from storage.errors import AccessDenied, BucketFull, StorageError
from storage.faults import no_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.bucket import Bucket


_REFUSED = ("403", "AccessDenied", "necessary privileges", "valid authentication")
"""How object_store, which delta-rs and polars read and write with, names a refusal."""
_NO_ROOM = ("507", "InsufficientStorage")


def open_table(bucket: Bucket, key: str) -> DeltaTable | None:
    """Return the table at its latest version, or None before anything was loaded into it."""
    try:
        return DeltaTable(bucket.uri(key), storage_options=bucket.storage_options())
    except TableNotFoundError:
        return None


def ensure_table(
    bucket: Bucket, key: str, schema: pa.Schema, *, partition_by: tuple[str, ...] = ()
) -> DeltaTable:
    """Return the table: made empty if it wasn't there, grown if it lacks columns of `schema`."""
    table = open_table(bucket, key) or DeltaTable.create(
        bucket.uri(key),
        schema=schema,
        partition_by=list(partition_by),
        storage_options=bucket.storage_options(),
        mode="ignore",
        configuration={"delta.dataSkippingStatsColumns": ",".join(_skippable(schema))},
    )
    return _grown(table, schema)


def _grown(table: DeltaTable, schema: pa.Schema) -> DeltaTable:
    """Add what a later schema has more, nested fields included; rows held have null there."""
    if _lacks(pa.schema(table.schema().to_arrow()), schema):
        write_deltalake(table, schema.empty_table(), mode="append", schema_mode="merge")
        table.update_incremental()
    return table


def _lacks(held: pa.Schema | pa.StructType, wanted: pa.Schema | pa.StructType) -> bool:
    """Whether a field is missing; raises `StorageError` where one is of another type."""
    lacks = False
    for field in wanted:
        if field.name not in held.names:
            lacks = True
            continue
        new, old = _item(field.type), _item(held.field(field.name).type)
        if pa.types.is_struct(new) and pa.types.is_struct(old):
            lacks |= _lacks(old, new)
        elif new != old:
            raise StorageError(
                f"column {field.name} holds {old}, not {new}: this program is of another major "
                "version than the one that made the table; give it a bucket of its own"
            )
    return lacks


def _item(kind: pa.DataType) -> pa.DataType:
    """Return the type inside of any lists."""
    while pa.types.is_list(kind):
        kind = kind.value_type
    return kind


def _skippable(schema: pa.Schema) -> list[str]:
    """Return the columns whose least and greatest values help readers to skip files.

    Statistics of a struct lack its nested fields, and polars then refuses to filter by it.
    """
    return [field.name for field in schema if not field.type.num_fields and field.name != "text"]


@contextmanager
def named_table_errors(bucket: Bucket, key: str) -> Iterator[None]:
    """Say in one line which table failed; a lost race (`CommitFailedError`) passes through."""
    try:
        yield
    except CommitFailedError:
        raise
    except (DeltaError, OSError, pl.exceptions.ComputeError) as error:
        reason = str(error).strip().partition("\n")[0]
        if any(word in reason for word in _REFUSED):
            raise AccessDenied(
                f"{bucket.uri(key)}: the server refuses: check AWS_ACCESS_KEY_ID, "
                "AWS_SECRET_ACCESS_KEY and what they may do"
            ) from None
        if any(word in reason for word in _NO_ROOM):
            raise BucketFull(no_room(bucket)) from None
        raise StorageError(f"{bucket.uri(key)}: {reason}; try again once that is mended") from None
