"""Articles that are none any more, taken down or read again as none: they stay, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from extract.record import Outcome, article_id
from storage.article_merge import CURRENT, keep_earlier
from storage.captures import GONE
from storage.locate import locate
from storage.merge import committed
from storage.rewrite import commit, draft

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket

STANDS = pl.col("deleted_at").is_null() | (pl.col("deleted_at") > pl.col("fetched_at"))
"""Holds for the articles that no later reading of their own capture has set aside."""
_KNOWN = ("article_id", "fetched_at", "refreshed_at", "deleted_at")


def mark_deleted(bucket: Bucket, captures: pl.DataFrame, run_id: str) -> None:
    """Mark those articles whose pages a run found gone.

    The row as it was becomes a revision, `deleted_at` is set in the current one, and `last_seen`
    stays. A page that comes back is a revision again. Marking twice changes nothing.
    """
    later = pl.col("ended_at") > pl.col("fetched_at")
    _mark(bucket, _gone(captures), later, "deleted", run_id)


def mark_set_aside(bucket: Bucket, records: pl.DataFrame, run_id: str) -> None:
    """Mark those articles whose own capture a run read again, and quarantined or rejected.

    As in `mark_deleted`, with the capture's time as `deleted_at`, which no deletion has. A later
    page of the same address that is set aside leaves the article as it was.
    """
    aside = (
        records.filter(pl.col("outcome") != Outcome.ARTICLE.value)
        .select("article_id", ended_at="fetched_at", read_at="refreshed_at")
        .sort("ended_at", "read_at")
        .unique("article_id", keep="last")
    )
    same = (pl.col("ended_at") == pl.col("fetched_at")) & (
        pl.col("read_at") > pl.col("refreshed_at")
    )
    _mark(bucket, aside, same, "set_aside", run_id)


def _mark(bucket: Bucket, ended: pl.DataFrame, where: pl.Expr, change: str, run_id: str) -> None:
    """Mark the articles of `ended` (`article_id`, `ended_at`, `read_at`) that `where` holds for."""
    if ended.is_empty():
        return

    def mark(table: DeltaTable) -> None:
        held = locate(bucket, table, CURRENT, ended, _KNOWN).join(ended, on="article_id")
        marked = held.filter(pl.col("deleted_at").is_null() & where)
        if marked.is_empty():
            return
        drafted = draft(bucket, table, CURRENT, _rows(bucket, table, marked, run_id))
        keep_earlier(bucket, drafted.taken, _superseded(marked, change, run_id), run_id)
        commit(table, CURRENT, drafted, run_id=run_id)

    committed(bucket, CURRENT, mark)


def _gone(captures: pl.DataFrame) -> pl.DataFrame:
    """Return `article_id` and `ended_at`, the first time that a run found it gone."""
    found = captures.filter(pl.col("outcome").is_in(GONE))
    ids = [article_id(*row) for row in found.select("site_id", "canonical_url").iter_rows()]
    times = found.select(
        pl.Series("article_id", ids, pl.String),
        ended_at="fetched_at",
        read_at=pl.lit(None, found["fetched_at"].dtype),
    )
    return times.group_by("article_id").agg(pl.col("ended_at", "read_at").min())


def _rows(bucket: Bucket, table: DeltaTable, marked: pl.DataFrame, run_id: str) -> pl.DataFrame:
    ends = marked.select("article_id", "ended_at", "read_at")
    return (
        locate(bucket, table, CURRENT, marked, CURRENT.schema.names)
        .join(ends, on="article_id", maintain_order="left")
        .with_columns(
            deleted_at="ended_at",
            refreshed_at=pl.coalesce("read_at", "refreshed_at"),
            revision=pl.col("revision") + 1,
            run_id=pl.lit(run_id),
        )
        .drop("ended_at", "read_at")
    )


def _superseded(marked: pl.DataFrame, change: str, run_id: str) -> pl.DataFrame:
    return marked.select(
        "article_id",
        superseded_at="ended_at",
        superseded_by=pl.lit(run_id),
        changes=pl.concat_list(pl.lit(change)),
        summary=pl.lit(None, pl.String),
    )
