"""The queries that the bucket offers, in DuckDB, as they stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import duckdb
import duckdb_ext
import pytest

from storage import keys
from storage.load import load_run
from storage.objects import read
from storage.parts import write_part
from storage.release import publish
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket


DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def duck(bucket: Bucket) -> duckdb.DuckDBPyConnection:
    connection = duckdb_ext.init(duckdb.connect())
    connection.sql("LOAD httpfs")
    connection.sql("LOAD delta")
    endpoint = (bucket.endpoint or "").removeprefix("http://")
    connection.sql(
        f"CREATE SECRET (TYPE s3, KEY_ID '{bucket.access_key}', SECRET '{bucket.secret_key}', "
        f"REGION '{bucket.region}', ENDPOINT '{endpoint}', URL_STYLE 'path', USE_SSL false)"
    )
    made: duckdb.DuckDBPyConnection = connection
    return made


def test_the_buckets_queries_run_in_duckdb(bucket: Bucket, duck: duckdb.DuckDBPyConnection) -> None:
    for number in (1, 2):
        # the second release replaces the first one's file, which stays beside it
        held = record("1", f"第{number}稿。", capture=None, fetched_at=NOON + number * DAY)
        run = site_run(f"r{number}", records=[held], started_at=NOON + number * DAY)
        write_part(bucket, run, records=[held], captures=[])
        load_run(bucket, f"r{number}")
        publish(bucket, f"r{number}", created_at=NOON + number * DAY)
    stored = read(bucket, keys.QUERIES)
    assert stored is not None
    queries = [query for query in stored.body.decode().split(";") if query.strip()]
    relations = [duck.sql(query) for query in queries]
    answers = [relation.fetchall() for relation in relations if relation is not None]
    assert answers[0][0][2] == "第1号提案"
    assert answers[1] == [("clean", "unknown", 1)]
    assert answers[3][0][:2] == ("r2", "qingdao-zx")
    assert answers[-1] == [("revised", "2026-03", held.article_id, 2)]
    released = "SELECT count(*) FROM read_parquet(getvariable('files'))"
    assert duck.sql(released).fetchall() == [(1,)]


def test_a_month_begins_and_ends_at_midnight_in_china(
    bucket: Bucket, duck: duckdb.DuckDBPyConnection
) -> None:
    eve = datetime(2026, 2, 28, 16, tzinfo=UTC)  # 1 March in China
    days = {"1": eve - SECOND, "2": eve, "3": eve + 31 * DAY - SECOND, "4": eve + 31 * DAY}
    held = [
        record(path, region="110000", published=day, capture=None, fetched_at=NOON + 40 * DAY)
        for path, day in days.items()
    ]
    write_part(bucket, site_run("r1", records=held), records=held, captures=[])
    load_run(bucket, "r1")
    publish(bucket, "r1", created_at=NOON + 40 * DAY)
    stored = read(bucket, keys.QUERIES)
    assert stored is not None
    queries = stored.body.decode().split(";")
    duck.sql("SET TimeZone = 'America/New_York'")
    duck.sql(next(query for query in queries if "VARIABLE files" in query))
    found = duck.sql(next(query for query in queries if "region LIKE" in query)).fetchall()
    assert [row[2] for row in found] == ["第2号提案", "第3号提案"]
