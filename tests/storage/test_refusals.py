"""A bucket that stops taking writes in the middle of a run, and the run after it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage.archive.warc import WarcArchive
from storage.captures import CaptureRow
from storage.errors import AccessDenied, BucketFull, StorageError
from storage.load import load_run
from storage.manifest import latest_manifest
from storage.parts import write_part
from storage.release import publish
from tests.bench.load.audit import losses
from tests.bench.load.reader import Reader
from tests.fault_proxy import FaultProxy
from tests.storage.samples import NOON, SITE, capture_row, page, record, site_run

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket
    from storage.captures import CaptureRow
    from storage.embedded.store import EmbeddedStore

DAY = timedelta(days=1)
FORBIDDEN, FULL = (403, "AccessDenied"), (507, "InsufficientStorage")


def ran(bucket: Bucket, spool: Path, run_id: str, texts: dict[str, str], day: int) -> None:
    """Archive, stage, load and publish a run that reads these texts under these paths."""
    fetched = NOON + day * DAY
    captures: list[CaptureRow] = []
    records = []
    with WarcArchive(
        bucket, run_id=run_id, site_id=SITE, crawl_date=fetched.date(), spool=spool
    ) as archive:
        for path, text in texts.items():
            served = page(path, text.encode(), fetched_at=fetched)
            warc = archive.write(served)
            captures.append(capture_row(path, run_id, fetched_at=fetched, warc=warc))
            records.append(record(path, text, fetched_at=fetched, capture=warc))
    run = site_run(run_id, records=records, started_at=fetched, finished_at=fetched)
    write_part(bucket, run, records=records, captures=captures)
    load_run(bucket, run_id)
    publish(bucket, run_id, created_at=fetched)


FIRST = {"1": "甲。", "2": "乙。"}
SECOND = {"2": "乙改。", "3": "丙。"}
URLS = {record(path).url: text for path, text in (FIRST | SECOND).items()}


@pytest.mark.parametrize(
    ("writes", "answer", "error"),
    [
        (3, FULL, BucketFull),
        (8, FORBIDDEN, AccessDenied),
        (11, FORBIDDEN, AccessDenied),
        (20, FORBIDDEN, AccessDenied),
    ],
    ids=["staging", "articles", "revisions", "release"],
)
def test_what_a_refused_write_interrupts_is_made_good_by_the_next_try(
    bucket: Bucket,
    store: EmbeddedStore,
    tmp_path: Path,
    writes: int,
    answer: tuple[int, str],
    error: type[StorageError],
) -> None:
    ran(bucket, tmp_path, "r1", FIRST, 0)
    before = latest_manifest(bucket)
    with FaultProxy(store.endpoint) as proxy:
        proxy.full, proxy.writes_left = answer, writes
        with pytest.raises(error):
            ran(replace(bucket, endpoint=proxy.endpoint), tmp_path, "r2", SECOND, 1)
    reader = Reader(bucket)
    reader.look()
    assert (reader.wrong, latest_manifest(bucket)) == ([], before)
    ran(bucket, tmp_path, "r2", SECOND, 1)
    reader.look()
    assert (reader.wrong, reader.releases) == ([], ["r1", "r2"])
    assert losses(bucket, URLS) == {}
