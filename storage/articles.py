"""Reading articles back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.lineage import ARTICLES
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket

CHINA = timezone(timedelta(hours=8))


def current_articles(bucket: Bucket) -> pl.DataFrame:
    """Return the current revision of every article; empty, with all columns, before any load."""
    return _scan(bucket).collect()


def find_articles(
    bucket: Bucket,
    *,
    since: date | None = None,
    until: date | None = None,
    site: str | None = None,
    q: str | None = None,
) -> pl.DataFrame:
    """Return articles, newest first.

    `since` and `until` are compared with the day of publication in China, or of first sight where
    there is none, both included; `site` is a site's id; `q` is looked for as it stands in title and
    text.
    """
    found = _scan(bucket)
    dated = pl.coalesce("published", "first_seen")
    if since is not None:
        found = found.filter(dated >= _moment(since))
    if until is not None:
        found = found.filter(dated < _moment(until + timedelta(days=1)))
    if site is not None:
        found = found.filter(pl.col("site_id") == site)
    if q:
        found = found.filter(
            pl.any_horizontal(pl.col("title", "text").str.contains(q, literal=True))
        )
    with named_table_errors(bucket, keys.ARTICLES):
        return found.sort(dated, "article_id", descending=[True, False]).collect()


def _scan(bucket: Bucket) -> pl.LazyFrame:
    bucket.check()
    with named_table_errors(bucket, keys.ARTICLES):
        table = open_table(bucket, keys.ARTICLES)
    if table is not None:
        return pl.scan_delta(table)
    empty = pl.from_arrow(ARTICLES.empty_table())
    return empty.lazy() if isinstance(empty, pl.DataFrame) else empty.to_frame().lazy()


def _moment(since: date) -> datetime:
    if isinstance(since, datetime):
        return since if since.tzinfo else since.replace(tzinfo=CHINA)
    return datetime.combine(since, time.min, CHINA)
