"""A disk that has no room for what a crawl brings."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest

from extract.record import Record
from storage.archive.raw import read_raw
from storage.archive.shards import read_shard
from storage.archive.warc import WarcArchive
from storage.errors import SpoolFull
from storage.row_file import CHUNK, RowFile
from tests.storage.samples import SITE, page, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.bucket import Bucket


@contextmanager
def room(file_bytes: int) -> Iterator[None]:
    """Let no file grow larger, as on a disk that is full: the write ends short, then fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def noise(seed: int) -> bytes:
    """Bytes that gzip can't make fewer."""
    return b"".join((seed * n * n + n).to_bytes(8, "big") for n in range(400))


def test_what_came_before_the_disk_was_full_is_archived(bucket: Bucket, tmp_path: Path) -> None:
    archive = WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=date(2026, 3, 2), spool=tmp_path
    )
    first = archive.write(page("1", b"first"))
    with room(2000), pytest.raises(SpoolFull, match="free some, or set TMPDIR"):
        archive.write(page("2", noise(7)))
    last = archive.write(page("3", b"last"))
    (key,) = archive.close()
    assert [each.capture.offset for each in read_shard(bucket, key)] == [first.offset, last.offset]
    assert (read_raw(bucket, first), read_raw(bucket, last)) == (b"first", b"last")


def test_a_shard_that_cannot_even_begin_is_named(bucket: Bucket, tmp_path: Path) -> None:
    archive = WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=date(2026, 3, 2), spool=tmp_path
    )
    with room(10), pytest.raises(SpoolFull):
        archive.write(page("1", b"first"))
    capture = archive.write(page("1", b"first"))
    archive.close()
    assert read_raw(bucket, capture) == b"first"


def test_rows_without_room_are_named_when_they_are_written(tmp_path: Path) -> None:
    rows = RowFile(tmp_path / "part.parquet", Record)
    for number in range(CHUNK - 1):
        rows.add(record(str(number), noise(number).hex()))
    with room(100), pytest.raises(SpoolFull, match="has no room"):
        rows.add(record("last"))


def test_a_file_that_lacks_room_for_its_end_is_not_taken_for_whole(tmp_path: Path) -> None:
    rows = RowFile(tmp_path / "part.parquet", Record)
    rows.add(record("1"))
    with room(100), pytest.raises(SpoolFull):
        rows.close()
