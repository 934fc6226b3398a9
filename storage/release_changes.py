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
    from storage.bucket import Bucket

ADDED, REVISED, DELETED = "added", "revised", "deleted"
_KINDS = (ADDED, REVISED, DELETED)


def write_changes(bucket: Bucket, fresh: pl.DataFrame) -> ChangesFile:
    """Store a line for each article of `fresh`, which is what `unreleased` returns.

    An article that came and went in between is `deleted`.
    """
    kind = (
        pl.when("deleted")
        .then(pl.lit(DELETED))
        .when("known")
        .then(pl.lit(REVISED))
        .otherwise(pl.lit(ADDED))
    )
    changed = fresh.select("article_id", kind.alias("change"), "month", "revision")
    body = _packed(changed)
    digest = sha256(body).hexdigest()
    key = keys.changes_file(digest[:16])
    put_new(bucket, key, body, content_type="application/gzip")
    counts = {kind: changed.filter(pl.col("change") == kind).height for kind in _KINDS}
    return ChangesFile(key, changed.height, len(body), digest, **counts)


def _packed(changed: pl.DataFrame) -> bytes:
    lines, out = io.BytesIO(), io.BytesIO()
    changed.write_ndjson(lines)
    # no time in the header: the same rows are the same bytes
    with gzip.GzipFile(filename="", fileobj=out, mode="wb", mtime=0) as packed:
        packed.write(lines.getvalue())
    return out.getvalue()
