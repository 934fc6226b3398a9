from __future__ import annotations

import gzip
import io
import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from storage import keys, month_files
from storage.listing import list_keys
from storage.load import load_run
from storage.month_files import write_month
from storage.objects import read
from storage.parts import write_part
from storage.tables import open_table
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket
    from storage.manifest import ReleaseFile

PUBLISHED = [NOON - timedelta(days=n * 7 % 11) for n in range(11)]


@pytest.fixture
def month(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> dict[str, ReleaseFile]:
    """Eleven articles and one without a day, loaded by two runs, written four rows at a time."""
    monkeypatch.setattr(month_files, "ROW_GROUP", 4)
    dated = [record(str(n), published=day, capture=None) for n, day in enumerate(PUBLISHED)]
    parts = {"r1": dated[:6], "r2": [*dated[6:], record("undated", published=None, capture=None)]}
    for run, records in parts.items():
        write_part(bucket, site_run(run, records=records), records=records, captures=[])
        load_run(bucket, run)
    table = open_table(bucket, keys.ARTICLES)
    assert table is not None
    return {file.format: file for file in write_month(bucket, table, "2026-03")}


def body(bucket: Bucket, file: ReleaseFile) -> bytes:
    stored = read(bucket, file.key)
    assert stored is not None
    assert len(stored.body) == file.size
    return stored.body


def test_rows_stand_in_order_of_publication_the_undated_last(
    bucket: Bucket, month: dict[str, ReleaseFile]
) -> None:
    rows = pq.read_table(io.BytesIO(body(bucket, month["parquet"]))).to_pylist()
    assert [row["published"] for row in rows] == [*sorted(PUBLISHED), None]
    assert {row["ingest_month"] for row in rows} == {"2026-03"}


def test_no_more_than_a_row_group_is_held_at_a_time(
    bucket: Bucket, month: dict[str, ReleaseFile]
) -> None:
    facts = pq.ParquetFile(io.BytesIO(body(bucket, month["parquet"]))).metadata
    assert [facts.row_group(n).num_rows for n in range(facts.num_row_groups)] == [4, 4, 4]
    assert facts.row_group(0).column(0).statistics.has_min_max


def test_both_formats_hold_the_same_rows_in_the_same_order(
    bucket: Bucket, month: dict[str, ReleaseFile]
) -> None:
    table = pq.read_table(io.BytesIO(body(bucket, month["parquet"])))
    lines = gzip.decompress(body(bucket, month["jsonl.gz"])).splitlines()
    assert [json.loads(line)["article_id"] for line in lines] == table["article_id"].to_pylist()
    assert (month["parquet"].rows, month["jsonl.gz"].rows) == (12, 12)


def test_a_month_written_again_is_the_same_bytes(
    bucket: Bucket, month: dict[str, ReleaseFile]
) -> None:
    table = open_table(bucket, keys.ARTICLES)
    assert table is not None
    assert write_month(bucket, table, "2026-03") == list(month.values())
    assert len(list(list_keys(bucket, keys.RELEASES))) == 2


def test_a_month_without_articles_has_no_files(
    bucket: Bucket, month: dict[str, ReleaseFile]
) -> None:
    assert month
    table = open_table(bucket, keys.ARTICLES)
    assert table is not None
    assert write_month(bucket, table, "1999-01") == []
