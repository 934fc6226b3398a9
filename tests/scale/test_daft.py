"""Reading an archive again on Daft's native runner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.reextraction.compare import compare
from crawler.reextraction.pairs import scan_new
from crawler.reextraction.run import read_again
from storage import keys
from storage.listing import list_keys
from storage.objects import put
from tests.crawler.archive import fill

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket

# Daft leaves it to the collector to close the pipes of its processes
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
COPIES = 3
ALL = 5 * COPIES


def test_daft_reads_what_processes_do_and_past_a_damaged_shard(
    bucket: Bucket, tmp_path: Path
) -> None:
    fill(bucket, tmp_path / "spool", copies=COPIES, change=lambda record: record)
    environ = {"CPPCC_ENGINE": "daft", "CPPCC_SITES": str(tmp_path)}
    assert read_again(bucket, "daft-1", {}, environ, print) == {"records": ALL, "damages": 0}
    found = compare(bucket, "daft-1")
    assert (found.compared, found.differing) == (ALL, 0)

    key = next(iter(list_keys(bucket, keys.WARC)))
    put(bucket, key, b"", content_type="application/warc")
    hurt = read_again(bucket, "daft-2", {}, environ, print)
    assert hurt == {"records": ALL - COPIES, "damages": COPIES}
    assert scan_new(bucket, "daft-2").collect()["article_id"].n_unique() == ALL - COPIES
