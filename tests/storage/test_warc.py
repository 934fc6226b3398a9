from __future__ import annotations

import io
import random
import subprocess
import sys
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from storage.archive.http_message import Asked
from storage.archive.raw import read_raw
from storage.archive.rolling import Roll
from storage.archive.warc import Original, WarcArchive
from storage.errors import DigestMismatch, ObjectConflict, ObjectMissing
from storage.listing import list_keys
from storage.objects import put, read
from storage.uploads import put_file_new
from tests.storage.samples import SITE, page

if TYPE_CHECKING:
    from pathlib import Path

    from extract.record import Capture
    from storage.bucket import Bucket

DAY = date(2026, 3, 2)
REVISIT_HEADERS = (
    "WARC-Target-URI",
    "WARC-Refers-To-Target-URI",
    "WARC-Refers-To-Date",
    "WARC-Profile",
)


def archive_of(
    bucket: Bucket, spool: Path, *, run_id: str = "r1", max_bytes: int = 1 << 20
) -> WarcArchive:
    return WarcArchive(
        bucket,
        run_id=run_id,
        site_id=SITE,
        crawl_date=DAY,
        spool=spool,
        roll=Roll(max_bytes=max_bytes),
    )


def archived(bucket: Bucket, spool: Path, body: bytes) -> Capture:
    archive = archive_of(bucket, spool)
    capture = archive.write(page(body=body), asked=Asked(headers={"User-Agent": "t"}))
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
        archive.write(page(str(number), b"%d" % number), asked=Asked(headers={"Accept": "*/*"}))
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
    archive.write(page(body=b"plain"), raw_headers=raw)
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
    first = archive.write(page("1"))
    assert read_raw(bucket, first) == b"<p>ok</p>"
    second = archive.write(page("2", b"2"))
    assert archive.close() == [first.key, second.key]
    assert not list(tmp_path.iterdir())


def test_a_later_attempt_leaves_the_shards_of_earlier_ones_alone(
    bucket: Bucket, tmp_path: Path
) -> None:
    bodies = [b"first", b"second", b"third"]
    captures = [archived(bucket, tmp_path, body) for body in bodies]
    assert [read_raw(bucket, capture) for capture in captures] == bodies


def test_an_archive_without_pages_leaves_nothing(bucket: Bucket, tmp_path: Path) -> None:
    assert archive_of(bucket, tmp_path).close() == []
    assert list(list_keys(bucket, "")) == []


def test_an_address_with_half_a_character_is_archived_all_the_same(
    bucket: Bucket, tmp_path: Path
) -> None:
    archive = archive_of(bucket, tmp_path)
    capture = archive.write(page("a\ud800b"))
    archive.close()
    assert read_raw(bucket, capture) == page().body


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


def test_a_body_seen_before_is_a_revisit_that_leads_to_its_bytes(
    bucket: Bucket, tmp_path: Path
) -> None:
    archive = archive_of(bucket, tmp_path)
    first = archive.write(page("1", b"same"))
    second = archive.write(page("2", b"same", status=404))
    (key,) = archive.close()
    assert second == first
    assert read_raw(bucket, second) == b"same"
    record = next(
        r
        for r in WarcioIterator(io.BytesIO(shard_bytes(bucket, key)), check_digests="raise")
        if r.rec_type == "revisit"
    )
    assert record.http_headers.get_statuscode() == "404"
    said = {name: record.rec_headers.get_header(name) for name in REVISIT_HEADERS}
    assert said == {
        "WARC-Target-URI": "https://zx.example/2.html",
        "WARC-Refers-To-Target-URI": "https://zx.example/1.html",
        "WARC-Refers-To-Date": "2026-03-02T04:00:00.000000Z",
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
    }


def test_a_body_of_an_earlier_run_is_a_revisit_too(bucket: Bucket, tmp_path: Path) -> None:
    first = archived(bucket, tmp_path, b"same" * 400)
    archive = archive_of(bucket, tmp_path, run_id="r2")
    earlier = Original("https://zx.example/1.html", page().fetched_at, first)
    again = archive.write(page(body=b"same" * 400), earlier=earlier)
    changed = archive.write(page(body=b"new"), earlier=earlier)
    archive.close()
    assert again == first
    assert read_raw(bucket, changed) == b"new"


def test_of_many_bodies_those_that_came_last_are_remembered(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.archive.warc.MAX_ORIGINALS", 2)
    bodies = (b"often", b"once", b"often", b"new", b"often", b"once")
    with archive_of(bucket, tmp_path) as archive:
        often, once, again, _, third, forgotten = (
            archive.write(page(str(number), body)) for number, body in enumerate(bodies)
        )
    assert often == again == third
    assert forgotten != once
    assert read_raw(bucket, forgotten) == b"once"


def test_empty_bodies_are_no_revisits(bucket: Bucket, tmp_path: Path) -> None:
    with archive_of(bucket, tmp_path) as archive:
        first, second = (archive.write(page(p, b"")) for p in "12")
    assert first != second


def test_an_old_shard_is_uploaded_with_the_next_page(bucket: Bucket, tmp_path: Path) -> None:
    archive = WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=DAY, spool=tmp_path, roll=Roll(max_age_s=0)
    )
    capture = archive.write(page())
    assert list(list_keys(bucket, "raw/")) == [capture.key]


def test_what_was_posted_stands_in_the_requests_record(bucket: Bucket, tmp_path: Path) -> None:
    archive = archive_of(bucket, tmp_path)
    sent = Asked("POST", {"Content-Type": "application/json"}, '{"栏目": 3}'.encode())
    archive.write(page(), asked=sent)
    (key,) = archive.close()
    records = WarcioIterator(io.BytesIO(shard_bytes(bucket, key)), check_digests="raise")
    (posted,) = [
        (record.http_headers.protocol, record.content_stream().read())
        for record in records
        if record.rec_type == "request"
    ]
    assert posted == ("POST", sent.body)


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://zx.example", "GET / HTTP/1.1"),
        ("https://zx.example/l.jsp?page=2#top", "GET /l.jsp?page=2 HTTP/1.1"),
    ],
    ids=["root", "query"],
)
def test_a_request_says_what_was_asked_for(
    bucket: Bucket, tmp_path: Path, address: str, line: str
) -> None:
    archive = archive_of(bucket, tmp_path)
    archive.write(page(url=address))
    (key,) = archive.close()
    records = WarcioIterator(io.BytesIO(shard_bytes(bucket, key)))
    asked = next(record for record in records if record.rec_type == "request")
    assert f"{asked.http_headers.protocol} {asked.http_headers.statusline}" == line


def test_every_record_says_what_its_block_is(bucket: Bucket, tmp_path: Path) -> None:
    archive = archive_of(bucket, tmp_path)
    for path in "12":
        archive.write(page(path))
    (key,) = archive.close()
    kinds = {
        record.rec_type: record.rec_headers.get_header("Content-Type")
        for record in WarcioIterator(io.BytesIO(shard_bytes(bucket, key)))
    }
    assert kinds == {
        "warcinfo": "application/warc-fields",
        "request": "application/http; msgtype=request",
        "response": "application/http; msgtype=response",
        "revisit": "application/http; msgtype=response",
    }


def test_warcios_own_checker_finds_nothing_wrong(bucket: Bucket, tmp_path: Path) -> None:
    archive = archive_of(bucket, tmp_path)
    for path, body in (("1", b"same"), ("2", b"same"), ("3", "政协".encode("gb18030"))):
        archive.write(page(path, body), asked=Asked(headers={"Accept": "*/*"}))
    (key,) = archive.close()
    shard = tmp_path / "shard.warc.gz"
    shard.write_bytes(shard_bytes(bucket, key))
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(shard)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "fail" in done.stdout) == (0, False), done.stdout


def test_a_large_shard_is_uploaded_in_parts_and_checked(bucket: Bucket, tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(random.Random(3).randbytes(11 << 20))
    digest = put_file_new(
        bucket, "large", path, content_type="application/warc", part_bytes=5 << 20
    )
    assert sha256(shard_bytes(bucket, "large")).hexdigest() == digest
    assert put_file_new(bucket, "large", path, content_type="x", part_bytes=5 << 20) == digest
    path.write_bytes(bytes(11 << 20))
    with pytest.raises(ObjectConflict, match=r"large exists with other .* twice at once$"):
        put_file_new(bucket, "large", path, content_type="x", part_bytes=5 << 20)
    left = bucket.client().list_multipart_uploads(Bucket=bucket.name)
    assert "Uploads" not in left
