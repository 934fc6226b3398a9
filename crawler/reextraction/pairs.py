"""Records that were read again, beside those that the tables hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from extract.record import Record
from storage import keys
from storage.schema import arrow_schema
from storage.tables import open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket

FIELDS = (
    "outcome", "title", "subtitle", "kicker", "text_digest", "published", "source", "authors",
    "correspondents", "editors", "column", "script", "verdict",
)  # fmt: skip


def differing(bucket: Bucket, run: str) -> pl.LazyFrame:
    """Return old and new `FIELDS` (new ones end in `_new`) of each record that was read again."""
    new = scan_new(bucket, run).select("article_id", "url", *_fields())
    both = _held(bucket).join(new, on="article_id", how="inner", suffix="_new")
    return both.with_columns(
        pl.col(name).ne_missing(pl.col(f"{name}_new")).alias(f"{name}_differs") for name in FIELDS
    )


def scan_new(bucket: Bucket, run: str) -> pl.LazyFrame:
    """Return the records that a run has read."""
    pattern = bucket.uri(keys.reextracted(run, "records/*.parquet"))
    options = _polars_options(bucket)
    return pl.scan_parquet(pattern, storage_options=options)


def _polars_options(bucket: Bucket) -> dict[str, str]:
    return {k: v for k, v in bucket.storage_options().items() if k.startswith("AWS_")}


def _fields() -> list[pl.Expr]:
    plain = [pl.col(name) for name in FIELDS if name != "verdict"]
    return [*plain, pl.col("poison").struct.field("verdict").alias("verdict")]


def _held(bucket: Bucket) -> pl.LazyFrame:
    frames = [
        pl.scan_delta(table).select("article_id", "fetched_at", *_fields())
        for key in (keys.ARTICLES, keys.QUARANTINE, keys.REJECTIONS)
        if (table := open_table(bucket, key)) is not None
    ]
    if not frames:
        empty = pl.from_arrow(arrow_schema(Record).empty_table())
        assert isinstance(empty, pl.DataFrame)  # noqa: S101  # a table never becomes a Series
        return empty.lazy().select("article_id", *_fields())
    # an article hides what its address was set aside for before
    first = pl.concat(frames[:1])
    rest = pl.concat(frames[1:]) if frames[1:] else first.clear()
    latest = rest.sort("fetched_at").unique("article_id", keep="last")
    return pl.concat([first, latest.join(first, on="article_id", how="anti")]).drop("fetched_at")
