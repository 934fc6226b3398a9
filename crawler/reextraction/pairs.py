"""Records that were read again, beside those that the tables hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from extract.record import Record
from storage import keys
from storage.deletions import STANDS
from storage.schema import arrow_schema
from storage.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deltalake import DeltaTable

    from storage.bucket import Bucket

FIELDS = (
    "outcome", "reasons", "title", "subtitle", "kicker", "text", "published",
    "published_precision", "source", "authors", "correspondents", "editors", "column", "images",
    "attachments", "language", "script", "verdict", "removed", "repairs",
)  # fmt: skip
TABLES = (keys.ARTICLES, keys.QUARANTINE, keys.REJECTIONS)
LONG = ("text", "removed", "repairs")
"""Fields that are compared by their hashes: those of a whole archive don't fit into memory."""
_OTHERS = tuple(name for name in FIELDS if name not in (*LONG, "verdict"))


def differing(bucket: Bucket, run: str) -> pl.LazyFrame:
    """Return old and new `FIELDS` (new ones end in `_new`) of each record that was read again.

    Of `LONG` fields the hash, null where there is nothing.
    """
    new = scan_new(bucket, run).select("article_id", "url", *_fields())
    both = _held(bucket).join(new, on="article_id", how="inner", suffix="_new")
    return both.with_columns(
        pl.col(name).ne_missing(pl.col(f"{name}_new")).alias(f"{name}_differs") for name in FIELDS
    )


def unmatched(bucket: Bucket, run: str) -> int:
    """Return how many records were read again under an id that no table holds."""
    new = scan_new(bucket, run).select("article_id")
    others = new.join(_held(bucket).select("article_id"), on="article_id", how="anti")
    return int(others.select(pl.len()).collect(engine="streaming").item())


def texts(bucket: Bucket, run: str, ids: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return address, old and new text of some records."""
    wanted = pl.col("article_id").is_in(list(ids))
    held = [
        _standing(key, table).filter(wanted)
        .select("article_id", "fetched_at", "text", current=pl.lit(key == keys.ARTICLES))
        for key in TABLES
        if (table := open_table(bucket, key)) is not None
    ]  # fmt: skip
    old = pl.concat(held).sort("current", "fetched_at").unique("article_id", keep="last")
    new = scan_new(bucket, run).filter(wanted).select("article_id", "url", "text")
    both = old.join(new, on="article_id", suffix="_new").sort("url")
    return list(both.select("url", "text", "text_new").collect().iter_rows())


def scan_new(bucket: Bucket, run: str) -> pl.LazyFrame:
    """Return the records that a run has read."""
    pattern = bucket.uri(keys.reextracted(run, "records/*.parquet"))
    options = _polars_options(bucket)
    return pl.scan_parquet(pattern, storage_options=options)


def _polars_options(bucket: Bucket) -> dict[str, str]:
    return {k: v for k, v in bucket.storage_options().items() if k.startswith("AWS_")}


def _fields() -> list[pl.Expr]:
    verdict = pl.col("poison").struct.field("verdict").alias("verdict")
    return [*map(pl.col, _OTHERS), verdict, *map(_hash, LONG)]


def _hash(name: str) -> pl.Expr:
    column = pl.col(name)
    length = column.str.len_bytes() if name == "text" else column.list.len()
    return pl.when(length > 0).then(column.hash()).alias(name)


def _held(bucket: Bucket) -> pl.LazyFrame:
    frames = [
        _standing(key, table).select("article_id", "fetched_at", *_fields())
        for key in TABLES
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


def _standing(key: str, table: DeltaTable) -> pl.LazyFrame:
    rows = pl.scan_delta(table)
    return rows.filter(STANDS) if key == keys.ARTICLES else rows
