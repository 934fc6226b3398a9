"""What a release changes for those who read the one before: which articles, and how."""

from __future__ import annotations

import gzip
import io
from hashlib import sha256
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.manifest import ChangesFile
from storage.objects import put_new

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deltalake import DeltaTable

    from storage.bucket import Bucket

ADDED, REVISED, DELETED = "added", "revised", "deleted"
_COLUMNS = ("article_id", "change", "month", "revision")


def write_changes(bucket: Bucket, table: DeltaTable | None, runs: Sequence[str]) -> ChangesFile:
    """Store a line for each article that `runs`, which no release covers yet, brought or changed.

    An article that came and went in between is `deleted`.
    """
    changed = _changes(table, runs)
    body = _packed(changed)
    digest = sha256(body).hexdigest()
    key = keys.changes_file(digest[:16])
    put_new(bucket, key, body, content_type="application/gzip")
    counts = {kind: changed.filter(pl.col("change") == kind).height for kind in _KINDS}
    return ChangesFile(key, changed.height, len(body), digest, **counts)


_KINDS = (ADDED, REVISED, DELETED)


def _changes(table: DeltaTable | None, runs: Sequence[str]) -> pl.DataFrame:
    if table is None:
        return pl.DataFrame(schema=dict.fromkeys(_COLUMNS, pl.String))
    kind = (
        pl.when(pl.col("deleted_at").is_not_null())
        .then(pl.lit(DELETED))
        .when(pl.col("first_run_id").is_in(runs))
        .then(pl.lit(ADDED))
        .otherwise(pl.lit(REVISED))
    )
    return (
        pl.scan_delta(table)
        .filter(pl.col("run_id").is_in(runs))
        .select(
            "article_id", kind.alias("change"), pl.col("ingest_month").alias("month"), "revision"
        )
        .sort("article_id")
        .collect()
    )


def _packed(changed: pl.DataFrame) -> bytes:
    lines, out = io.BytesIO(), io.BytesIO()
    changed.write_ndjson(lines)
    # no time in the header: the same rows are the same bytes
    with gzip.GzipFile(filename="", fileobj=out, mode="wb", mtime=0) as packed:
        packed.write(lines.getvalue())
    return out.getvalue()
