"""Finding one record by its article's id, without reading a table through."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

from extract.record import Record
from storage import keys
from storage.article_merge import CURRENT
from storage.locate import locate
from storage.rows import from_row
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket


def find_record(bucket: Bucket, article_id: str) -> Record | None:
    """Return the article's current record, or else the latest that was set aside under its id.

    Of the articles, the file is read that the index names. What was set aside is small and is
    looked through. Raises `StorageError` where a table can't be read.
    """
    bucket.check()
    rows = _article(bucket, article_id) or _set_aside(bucket, article_id)
    return from_row(Record, rows[-1]) if rows else None


def _article(bucket: Bucket, article_id: str) -> list[dict[str, Any]]:
    wanted = pl.DataFrame({"article_id": [article_id]})
    with named_table_errors(bucket, keys.ARTICLES):
        table = open_table(bucket, keys.ARTICLES)
        if table is None:
            return []
        return locate(bucket, table, CURRENT, wanted, CURRENT.schema.names).to_dicts()


def _set_aside(bucket: Bucket, article_id: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for key in (keys.QUARANTINE, keys.REJECTIONS):
        with named_table_errors(bucket, key):
            if (table := open_table(bucket, key)) is not None:
                mine = pl.scan_delta(table).filter(pl.col("article_id") == article_id)
                rows += mine.collect().to_dicts()
    return sorted(rows, key=itemgetter("fetched_at"))
