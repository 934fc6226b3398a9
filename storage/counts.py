"""What a run brought, counted in the tables, so that counting again gives the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import polars as pl

from extract.record import Outcome
from storage import keys
from storage.tables import open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket

COUNTS = ("new", "changed", "unchanged", "quarantined", "rejected")


@dataclass(frozen=True, slots=True)
class RunCounts:
    """Columns that `tables/site_runs` has after those of the crawl."""

    new: Annotated[int, "articles never seen before"]
    changed: Annotated[int, "articles whose title or text is a new revision"]
    unchanged: Annotated[int, "articles seen again as they were"]


def count_run(bucket: Bucket, run_id: str, records: pl.DataFrame) -> pl.DataFrame:
    """Return `site_id` and the five `COUNTS` of a loaded run; `records` is what it staged."""
    staged = records.lazy().unique(["site_id", "article_id", "outcome"])
    brought = _brought(bucket, run_id)
    counted = (
        staged.join(brought, on="article_id", how="left")
        .group_by("site_id")
        .agg(
            new=_count(Outcome.ARTICLE, pl.col("kind") == "new"),
            changed=_count(Outcome.ARTICLE, pl.col("kind") == "changed"),
            unchanged=_count(Outcome.ARTICLE, pl.col("kind").is_null()),
            quarantined=_count(Outcome.QUARANTINED, pl.lit(value=True)),
            rejected=_count(Outcome.REJECTED, pl.lit(value=True)),
        )
    )
    return counted.with_columns(pl.col(COUNTS).cast(pl.Int64)).collect()


def _brought(bucket: Bucket, run_id: str) -> pl.LazyFrame:
    """Return `article_id` and `kind`, new or changed, of what a run changed in the tables.

    A load makes all of them first.
    """
    found = [
        pl.scan_delta(table).select("article_id", "first_run_id", "run_id", "revision")
        for key in (keys.ARTICLES, keys.ARTICLE_REVISIONS)
        if (table := open_table(bucket, key)) is not None
    ]
    mine = pl.col("run_id") == run_id
    return (
        pl.concat(found)
        .filter(mine)
        .select(
            "article_id",
            kind=pl.when(pl.col("revision") == 1).then(pl.lit("new")).otherwise(pl.lit("changed")),
        )
        .unique("article_id")
    )


def _count(outcome: Outcome, which: pl.Expr) -> pl.Expr:
    return ((pl.col("outcome") == outcome.value) & which).sum()
