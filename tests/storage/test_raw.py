"""`cppcc raw`: the bytes behind an id."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.record import Outcome
from storage.archive.warc import WarcArchive
from storage.bucket import Bucket
from storage.load import load_run
from storage.parts import write_part
from tests.storage.samples import NOON, SITE, page, record, site_run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.embedded.store import EmbeddedStore

CPPCC = [sys.executable, "-c", "from crawler.cli import main; main()"]
BODY = "<p>政协</p>\r\n\x00".encode("gb18030")


@pytest.fixture(scope="module")
def environ(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """A bucket with an article, a page set aside, and an article that was never archived."""
    found = store.environment() | {"CPPCC_BUCKET": "raw"}
    bucket = Bucket.from_environment(found)
    bucket.create()
    spool: Path = tmp_path_factory.mktemp("spool")
    with WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=NOON.date(), spool=spool
    ) as archive:
        article, aside = (archive.write(page(path, path.encode() + BODY)) for path in ("1", "2"))
    held = [
        record("1", capture=article),
        replace(record("2", capture=aside), outcome=Outcome.QUARANTINED),
        record("3", capture=None),
    ]
    write_part(bucket, site_run("r1", records=held), records=held, captures=[])
    load_run(bucket, "r1")
    return found


def told(environ: Mapping[str, str], article_id: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own command
        [*CPPCC, "raw", article_id], env=dict(environ), capture_output=True, check=False
    )


@pytest.mark.parametrize("path", ["1", "2"], ids=["an article", "a page set aside"])
def test_a_page_comes_back_byte_for_byte(environ: Mapping[str, str], path: str) -> None:
    done = told(environ, record(path).article_id)
    assert (done.returncode, done.stdout) == (0, path.encode() + BODY)


@pytest.mark.parametrize(
    ("article_id", "says"),
    [
        ("0" * 64, b"no article 0000"),
        (record("3").article_id, b"was read from no archive"),
    ],
    ids=["unknown", "never archived"],
)
def test_what_cannot_be_printed_is_said_in_a_line(
    environ: Mapping[str, str], article_id: str, says: bytes
) -> None:
    done = told(environ, article_id)
    assert (done.returncode, says in done.stderr, done.stdout) == (2, True, b"")
    assert b"Traceback" not in done.stderr
