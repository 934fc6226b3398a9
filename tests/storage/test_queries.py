"""The queries that the bucket offers, in DuckDB, as they stand."""

from __future__ import annotations

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
    held = record("1", capture=None)
    write_part(bucket, site_run("r1", records=[held]), records=[held], captures=[])
    load_run(bucket, "r1")
    publish(bucket, "r1", created_at=NOON)
    stored = read(bucket, keys.QUERIES)
    assert stored is not None
    queries = [query for query in stored.body.decode().split(";") if query.strip()]
    answers = [duck.sql(query).fetchall() for query in queries]
    assert answers[0][0][2] == "第1号提案"
    assert answers[1] == [("clean", "unknown", 1)]
    assert answers[3][0][:2] == ("r1", "qingdao-zx")
    released = f"s3://{bucket.name}/releases/articles/*/*.parquet"
    assert duck.sql(f"SELECT count(*) FROM read_parquet('{released}')").fetchall() == [(1,)]  # noqa: S608
