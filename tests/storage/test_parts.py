from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.record import Record
from storage import keys
from storage.articles import current_articles
from storage.captures import CaptureRow
from storage.errors import ObjectMissing, PartDamaged, StorageError
from storage.listing import list_keys
from storage.load import load_run
from storage.objects import put, read
from storage.parts import read_part, staged_sites, write_part
from storage.rows import from_row
from storage.site_runs import SiteRun
from tests.storage.samples import SITE, capture_row, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket


def test_what_is_staged_comes_back(bucket: Bucket) -> None:
    run, records, captures = site_run(), [record("1"), record("2")], [capture_row("1")]
    key = write_part(bucket, run, records=records, captures=captures)
    part = read_part(bucket, "r1", SITE)
    assert key == f"staging/run=r1/site={SITE}/part.parquet"
    assert [from_row(Record, row) for row in part.records.to_pylist()] == records
    assert [from_row(CaptureRow, row) for row in part.captures.to_pylist()] == captures
    assert [from_row(SiteRun, row) for row in part.site_run.to_pylist()] == [run]


def test_a_site_without_its_last_file_is_not_staged(bucket: Bucket) -> None:
    key = write_part(bucket, site_run(), records=[], captures=[])
    assert staged_sites(bucket, "r1") == [SITE]
    bucket.client().delete_object(Bucket=bucket.name, Key=key)
    assert staged_sites(bucket, "r1") == []
    with pytest.raises(ObjectMissing, match=r"part\.parquet"):
        read_part(bucket, "r1", SITE)


def test_a_retry_replaces_its_own_part(bucket: Bucket) -> None:
    write_part(bucket, site_run(), records=[record("1")], captures=[])
    write_part(bucket, site_run(), records=[record("2"), record("3")], captures=[])
    assert read_part(bucket, "r1", SITE).records.num_rows == 2
    assert len(list(list_keys(bucket, keys.staged_run("r1")))) == 3


def test_runs_are_told_apart_when_one_name_starts_the_other(bucket: Bucket) -> None:
    write_part(bucket, site_run("r1"), records=[], captures=[])
    write_part(bucket, site_run("r10"), records=[], captures=[])
    assert staged_sites(bucket, "r1") == [SITE]


@pytest.mark.parametrize("name", ["", "a/b", "scheduled__2026-01-01T00:00:00+00:00", "../x"])
def test_names_that_readers_decode_differently_stay_out_of_keys(name: str) -> None:
    with pytest.raises(StorageError, match="can't stand in a key"):
        keys.staged_run(name)


def test_a_schedulers_name_of_a_run_can_be_made_fit() -> None:
    made = keys.run_id("scheduled__2026-01-01T00:00:00+00:00")
    assert made == "scheduled__2026-01-01T00-00-00-00-00"
    assert keys.staged_run(made) == f"staging/run={made}/"


def staged_as(bucket: Bucket, key: str, body: bytes) -> None:
    put(bucket, key, body, content_type="application/vnd.apache.parquet")


def as_parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def test_a_part_that_is_cut_short_is_named_and_the_next_try_repairs_it(bucket: Bucket) -> None:
    held = record("1", capture=None)
    key = write_part(bucket, site_run(), records=[held], captures=[capture_row("1")])
    stored = read(bucket, key)
    assert stored is not None
    staged_as(bucket, key, stored.body[:-20])
    with pytest.raises(PartDamaged, match=r"part\.parquet can't be read .* crawl the site again"):
        load_run(bucket, "r1")
    assert current_articles(bucket).is_empty()
    write_part(bucket, site_run(), records=[held], captures=[capture_row("1")])
    assert load_run(bucket, "r1").new == 1


def test_a_damaged_part_keeps_no_other_run_from_being_loaded(bucket: Bucket) -> None:
    staged_as(bucket, write_part(bucket, site_run("r1"), records=[], captures=[]), b"PAR1 cut")
    held = record("1", capture=None)
    write_part(bucket, site_run("r2", records=[held]), records=[held], captures=[])
    assert load_run(bucket, "r2").new == 1


def test_a_part_of_an_older_schema_is_loaded_with_what_it_has(bucket: Bucket) -> None:
    held = record("1", capture=None)
    key = write_part(bucket, site_run(records=[held]), records=[held], captures=[])
    older = read_part(bucket, "r1", SITE).records.drop_columns(["deleted_at", "region"])
    staged_as(bucket, key, as_parquet(older))
    assert load_run(bucket, "r1").new == 1
    (row,) = current_articles(bucket).iter_rows(named=True)
    assert (row["title"], row["region"], row["deleted_at"]) == (held.title, None, None)


def test_a_part_with_another_type_of_column_is_named(bucket: Bucket) -> None:
    key = write_part(bucket, site_run(), records=[record("1")], captures=[])
    part = read_part(bucket, "r1", SITE).records
    position = part.column_names.index("revision")
    other = part.set_column(position, "revision", pa.array([["1"]]))
    staged_as(bucket, key, as_parquet(other))
    with pytest.raises(PartDamaged, match="of another major version"):
        load_run(bucket, "r1")
    assert current_articles(bucket).is_empty()
