"""Checking what a release would show, before any reader sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.brought import brought
from storage.check import Check, first_urls, passed_if
from storage.errors import ValidationFailed
from storage.lineage import ARTICLES
from storage.listing import list_sizes
from storage.manifest import latest_manifest
from storage.tables import open_table
from storage.trends import trends

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from storage.brought import Brought
    from storage.bucket import Bucket

FIRST_DAY = datetime(1949, 9, 21, tzinfo=UTC)
"""The first session of the CPPCC; nothing on these sites is older."""
AHEAD = timedelta(days=2)
MAX_MISDATED = 0.01
MAX_UNTITLED = 0.05
MAX_UNDATED = 0.5
FEW = 20
"""Articles below which a share says nothing."""


def validate_run(bucket: Bucket, run_id: str) -> list[Check]:
    """Return every check of the tables as they stand after a run's load.

    All that isn't released yet is checked, not this run alone: what an earlier run's failed check
    held back must not come out with the next run.
    """
    seen = brought(bucket, run_id)
    return [
        _schema(bucket),
        _unique(seen),
        _dates(seen.rows),
        _share("titles", seen.rows, pl.col("untitled"), MAX_UNTITLED),
        _share("days", seen.rows, pl.col("published").is_null(), MAX_UNDATED),
        _texts(bucket, seen),
        _captures(bucket, seen.rows),
        *trends(seen, latest_manifest(bucket)),
    ]


def require_valid(checks: Sequence[Check], accept: Collection[str] = ()) -> None:
    """Raise `ValidationFailed`, naming each failed check that an operator hasn't accepted."""
    failed = [check for check in checks if not check.ok and check.name not in accept]
    if failed:
        said = "; ".join(f"{check.name}: {check.detail}" for check in failed)
        options = " ".join(f"--accept {check.name}" for check in failed)
        raise ValidationFailed(
            f"{said}. Readers keep the last release; mend it and load again, or, where it is as it "
            f"should be, `cppcc publish RUN {options}`"
        )


def _schema(bucket: Bucket) -> Check:
    table = open_table(bucket, keys.ARTICLES)
    held = {field.name for field in table.schema().fields} if table else set(ARTICLES.names)
    missing = sorted(set(ARTICLES.names) - held)
    return passed_if(not missing, "schema", f"columns missing: {missing}" if missing else "")


def _unique(seen: Brought) -> Check:
    ids = pl.concat([seen.rows, seen.earlier]).select("article_id", "url")
    return _none("unique", ids.filter(pl.col("article_id").is_duplicated()))


def _dates(rows: pl.DataFrame) -> Check:
    latest = pl.col("fetched_at") + AHEAD
    wrong = (pl.col("published") < FIRST_DAY) | (pl.col("published") > latest)
    return _share("dates", rows, wrong, MAX_MISDATED, "are out of range")


def _texts(bucket: Bucket, seen: Brought) -> Check:
    """Look for articles without text, whatever their numbers say."""
    table = open_table(bucket, keys.ARTICLES)
    if table is None or seen.rows.is_empty():
        return _none("texts", seen.rows)
    empty = pl.col("run_id").is_in(seen.runs) & (pl.col("text").str.len_bytes() == 0)
    found = pl.scan_delta(table).filter(empty).select("article_id", "url").collect()
    return _none("texts", found.join(seen.rows, on="article_id", how="semi"))


def _captures(bucket: Bucket, rows: pl.DataFrame) -> Check:
    """Each article's raw bytes must be in the archive: in a shard that reaches as far."""
    named = rows.filter(pl.col("shard").is_not_null())
    folders = {key.rpartition("/")[0] for key in named["shard"].unique().to_list()}
    sizes = [each for prefix in folders for each in list_sizes(bucket, f"{prefix}/")]
    there = pl.DataFrame(sizes, {"shard": pl.String, "size": pl.Int64}, orient="row")
    held = named.join(there, on="shard", how="left", maintain_order="left")
    return _none("captures", held.filter(pl.col("ends").gt(pl.col("size")).fill_null(value=True)))


def _share(
    name: str, rows: pl.DataFrame, fails: pl.Expr, most: float, how: str = "lack it"
) -> Check:
    failing = rows.filter(fails)
    holds = rows.height < FEW or failing.height <= most * rows.height
    return passed_if(holds, name, f"{failing.height} of {rows.height} {how}{first_urls(failing)}")


def _none(name: str, wrong: pl.DataFrame) -> Check:
    return passed_if(wrong.is_empty(), name, f"{wrong.height} rows{first_urls(wrong)}")
