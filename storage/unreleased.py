"""What readers of the current release don't have yet, told from its files.

Runs can't tell: a site may come late to a run that is released, and the rows of a load that was
cut off stand in the table all the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.month_files import PARQUET
from storage.tables import named_table_errors

if TYPE_CHECKING:
    from collections.abc import Collection

    from deltalake import DeltaTable

    from storage.bucket import Bucket
    from storage.manifest import Manifest

_MONTH = re.compile(r"ingest_month=(\d{4}-\d\d)/")
_REVISION: dict[str, type[pl.DataType]] = {"article_id": pl.String, "revision": pl.Int64}
_COLUMNS = _REVISION | {
    "run_id": pl.String,
    "month": pl.String,
    "deleted": pl.Boolean,
    "known": pl.Boolean,
}


def unreleased(bucket: Bucket, table: DeltaTable | None, before: Manifest | None) -> pl.DataFrame:
    """Return the articles that release `before` doesn't show as they are in `table`.

    A narrow row each; `known` are those of which it shows another revision. Months whose files
    haven't changed since are not read.
    """
    if table is None:
        return pl.DataFrame(schema=_COLUMNS)
    months, released = months_of(table), dict(before.months) if before else {}
    with named_table_errors(bucket, keys.ARTICLES):
        now = _now(table, {month for month, _ in months.items() - released.items()})
        shown = _shown(bucket, before, {month for month, _ in released.items() - months.items()})
        known = shown.select("article_id").unique().with_columns(known=pl.lit(value=True))
        return (
            now.join(shown, on=list(_REVISION), how="anti")
            .join(known, on="article_id", how="left")
            .with_columns(pl.col("known").fill_null(value=False))
            .sort("article_id")
            .collect()
        )


def months_of(table: DeltaTable) -> dict[str, str]:
    """Return each month and a digest of the names of its files, which never change in place."""
    named: dict[str, list[str]] = defaultdict(list)
    for uri in table.file_uris():
        if found := _MONTH.search(uri):
            named[found[1]].append(uri.rpartition("/")[2])
    return {m: sha256("\n".join(sorted(names)).encode()).hexdigest() for m, names in named.items()}


def _now(table: DeltaTable, months: Collection[str]) -> pl.LazyFrame:
    return (
        pl.scan_delta(table)
        .filter(pl.col("ingest_month").is_in(months))
        .select(
            *_REVISION,
            "run_id",
            month="ingest_month",
            deleted=pl.col("deleted_at").is_not_null(),
        )
    )


def _shown(bucket: Bucket, before: Manifest | None, months: Collection[str]) -> pl.LazyFrame:
    files = before.files if before else ()
    held = [
        # one by one: an older file has fewer columns
        pl.scan_parquet(bucket.uri(file.key), storage_options=bucket.storage_options()).select(
            *_REVISION
        )
        for file in files
        if file.format == PARQUET and file.month in months
    ]
    return pl.concat([pl.LazyFrame(schema=_REVISION), *held])
