"""Housekeeping: what interrupted runs leave is found, and nothing that anybody needs goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from storage import keys
from storage.archive.raw import read_raw
from storage.archive.shards import read_shard
from storage.archive.warc import WarcArchive
from storage.errors import DigestMismatch
from storage.listing import list_keys
from storage.load import load_run
from storage.maintain import MaintainReport, maintain
from storage.objects import put, put_new, read
from storage.orphans import INTERRUPTED
from storage.parts import write_part
from storage.release import publish
from storage.tables import open_table
from tests.storage.samples import NOON, SITE, capture_row, page, record, site_run

if TYPE_CHECKING:
    from pathlib import Path

    from extract.record import Capture
    from storage.bucket import Bucket

NONE = timedelta(0)


def kept(bucket: Bucket) -> MaintainReport:
    """Maintain a bucket as if everything in it had been there for long."""
    later = datetime.now(UTC) + timedelta(hours=1)
    return maintain(bucket, now=later, retention=NONE, grace=NONE)


def archived(bucket: Bucket, spool: Path, *paths: str) -> list[Capture]:
    with WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=NOON.date(), spool=spool
    ) as archive:
        return [archive.write(page(path, path.encode() * 400)) for path in paths]


def staged(bucket: Bucket, run_id: str, *paths: str) -> None:
    records = [replace(record(path), capture=None) for path in paths]
    run = site_run(run_id, records=records)
    write_part(bucket, run, records=records, captures=[capture_row(p, run_id) for p in paths])


def test_a_shard_that_no_capture_leads_to_is_adopted(bucket: Bucket, tmp_path: Path) -> None:
    first, second = archived(bucket, tmp_path, "1", "2")
    assert kept(bucket).adopted == {first.key: 2}
    table = open_table(bucket, keys.CAPTURES)
    assert table is not None
    rows = pl.scan_delta(table).sort("url").collect().to_dicts()
    assert [(row["run_id"], row["site_id"], row["outcome"]) for row in rows] == [
        ("r1", SITE, INTERRUPTED)
    ] * 2
    assert rows[1]["warc"]["offset"] == second.offset
    assert read_raw(bucket, second) == b"2" * 400
    assert kept(bucket).adopted == {}


def test_a_body_that_is_archived_once_is_read_for_each_of_its_pages(
    bucket: Bucket, tmp_path: Path
) -> None:
    with WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=NOON.date(), spool=tmp_path
    ) as archive:
        for path in ("1", "2"):
            archive.write(page(path, b"<p>same</p>" * 40))
    (shard,) = list_keys(bucket, keys.WARC)
    read_back = list(read_shard(bucket, shard))
    assert [each.page.url for each in read_back] == [page("1").url, page("2").url]
    assert {each.page.body for each in read_back} == {b"<p>same</p>" * 40}
    assert read_raw(bucket, read_back[1].capture) == b"<p>same</p>" * 40


def test_a_shard_of_a_run_under_way_is_left_alone(bucket: Bucket, tmp_path: Path) -> None:
    archived(bucket, tmp_path, "1")
    assert maintain(bucket, now=datetime.now(UTC)).adopted == {}


def test_of_a_damaged_shard_the_readable_part_is_adopted(bucket: Bucket, tmp_path: Path) -> None:
    _, second = archived(bucket, tmp_path, "1", "2")
    stored = read(bucket, second.key)
    assert stored is not None
    put(bucket, second.key, stored.body[:-40], content_type="application/warc")
    report = kept(bucket)
    assert (report.adopted, report.damaged) == ({second.key: 1}, [second.key])


@pytest.mark.parametrize("damage", [b"", b"no archive", b"\x1f\x8b\x08 cut"])
def test_a_shard_that_is_none_is_named(bucket: Bucket, damage: bytes) -> None:
    key = keys.warc_shard(NOON.date(), SITE, "r1", 0)
    put(bucket, key, damage, content_type="application/warc")
    with pytest.raises(DigestMismatch, match="damaged from byte 0 on"):
        list(read_shard(bucket, key))


def test_staged_parts_go_once_they_are_loaded(bucket: Bucket) -> None:
    staged(bucket, "r1", "1")
    load_run(bucket, "r1")
    assert kept(bucket).unstaged == 3
    assert list(list_keys(bucket, keys.STAGING)) == []


def test_a_staged_run_that_was_never_loaded_stays_and_is_named(bucket: Bucket) -> None:
    staged(bucket, "r1", "1")
    report = kept(bucket)
    assert (report.unstaged, report.waiting) == (0, ["r1"])
    assert load_run(bucket, "r1").new == 1


def test_pieces_of_a_part_that_was_never_finished_go(bucket: Bucket) -> None:
    key = keys.staged("r1", SITE, keys.PART_CAPTURES)
    put_new(bucket, key, b"half", content_type="application/octet-stream")
    assert kept(bucket).unstaged == 1


def test_a_release_file_that_no_manifest_lists_goes_and_listed_ones_stay(bucket: Bucket) -> None:
    staged(bucket, "r1", "1")
    load_run(bucket, "r1")
    manifest = publish(bucket, "r1", created_at=NOON)
    stray = keys.release_file("2026-03", "articles-half.parquet")
    put_new(bucket, stray, b"half", content_type="application/octet-stream")
    assert kept(bucket).unlisted == 1
    left = set(list_keys(bucket, f"{keys.RELEASES}/"))
    assert left == {file.key for file in manifest.files}


def test_an_upload_that_was_never_completed_is_aborted(bucket: Bucket) -> None:
    bucket.client().create_multipart_upload(Bucket=bucket.name, Key="raw/half")
    assert kept(bucket).aborted == 1
    assert kept(bucket).aborted == 0


def test_small_files_are_put_together_and_no_article_is_lost(bucket: Bucket) -> None:
    for number in ("1", "2", "3"):
        staged(bucket, f"r{number}", number)
        load_run(bucket, f"r{number}")
    report = kept(bucket)
    assert report.compacted[keys.ARTICLES] > 1
    assert report.vacuumed >= report.compacted[keys.ARTICLES]
    table = open_table(bucket, keys.ARTICLES)
    assert table is not None
    assert len(table.file_uris()) == 1
    assert pl.scan_delta(table).select("article_id").collect().height == 3


def test_an_empty_bucket_needs_nothing(bucket: Bucket) -> None:
    assert kept(bucket) == MaintainReport({}, 0, {}, [], 0, 0, 0, [])
