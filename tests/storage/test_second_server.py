"""Another S3 implementation, reached by configuration alone: the server of moto."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest
from moto.server import ThreadedMotoServer

from extract.record import Capture
from storage import keys
from storage.archive.raw import read_raw
from storage.archive.warc import WarcArchive
from storage.articles import current_articles
from storage.bucket import Bucket
from storage.capabilities import Capabilities, probe, require_capable
from storage.load import load_run
from storage.maintain import maintain
from storage.manifest import latest_manifest
from storage.objects import read
from storage.parts import write_part
from storage.release import publish
from storage.tables import open_table
from storage.uploads import put_file_new
from tests.storage.samples import NOON, SITE, capture_row, page, record, site_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.manifest import Manifest

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def other() -> Iterator[Bucket]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        made = Bucket.from_environment(
            {
                "CPPCC_BUCKET": "elsewhere",
                "AWS_ENDPOINT_URL_S3": f"http://{host}:{port}",
                "AWS_ACCESS_KEY_ID": "any",
                "AWS_SECRET_ACCESS_KEY": "any",
                "AWS_REGION": "us-east-1",
            }
        )
        made.create()
        yield made
    finally:
        server.stop()


@pytest.fixture(scope="module")
def released(other: Bucket, tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """Two runs, archived, staged, loaded and published; the second revises an article."""
    for day, text in enumerate(("原文。", "改文。")):
        fetched, run_id = NOON + day * DAY, f"r{day}"
        with WarcArchive(
            other,
            run_id=run_id,
            site_id=SITE,
            crawl_date=fetched.date(),
            spool=tmp_path_factory.mktemp("spool"),
        ) as archive:
            served = page("1", text.encode(), fetched_at=fetched)
            warc = archive.write(served)
        held = record("1", text, fetched_at=fetched, capture=warc)
        run = site_run(run_id, records=[held], started_at=fetched, finished_at=fetched)
        captures = [capture_row("1", run_id, fetched_at=fetched, warc=warc)]
        write_part(other, run, records=[held], captures=captures)
        load_run(other, run_id)
        manifest = publish(other, run_id, created_at=fetched)
    return manifest


def test_what_it_lacks_is_named_and_work_goes_on(
    other: Bucket, caplog: pytest.LogCaptureFixture
) -> None:
    # moto takes any checksum for the right one; readers compare digests all the same
    assert probe(other) == Capabilities(create_only=True, swap=True, checksums=False)
    require_capable.cache_clear()
    require_capable(other)
    assert "doesn't check SHA-256" in caplog.text


def test_a_release_is_read_there_as_anywhere(other: Bucket, released: Manifest) -> None:
    assert latest_manifest(other) == released
    uris = [other.uri(file.key) for file in released.files if file.format == "parquet"]
    rows = pl.read_parquet(uris, storage_options=other.storage_options())
    assert rows.select("text", "revision").rows() == [("改文。", 2)]
    assert released.changes is not None
    assert (released.changes.added, released.changes.revised) == (0, 1)


def test_raw_bytes_and_earlier_revisions_are_there(other: Bucket, released: Manifest) -> None:
    assert released.articles == 1
    revisions = open_table(other, keys.ARTICLE_REVISIONS)
    assert revisions is not None
    assert pl.scan_delta(revisions).collect()["text"].to_list() == ["原文。"]
    (capture,) = current_articles(other)["capture"]
    assert read_raw(other, Capture(**capture)).decode() == "改文。"


def test_maintenance_finds_nothing_to_mend(other: Bucket, released: Manifest) -> None:
    report = maintain(other, now=datetime.now(UTC) + DAY, grace=timedelta(0))
    assert (report.adopted, report.damaged, report.unlisted, report.waiting) == ({}, [], 0, [])
    assert latest_manifest(other) == released


def test_a_large_shard_goes_there_in_parts(other: Bucket, tmp_path: Path) -> None:
    path = tmp_path / "shard"
    path.write_bytes(bytes(range(256)) * (6 << 12))
    put_file_new(other, "probes/large", path, content_type="a/b", part_bytes=5 << 20)
    stored = read(other, "probes/large")
    assert stored is not None
    assert stored.body == path.read_bytes()
