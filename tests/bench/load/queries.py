"""A release of many articles: what it takes to make, and how fast its readers have answers."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import duckdb
import duckdb_ext

from storage.bucket import Bucket
from storage.load import load_run
from storage.manifest import latest_manifest
from storage.parts import write_part
from storage.release import publish
from tests.bench.load import rows
from tests.bench.load.measured import Figure, apart, memory_gb, say
from tests.storage.samples import site_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.manifest import Manifest

TIMES = 3
_CHECKS = ("captures", "lengths", "texts", "sources", "undated", "poison", "volume")
"""What made-up articles needn't pass."""
NEWEST = "SELECT published, title, url FROM articles ORDER BY published DESC LIMIT 100"
REGION = (
    "SELECT published, title, text FROM articles WHERE region = ? AND published BETWEEN ? AND ?"
)
FULL_TEXT = "SELECT count(*) FROM month WHERE contains(text, ?)"


def querying(bucket: Bucket, variables: Mapping[str, str], count: int) -> list[Figure]:
    """Release the table, then ask what consumers ask."""
    took, _, rss = apart(_released, variables, bucket.name, count)
    manifest = latest_manifest(bucket)
    if manifest is None:
        raise RuntimeError(f"{bucket.uri('manifests/latest.json')} isn't there after a release")
    say(f"{manifest.articles:,} articles released in {took:.0f} s")
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


def _released(variables: Mapping[str, str], _: int) -> tuple[float, float, float]:
    bucket = Bucket.from_environment(variables)
    _load_nothing(bucket)
    began, busy = time.monotonic(), time.process_time()
    publish(bucket, "bench", created_at=datetime.now(UTC), accept=_CHECKS)
    return time.monotonic() - began, time.process_time() - busy, memory_gb()


def _load_nothing(bucket: Bucket) -> None:
    """Load a run that brings nothing: only a loaded run can be released."""
    write_part(bucket, site_run("bench"), records=[], captures=[])
    load_run(bucket, "bench")
