"""Merging a run's articles: one commit to the articles, the rows it ends kept as revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import keys
from storage.lineage import ARTICLE_REVISIONS, ARTICLES
from storage.merge import TableSpec, committed, upsert
from storage.revisions import HELD, Plan, plan
from storage.rewrite import PATH, commit, draft, locate

if TYPE_CHECKING:
    import polars as pl
    from deltalake import DeltaTable

    from storage.bucket import Bucket

CURRENT = TableSpec(keys.ARTICLES, ARTICLES, ("article_id",), partition_by=("ingest_month",))
EARLIER = TableSpec(keys.ARTICLE_REVISIONS, ARTICLE_REVISIONS, ("article_id", "revision"))


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
        _keep_earlier(bucket, drafted.taken, planned, run_id)
        commit(table, CURRENT, drafted, run_id=run_id)

    committed(bucket, CURRENT, merge)


def _keep_earlier(bucket: Bucket, taken: pl.DataFrame, planned: Plan, run_id: str) -> None:
    rows = taken.join(planned.superseded, on="article_id", maintain_order="left")
    if rows.is_empty():
        return
    committed(bucket, EARLIER, lambda table: upsert(bucket, table, EARLIER, rows, run_id))
