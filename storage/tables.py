"""Opening and creating the Delta tables."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError

from storage.errors import AccessDenied, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        configuration={"delta.dataSkippingStatsColumns": ",".join(_skippable(schema))},
    )


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
        if "403" in reason or "AccessDenied" in reason:
            raise AccessDenied(
                f"{bucket.uri(key)}: the server refuses: check AWS_ACCESS_KEY_ID, "
                "AWS_SECRET_ACCESS_KEY and what they may do"
            ) from None
        raise StorageError(f"{bucket.uri(key)}: {reason}; try again once that is mended") from None
