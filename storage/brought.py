"""What waits to be released, beside what readers have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.manifest import latest_manifest, released_runs
from storage.tables import open_table
from storage.unreleased import unreleased

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Brought:
    """Narrow frames, a row an article: texts stay in the bucket, however many there are."""

    runs: tuple[str, ...]
    """The runs that brought it, sorted."""
    rows: pl.DataFrame
    """Articles that readers don't have, or not as they are now."""
    earlier: pl.DataFrame
    """Articles that are released as they are."""


def loaded_runs(bucket: Bucket) -> set[str]:
    """Return every run that was loaded to its end."""
    table = open_table(bucket, keys.SITE_RUNS)
    if table is None:
        return set()
    return set(pl.scan_delta(table).select(pl.col("run_id").unique()).collect()["run_id"])


def waiting_runs(bucket: Bucket, run_id: str, fresh: pl.DataFrame) -> tuple[str, ...]:
    """Return the loaded runs that no release covers, and those that brought what is `fresh`.

    `run_id` is among them. One that is released has brought more since; of one that isn't loaded to
    its end, readers see what is.
    """
    waiting = loaded_runs(bucket) - released_runs(bucket)
    return tuple(sorted({run_id, *waiting, *fresh["run_id"]}))


def brought(bucket: Bucket, run_id: str) -> Brought:
    """Return what a release after `run_id` would show, beside what readers have."""
    table = open_table(bucket, keys.ARTICLES)
    fresh = unreleased(bucket, table, latest_manifest(bucket))
    facts = pl.DataFrame(schema=_COLUMNS) if table is None else _facts(table)
    waiting = pl.col("article_id").is_in(fresh["article_id"].implode())
    runs = waiting_runs(bucket, run_id, fresh)
    return Brought(runs, facts.filter(waiting), facts.filter(~waiting))


_MOMENT = pl.Datetime("us", "UTC")
_COLUMNS: dict[str, pl.DataType] = {
    **{name: pl.String() for name in ("article_id", "site_id", "url", "run_id")},
    **dict.fromkeys(("published", "fetched_at"), _MOMENT),
    **{name: pl.Boolean() for name in ("untitled", "unsourced")},
    "length": pl.Int64(),
    **{name: pl.String() for name in ("verdict", "host", "shard")},
    "ends": pl.Int64(),
}


def _facts(table: DeltaTable) -> pl.DataFrame:
    poison, capture = pl.col("poison").struct, pl.col("capture").struct
    return (
        pl.scan_delta(table)
        .select(
            "article_id",
            "site_id",
            "url",
            "run_id",
            "published",
            "fetched_at",
            untitled=pl.col("title").is_null(),
            unsourced=pl.col("source").is_null(),
            length=pl.col("quality").struct.field("text_length"),
            verdict=poison.field("verdict"),
            host=poison.field("host"),
            shard=capture.field("key"),
            ends=capture.field("offset") + capture.field("length"),
        )
        .collect()
    )
