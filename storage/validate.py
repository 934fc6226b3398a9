"""Checking a loaded run before any reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.articles import current_articles
from storage.errors import ValidationFailed
from storage.lineage import ARTICLES
from storage.objects import list_keys
from storage.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.bucket import Bucket

FIRST_DAY = datetime(1949, 9, 21, tzinfo=UTC)
"""The first session of the CPPCC; nothing on these sites is older."""
AHEAD = timedelta(days=2)
MAX_MISDATED = 0.01
MAX_UNTITLED = 0.05
MAX_UNDATED = 0.5
FEW = 20
"""Articles of a run below which a share says nothing."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    detail: str
    """What was seen, and the first rows that failed."""


def validate_run(bucket: Bucket, run_id: str) -> list[Check]:
    """Return every check of the tables as they stand after a run's load."""
    articles = current_articles(bucket)
    brought = articles.filter(pl.col("run_id") == run_id)
    return [
        _schema(bucket),
        _unique(articles),
        _dates(brought),
        _share("titles", brought, pl.col("title").is_null(), MAX_UNTITLED),
        _share("days", brought, pl.col("published").is_null(), MAX_UNDATED),
        _texts(brought),
        _captures(bucket, brought),
    ]


def require_valid(checks: Sequence[Check]) -> None:
    """Raise `ValidationFailed`, naming each check that failed."""
    if failed := [f"{check.name}: {check.detail}" for check in checks if not check.ok]:
        raise ValidationFailed(
            f"{'; '.join(failed)}. Readers keep the last release; mend it and load again"
        )


def _schema(bucket: Bucket) -> Check:
    table = open_table(bucket, keys.ARTICLES)
    if table is None:
        return Check("schema", ok=True, detail="no articles were ever loaded")
    held = {field.name for field in table.schema().fields}
    missing = sorted(set(ARTICLES.names) - held)
    return Check("schema", ok=not missing, detail=f"columns missing: {missing}" if missing else "")


def _unique(articles: pl.DataFrame) -> Check:
    return _none("unique", articles.filter(pl.col("article_id").is_duplicated()))


def _dates(brought: pl.DataFrame) -> Check:
    latest = pl.col("fetched_at") + AHEAD
    wrong = (pl.col("published") < FIRST_DAY) | (pl.col("published") > latest)
    return _share("dates", brought, wrong, MAX_MISDATED, "are out of range")


def _texts(brought: pl.DataFrame) -> Check:
    return _none("texts", brought.filter(pl.col("text").str.len_chars() == 0))


def _captures(bucket: Bucket, brought: pl.DataFrame) -> Check:
    """Each article's raw bytes must be in the archive."""
    shard = pl.col("capture").struct.field("key")
    named = brought.filter(pl.col("capture").is_not_null() & shard.is_not_null())
    there = {
        key
        for prefix in {key.rpartition("/")[0] for key in named.select(shard).to_series()}
        for key in list_keys(bucket, f"{prefix}/")
    }
    return _none("captures", named.filter(~shard.is_in(sorted(there))))


def _share(
    name: str, brought: pl.DataFrame, fails: pl.Expr, most: float, how: str = "lack it"
) -> Check:
    failing = brought.filter(fails)
    few = brought.height < FEW
    ok = few or failing.height <= most * brought.height
    return Check(name, ok=ok, detail=f"{failing.height} of {brought.height} {how}{_rows(failing)}")


def _none(name: str, wrong: pl.DataFrame) -> Check:
    return Check(name, ok=wrong.is_empty(), detail=f"{wrong.height} rows{_rows(wrong)}")


def _rows(frame: pl.DataFrame) -> str:
    urls = frame["url"].head(SHOWN).to_list()
    return f", first {' '.join(urls)}" if urls else ""
