"""A table of many articles: what merging into it and reading its release cost."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import duckdb
import duckdb_ext
import polars as pl
from deltalake import write_deltalake

from storage.article_merge import CURRENT, merge_articles
from storage.bucket import Bucket
from storage.manifest import latest_manifest
from storage.release import publish
from storage.tables import ensure_table
from tests.bench.load import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.manifest import Manifest

CHANGED = 10_000
SMALLER = 10
"""How many times fewer rows the table has that growth is measured from."""
TIMES = 3
_CHECKS = ("captures", "lengths", "texts", "sources", "undated", "poison", "volume")
"""What made-up articles needn't pass."""


NEWEST = "SELECT published, title, url FROM articles ORDER BY published DESC LIMIT 100"
REGION = (
    "SELECT published, title, text FROM articles WHERE region = ? AND published BETWEEN ? AND ?"
)
FULL_TEXT = "SELECT count(*) FROM month WHERE contains(text, ?)"


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    asked: float
    unit: str
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.asked if self.at_least else self.value <= self.asked


def build(bucket: Bucket, count: int) -> None:
    """Fill the articles table, a month at a time."""
    pool = rows.sentences()
    share = count // rows.MONTHS
    for number in range(rows.MONTHS):
        month = rows.month_of(number)
        frame = rows.articles(number * share, share, pool, month=month)
        table = ensure_table(bucket, CURRENT.key, CURRENT.schema, partition_by=CURRENT.partition_by)
        write_deltalake(table, frame.to_arrow().cast(CURRENT.schema), mode="append")
        _say(f"{(number + 1) * share:,} of {count:,} articles made")


def merging(large: Bucket, variables: Mapping[str, str], count: int) -> list[Figure]:
    """Merge changed articles from everywhere into the table; new ones into a smaller table, too."""
    small = replace(large, name=f"{large.name}-{SMALLER}th")
    small.create()
    build(small, count // SMALLER)
    new = {
        bucket.name: min(_apart(_merge_new, variables, bucket.name, n)[0] for n in range(TIMES))
        for bucket in (small, large)
    }
    seconds, busy, rss = _apart(_merge_changed, variables, large.name, count)
    return [
        Figure(f"MERGE of {CHANGED:,} changed into {count:,}", seconds, 60, "s"),
        # on a machine that does other things beside, this says more than the clock
        Figure("  processor time, of two cores", busy, 2 * 60, "s"),
        Figure("  memory", rss, 2, "GB"),
        Figure(f"MERGE of {CHANGED:,} new into {count // SMALLER:,}", new[small.name], 60, "s"),
        Figure(f"MERGE of {CHANGED:,} new into {count:,}", new[large.name], 60, "s"),
        Figure("  growth", new[large.name] / new[small.name], 1.5, "x"),
    ]


def querying(bucket: Bucket, variables: Mapping[str, str], count: int) -> list[Figure]:
    """Release the table, then ask what consumers ask."""
    took, _, rss = _apart(_released, variables, bucket.name, count)
    manifest = latest_manifest(bucket)
    if manifest is None:
        raise RuntimeError(f"{bucket.uri('manifests/latest.json')} isn't there after a release")
    _say(f"{manifest.articles:,} articles released in {took:.0f} s")
    con = _connected(bucket)
    month = rows.month_of(rows.MONTHS // 2)
    con.read_parquet(_files(bucket, manifest, None)).create_view("articles")
    con.read_parquet(_files(bucket, manifest, month)).create_view("month")
    begin = datetime.fromisoformat(f"{month}-01T00:00:00+00:00")
    asked: tuple[tuple[str, float, str, list[object]], ...] = (
        ("newest 100", 1.0, NEWEST, []),
        ("a month of one region", 1.0, REGION, ["110000", begin, begin + timedelta(days=28)]),
        ("full-text scan of a month", 3.0, FULL_TEXT, ["一丅"]),
    )
    return [
        Figure("memory of a release", rss, 2, "GB"),
        *(
            Figure(
                f"{name}, of {count:,}",
                min(_timed(con, sql, values) for _ in range(TIMES)),
                limit,
                "s",
            )
            for name, limit, sql, values in asked
        ),
    ]


def _files(bucket: Bucket, manifest: Manifest, month: str | None) -> list[str]:
    return [
        bucket.uri(file.key)
        for file in manifest.files
        if file.format == "parquet" and month in (None, file.month)
    ]


def _connected(bucket: Bucket) -> duckdb.DuckDBPyConnection:
    con: duckdb.DuckDBPyConnection = duckdb_ext.init(duckdb.connect())
    con.sql("LOAD httpfs")
    place = (bucket.endpoint or "").partition("://")[2]
    con.sql(
        f"CREATE SECRET (TYPE s3, KEY_ID '{bucket.access_key}', SECRET '{bucket.secret_key}', "
        f"REGION '{bucket.region}', ENDPOINT '{place}', URL_STYLE 'path', USE_SSL false)"
    )
    return con


def _timed(con: duckdb.DuckDBPyConnection, sql: str, values: list[object]) -> float:
    began = time.monotonic()
    con.execute(sql, values).fetchall()
    return time.monotonic() - began


def _apart(
    task: object, variables: Mapping[str, str], name: str, number: int
) -> tuple[float, float, float]:
    """Run a task in a process of its own; return seconds, processor seconds, and GB at most."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        made = {**variables, "CPPCC_BUCKET": name}
        return pool.submit(task, made, number).result()  # type: ignore[arg-type]  # a function


def _merge_new(variables: Mapping[str, str], number: int) -> tuple[float, float, float]:
    first = (number + 1) * 100_000_000
    month = rows.month_of(rows.MONTHS)
    return _merged(variables, rows.articles(first, CHANGED, rows.sentences(), month=month), number)


def _merge_changed(variables: Mapping[str, str], count: int) -> tuple[float, float, float]:
    pool = rows.sentences()
    share, each = count // rows.MONTHS, CHANGED // rows.MONTHS
    changed = [
        rows.articles(number * share, each, pool, month=rows.month_of(number), version=2)
        for number in range(rows.MONTHS)
    ]
    return _merged(variables, pl.concat(changed), 99)


def _released(variables: Mapping[str, str], _: int) -> tuple[float, float, float]:
    bucket = Bucket.from_environment(variables)
    began, busy = time.monotonic(), time.process_time()
    publish(bucket, "bench", created_at=datetime.now(UTC), accept=_CHECKS)
    return time.monotonic() - began, time.process_time() - busy, _memory_gb()


def _merged(
    variables: Mapping[str, str], articles: pl.DataFrame, number: int
) -> tuple[float, float, float]:
    bucket = Bucket.from_environment(variables)
    staged = rows.as_staged(articles).with_columns(refreshed_at="fetched_at")
    del articles
    began, busy = time.monotonic(), time.process_time()
    merge_articles(bucket, staged, f"bench-{number}-{os.getpid()}")
    took = time.monotonic() - began
    busy = time.process_time() - busy
    return took, busy, _memory_gb()


def _memory_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
