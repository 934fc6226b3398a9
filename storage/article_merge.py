"""Merging a run's articles: one commit to the articles, the rows it ends kept as revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.changes import edit_summary
from storage.lineage import ARTICLE_REVISIONS, ARTICLES
from storage.locate import PATH, locate
from storage.merge import committed, upsert
from storage.revisions import HELD, plan
from storage.rewrite import commit, draft
from storage.table_spec import TableSpec

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket

CURRENT = TableSpec(
    keys.ARTICLES, ARTICLES, ("article_id",), partition_by=("ingest_month",), indexed=True
)
EARLIER = TableSpec(
    keys.ARTICLE_REVISIONS, ARTICLE_REVISIONS, ("article_id", "revision"), indexed=True
)


def merge_articles(bucket: Bucket, staged: pl.DataFrame, run_id: str) -> None:
    """Make the articles table current with a run.

    Earlier rows are kept before they are replaced: whatever interrupts, no revision is lost. A
    writer that gets in between makes us read the table again and decide anew.
    """
    if staged.is_empty():
        return

    def merge(table: DeltaTable) -> None:
        held = locate(bucket, table, CURRENT, staged, HELD)
        planned = plan(staged, held.drop(PATH), run_id)
        if planned.rows.is_empty():
            return
        places = held.select("article_id", PATH)
        rows = planned.rows.join(places, on="article_id", how="left", maintain_order="left")
        drafted = draft(bucket, table, CURRENT, rows)
        summaries = _summaries(drafted.taken, planned.rows)
        superseded = planned.superseded.join(summaries, on="article_id", how="left")
        keep_earlier(bucket, drafted.taken, superseded, run_id)
        commit(table, CURRENT, drafted, run_id=run_id)

    committed(bucket, CURRENT, merge)


def keep_earlier(
    bucket: Bucket, taken: pl.DataFrame, superseded: pl.DataFrame, run_id: str
) -> None:
    """Keep rows that are about to be replaced, with why and by what."""
    rows = taken.join(superseded, on="article_id", maintain_order="left")
    if rows.is_empty():
        return
    committed(bucket, EARLIER, lambda table: upsert(bucket, table, EARLIER, rows, run_id))


def _summaries(taken: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return `article_id` and `summary` of each row that another takes the place of."""
    shown = ("article_id", "title", "text")
    both = taken.select(shown).join(rows.select(shown), on="article_id", suffix="_new")
    said = [
        (key, edit_summary((title, new_title), (text, new_text)) or None)
        for key, title, text, new_title, new_text in both.iter_rows()
    ]
    return pl.DataFrame(said, {"article_id": pl.String, "summary": pl.String}, orient="row")
