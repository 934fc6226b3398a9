"""What is to be read again: the capture behind every record that the tables hold."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from crawler.listed_day import LIST
from crawler.reextraction.parts import pages_joined
from extract.metadata.dates import CHINA
from extract.record import Capture
from storage import keys
from storage.deletions import STANDS
from storage.objects import put_new, read
from storage.parts import PARQUET
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from crawler.reextraction.scope import Scope
    from storage.bucket import Bucket

MOST, LEAST, SHARE = 400, 25, 16
"""Records of one unit of work: ten seconds' worth, so that little is lost with a worker; towards
the end so much of what is left, so that the processors end at about the same time."""
_COLUMNS: dict[str, pl.DataType] = {
    "article_id": pl.String(),
    "site_id": pl.String(),
    "outcome": pl.String(),
    "url": pl.String(),
    "fetched_at": pl.Datetime("us", "UTC"),
    "key": pl.String(),
    "offset": pl.Int64(),
    "length": pl.Int64(),
    "digest": pl.String(),
    "joined": pl.String(),
    "listed": pl.Datetime("us", "UTC"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A capture to read, and the record that it once gave."""

    site_id: str
    url: str
    """The record's own: a body that is archived once stands under another's address."""
    fetched_at: datetime
    capture: Capture
    pages: int = 1
    """Pages of the article that it was joined from."""
    listed: date | None = None
    """Its day, where a list's word was all there was on that."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Readings of one shard, by the number that names their result."""

    number: int
    key: str
    readings: tuple[Reading, ...]


def records_held(bucket: Bucket, scope: Scope) -> pl.DataFrame:
    """Return what the tables hold of each page of the scope, a narrow row each.

    A page that was set aside counts where no article has come of it, its latest capture alone. What
    a feed carried of an article doesn't: its capture is the feed's.
    """
    articles = _held(bucket, keys.ARTICLES, scope)
    aside = pl.concat([_held(bucket, key, scope) for key in (keys.QUARANTINE, keys.REJECTIONS)])
    latest = aside.sort("fetched_at").unique("article_id", keep="last", maintain_order=True)
    return pl.concat([articles, latest.join(articles, on="article_id", how="anti")])


def planned(bucket: Bucket, run: str, scope: Scope) -> pl.DataFrame:
    """Return what the run's first try found to read.

    Another try must number its batches alike, whatever was loaded meanwhile.
    """
    key = keys.reextracted(run, "plan.parquet")
    if (stored := read(bucket, key)) is None:
        out = io.BytesIO()
        records_held(bucket, scope).write_parquet(out, compression="zstd")
        put_new(bucket, key, out.getvalue(), content_type=PARQUET)
        return planned(bucket, run, scope)
    return pl.read_parquet(stored.body)


def batches(held: pl.DataFrame) -> Iterator[Batch]:
    """Yield the readings by shard, in an order that another try repeats."""
    number, left = 0, held.height
    for (key,), group in held.sort("key", "offset").group_by("key", maintain_order=True):
        start = 0
        while start < group.height:
            some = group.slice(start, min(MOST, max(LEAST, left // SHARE)))
            readings = tuple(_reading(row) for row in some.iter_rows(named=True))
            yield Batch(number, str(key), readings)
            number, start, left = number + 1, start + some.height, left - some.height


def _reading(row: dict[str, object]) -> Reading:
    capture = Capture(*(row[name] for name in ("key", "offset", "length", "digest")))  # type: ignore[arg-type]  # as `_COLUMNS` says
    return Reading(
        str(row["site_id"]),
        str(row["url"]),
        row["fetched_at"],  # type: ignore[arg-type]  # the same
        capture,
        pages=pages_joined({"pages": str(row["joined"] or "")}),
        listed=row["listed"].astimezone(CHINA).date() if row["listed"] else None,  # type: ignore[attr-defined]  # the same
    )


def _held(bucket: Bucket, key: str, scope: Scope) -> pl.DataFrame:
    with named_table_errors(bucket, key):
        table = open_table(bucket, key)
        if table is None:
            return pl.DataFrame(schema=_COLUMNS)
        capture = pl.col("capture").struct
        places = [capture.field(name) for name in ("key", "offset", "length", "digest")]
        rows = pl.scan_delta(table).filter(scope.within())
        rows = rows.filter(STANDS) if key == keys.ARTICLES else rows
        listed = pl.when(_evidence("published") == LIST).then("published").alias("listed")
        narrow = rows.filter(_evidence("text").ne_missing(pl.lit("feed"))).select(
            "article_id", "site_id", "outcome", "url", "fetched_at", *places,
            _evidence("pages").alias("joined"), listed,
        )  # fmt: skip
        return narrow.drop_nulls("key").collect().cast(pl.Schema(_COLUMNS))


def _evidence(field: str) -> pl.Expr:
    """Return what a record's provenance says of a field, null for nothing."""
    pair = pl.element()
    said = pair.filter(pair.struct.field("key") == field).struct.field("value")
    return pl.col("provenance").list.eval(said).list.first()
