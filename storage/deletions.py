"""Articles that their publishers have taken down: they stay, and say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from extract.record import article_id
from storage.article_merge import CURRENT, keep_earlier
from storage.locate import locate
from storage.merge import committed
from storage.rewrite import commit, draft

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket

GONE = ("gone", "soft_404")
"""Outcomes of a capture that say so: HTTP 404 or 410, and a page that only says it was deleted."""
_KNOWN = ("article_id", "fetched_at", "deleted_at")


def mark_deleted(bucket: Bucket, captures: pl.DataFrame, run_id: str) -> None:
    """Mark those articles whose pages a run found gone.

    The row as it was becomes a revision, `deleted_at` is set in the current one, and `last_seen`
    stays. A page that comes back is a revision again. Marking twice changes nothing.
    """
    gone = _gone(captures)
    if gone.is_empty():
        return

    def mark(table: DeltaTable) -> None:
        held = locate(bucket, table, CURRENT, gone, _KNOWN).join(gone, on="article_id")
        marked = held.filter(
            pl.col("deleted_at").is_null() & (pl.col("gone_at") > pl.col("fetched_at"))
        )
        if marked.is_empty():
            return
        drafted = draft(bucket, table, CURRENT, _rows(bucket, table, marked, run_id))
        keep_earlier(bucket, drafted.taken, _superseded(marked, run_id), run_id)
        commit(table, CURRENT, drafted, run_id=run_id)

    committed(bucket, CURRENT, mark)


def _gone(captures: pl.DataFrame) -> pl.DataFrame:
    """Return `article_id` and `gone_at`, the first time that a run found it gone."""
    found = captures.filter(pl.col("outcome").is_in(GONE))
    ids = [article_id(*row) for row in found.select("site_id", "canonical_url").iter_rows()]
    times = found.select(pl.Series("article_id", ids, pl.String), gone_at="fetched_at")
    return times.group_by("article_id").agg(pl.col("gone_at").min())


def _rows(bucket: Bucket, table: DeltaTable, marked: pl.DataFrame, run_id: str) -> pl.DataFrame:
    return (
        locate(bucket, table, CURRENT, marked, CURRENT.schema.names)
        .join(marked.select("article_id", "gone_at"), on="article_id", maintain_order="left")
        .with_columns(deleted_at="gone_at", revision=pl.col("revision") + 1, run_id=pl.lit(run_id))
        .drop("gone_at")
    )


def _superseded(marked: pl.DataFrame, run_id: str) -> pl.DataFrame:
    return marked.select(
        "article_id",
        superseded_at="gone_at",
        superseded_by=pl.lit(run_id),
        changes=pl.concat_list(pl.lit("deleted")),
        summary=pl.lit(None, pl.String),
    )
