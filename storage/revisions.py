"""Deciding what a run's articles mean for those the table holds. Pure: frames in, frames out."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

HELD = (
    "article_id",
    "title",
    "text_digest",
    "fetched_at",
    "refreshed_at",
    "first_seen",
    "last_seen",
    "revision",
    "deleted_at",
    "ingest_month",
    "first_run_id",
    "run_id",
)
"""The columns of the table that the decision needs."""

_WAS = "_was"


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows for `tables/articles`, and which earlier rows they end."""

    rows: pl.DataFrame
    superseded: pl.DataFrame
    """`article_id`, `superseded_at`, `superseded_by`, `changes`, `summary`."""


def plan(staged: pl.DataFrame, held: pl.DataFrame, run_id: str) -> Plan:
    """Compare staged articles (with `refreshed_at`, the start of their run) with `HELD` columns.

    An article is newer than the one held when it was fetched later, or is the same capture read
    again by a later run (re-extraction); what isn't newer leaves no trace, so a run can be loaded
    again at any time. A newer one is a revision when title or text differ, or when its page had
    been gone or set aside (`deleted_at` is the time of the capture itself).
    """
    staged = staged.sort("fetched_at").unique("article_id", keep="last", maintain_order=True)
    both = staged.join(held, on="article_id", how="left", suffix=_WAS)
    was = pl.col(f"revision{_WAS}")
    newer = (pl.col("fetched_at") > pl.col(f"fetched_at{_WAS}")) | (
        (pl.col("fetched_at") == pl.col(f"fetched_at{_WAS}"))
        & (pl.col("refreshed_at") > pl.col(f"refreshed_at{_WAS}"))
    )
    marked = both.filter(was.is_null() | newer).with_columns(
        _differs("title").alias("new_title"),
        _differs("text_digest").alias("new_text"),
        restored=(pl.col("fetched_at") >= pl.col(f"deleted_at{_WAS}")).fill_null(value=False),
    )
    changed = was.is_not_null() & pl.any_horizontal("new_title", "new_text", "restored")
    return Plan(
        rows=_rows(marked, changed, run_id).select(*staged.columns, *_LINEAGE),
        superseded=_superseded(marked.filter(changed), run_id),
    )


_LINEAGE = ("ingest_month", "first_run_id", "run_id")


def _differs(name: str) -> pl.Expr:
    return pl.col(name).ne_missing(pl.col(f"{name}{_WAS}"))


def _rows(marked: pl.DataFrame, changed: pl.Expr, run_id: str) -> pl.DataFrame:
    was = pl.col(f"revision{_WAS}")
    first_seen = pl.coalesce(f"first_seen{_WAS}", "fetched_at")
    return marked.with_columns(
        revision=pl.when(was.is_null()).then(1).otherwise(was + changed.cast(pl.Int64)),
        first_seen=first_seen,
        last_seen=pl.col("fetched_at"),
        deleted_at=pl.when(~pl.col("restored")).then(pl.col(f"deleted_at{_WAS}")),
        ingest_month=pl.coalesce("ingest_month", first_seen.dt.strftime("%Y-%m")),
        first_run_id=pl.coalesce("first_run_id", pl.lit(run_id)),
        run_id=pl.when(was.is_null() | changed).then(pl.lit(run_id)).otherwise(pl.col("run_id")),
    )


def _superseded(changed: pl.DataFrame, run_id: str) -> pl.DataFrame:
    title = pl.when("new_title").then(pl.lit("title"))
    text = pl.when("new_text").then(pl.lit("text"))
    restored = pl.when("restored").then(pl.lit("restored"))
    return changed.select(
        "article_id",
        superseded_at=pl.col("fetched_at"),
        superseded_by=pl.lit(run_id),
        changes=pl.concat_list(title, text, restored).list.drop_nulls(),
    )
