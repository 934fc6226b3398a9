"""Opening and creating the Delta tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

if TYPE_CHECKING:
    import pyarrow as pa

    from storage.bucket import Bucket


def open_table(bucket: Bucket, key: str) -> DeltaTable | None:
    """Return the table at its latest version, or None before anything was loaded into it."""
    try:
        return DeltaTable(bucket.uri(key), storage_options=bucket.storage_options())
    except TableNotFoundError:
        return None


def ensure_table(
    bucket: Bucket, key: str, schema: pa.Schema, *, partition_by: tuple[str, ...] = ()
) -> DeltaTable:
    """Return the table, made empty if it wasn't there."""
    return open_table(bucket, key) or DeltaTable.create(
        bucket.uri(key),
        schema=schema,
        partition_by=list(partition_by),
        storage_options=bucket.storage_options(),
        mode="ignore",
    )
