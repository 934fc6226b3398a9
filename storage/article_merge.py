"""Merging a run's articles: one commit to the articles, the rows it ends kept as revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.lineage import ARTICLE_REVISIONS, ARTICLES
from storage.merge import TableSpec, committed, upsert
from storage.revisions import HELD, Plan, plan

if TYPE_CHECKING:
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

    def commit(table: DeltaTable) -> None:
        ids = staged["article_id"].unique().implode()
        held = pl.scan_delta(table).filter(pl.col("article_id").is_in(ids)).select(HELD).collect()
        planned = plan(staged, held, run_id)
        if planned.rows.is_empty():
            return
        _keep_earlier(bucket, table, planned)
        upsert(table, CURRENT, planned.rows)

    committed(bucket, CURRENT, commit)


def _keep_earlier(bucket: Bucket, table: DeltaTable, planned: Plan) -> None:
    if planned.superseded.is_empty():
        return
    ids = planned.superseded["article_id"].implode()
    ended = pl.scan_delta(table).filter(pl.col("article_id").is_in(ids)).collect()
    rows = ended.join(planned.superseded, on="article_id")
    committed(bucket, EARLIER, lambda revisions: upsert(revisions, EARLIER, rows))
