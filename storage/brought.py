"""What waits to be released: the articles of runs that no release holds yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.manifest import released_runs
from storage.tables import open_table

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Brought:
    """Narrow frames, a row an article: texts stay in the bucket, however many there are."""

    runs: tuple[str, ...]
    """The runs that a release would show first, sorted."""
    rows: pl.DataFrame
    """Articles of these runs."""
    earlier: pl.DataFrame
    """Articles that are released already."""


def loaded_runs(bucket: Bucket) -> set[str]:
    """Return every run that was loaded to its end."""
    table = open_table(bucket, keys.SITE_RUNS)
    if table is None:
        return set()
    return set(pl.scan_delta(table).select(pl.col("run_id").unique()).collect()["run_id"])


def waiting_runs(bucket: Bucket, run_id: str) -> tuple[str, ...]:
    """Return the loaded runs that no release covers, `run_id` among them."""
    return tuple(sorted((loaded_runs(bucket) - released_runs(bucket)) | {run_id}))


def brought(bucket: Bucket, run_id: str) -> Brought:
    """Return what a release after `run_id` would show, beside what readers have."""
    runs = waiting_runs(bucket, run_id)
    table = open_table(bucket, keys.ARTICLES)
    if table is None:
        nothing = pl.DataFrame(schema=_COLUMNS)
        return Brought(runs, nothing, nothing)
    facts = _facts(table)
    waiting = pl.col("run_id").is_in(runs)
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
