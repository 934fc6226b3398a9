from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from storage.errors import DigestMismatch, ObjectMissing
from storage.objects import list_keys, put, read
from storage.raw import read_raw
from storage.warc import WarcArchive
from tests.storage.samples import SITE, page

if TYPE_CHECKING:
    from pathlib import Path

    from extract.record import Capture
    from storage.bucket import Bucket

DAY = date(2026, 3, 2)


def archive_of(
    bucket: Bucket, spool: Path, *, run_id: str = "r1", max_bytes: int = 1 << 20
) -> WarcArchive:
    return WarcArchive(
        bucket, run_id=run_id, site_id=SITE, crawl_date=DAY, spool=spool, max_shard_bytes=max_bytes
    )


def archived(bucket: Bucket, spool: Path, body: bytes) -> Capture:
    archive = archive_of(bucket, spool)
    capture = archive.write(page(body=body), method="GET", request_headers={"User-Agent": "t"})
    archive.close()
    return capture


def shard_bytes(bucket: Bucket, key: str) -> bytes:
    stored = read(bucket, key)
    assert stored is not None
    return stored.body


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff\r\n\r\nHTTP/1.1", "政协".encode("gb18030") * 5000], ids=len
)
def test_a_page_comes_back_as_it_was_served(bucket: Bucket, tmp_path: Path, body: bytes) -> None:
    capture = archived(bucket, tmp_path, body)
    assert read_raw(bucket, capture) == body
    assert capture.digest == sha256(body).hexdigest()


def test_warcio_checks_every_digest_of_a_shard(bucket: Bucket, tmp_path: Path) -> None:
    archive = archive_of(bucket, tmp_path)
    for number in range(5):
        archive.write(page(str(number)), method="GET", request_headers={"Accept": "*/*"})
    (key,) = archive.close()
    records = WarcioIterator(io.BytesIO(shard_bytes(bucket, key)), check_digests="raise")
    kinds = [(r.rec_type, (r.content_stream().read(), r.digest_checker.passed)[1]) for r in records]
    assert kinds == [("warcinfo", True), *[("request", True), ("response", True)] * 5]


def test_headers_fit_the_decoded_body_and_keep_what_was_served(
    bucket: Bucket, tmp_path: Path
) -> None:
    archive = archive_of(bucket, tmp_path)
    raw = [
        (b"Content-Encoding", b"gzip"),
        (b"Transfer-Encoding", b"chunked"),
        (b"Set-Cookie", b"a=1"),
        (b"Set-Cookie", b"b=2\r\nEvil: 1"),
    ]
    archive.write(page(body=b"plain"), method="GET", request_headers={}, raw_headers=raw)
    (key,) = archive.close()
    shard = io.BytesIO(shard_bytes(bucket, key))
    record = next(iter(ArchiveIterator(shard, record_types=WarcRecordType.response)))
    assert list(record.http_headers) == [
        ("X-Archive-Orig-Content-Encoding", "gzip"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2 Evil: 1"),
        ("Content-Length", "5"),
    ]
    assert record.reader.read() == b"plain"


def test_a_full_shard_is_uploaded_while_the_crawl_goes_on(bucket: Bucket, tmp_path: Path) -> None:
    archive = archive_of(bucket, tmp_path, max_bytes=1)
    first = archive.write(page("1"), method="GET", request_headers={})
    assert read_raw(bucket, first) == b"<p>ok</p>"
    second = archive.write(page("2"), method="GET", request_headers={})
    assert archive.close() == [first.key, second.key]
    assert not list(tmp_path.iterdir())


def test_a_second_attempt_leaves_the_first_ones_shards_alone(
    bucket: Bucket, tmp_path: Path
) -> None:
    first = archived(bucket, tmp_path, b"first")
    second = archived(bucket, tmp_path, b"second")
    assert (read_raw(bucket, first), read_raw(bucket, second)) == (b"first", b"second")


def test_an_archive_without_pages_leaves_nothing(bucket: Bucket, tmp_path: Path) -> None:
    assert archive_of(bucket, tmp_path).close() == []
    assert list(list_keys(bucket, "")) == []


def test_a_truncated_shard_is_noticed(bucket: Bucket, tmp_path: Path) -> None:
    capture = archived(bucket, tmp_path, bytes(range(256)))
    put(
        bucket,
        capture.key,
        shard_bytes(bucket, capture.key)[:-100],
        content_type="application/warc",
    )
    with pytest.raises(DigestMismatch, match=capture.key):
        read_raw(bucket, capture)


def test_a_shard_that_is_gone_is_named(bucket: Bucket, tmp_path: Path) -> None:
    capture = archived(bucket, tmp_path, b"x")
    bucket.client().delete_object(Bucket=bucket.name, Key=capture.key)
    with pytest.raises(ObjectMissing, match=capture.key):
        read_raw(bucket, capture)
