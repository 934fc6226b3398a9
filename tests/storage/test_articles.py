"""Looking articles up, as `cppcc articles` does."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from storage.articles import find_articles
from storage.bucket import Bucket
from storage.errors import BucketMissing
from storage.load import load_run
from storage.parts import write_part
from storage.record_lookup import find_record
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from storage.embedded.store import EmbeddedStore

DAY = timedelta(days=1)
CPPCC = [sys.executable, "-c", "from crawler.cli import main; main()"]


@pytest.fixture(scope="module")
def environ(store: EmbeddedStore) -> Mapping[str, str]:
    """A bucket with articles of three days, and one without a day that was seen on the third."""
    found = store.environment() | {"CPPCC_BUCKET": "articles"}
    bucket = Bucket.from_environment(found)
    bucket.create()
    held = [
        record("1", "甲。", capture=None, published=NOON - 2 * DAY),
        record("2", "乙。", capture=None, published=NOON - DAY),
        record("3", "丙。", capture=None, published=NOON),
        record("4", "丁。", capture=None, published=None),
    ]
    write_part(bucket, site_run("r1", records=held), records=held, captures=[])
    load_run(bucket, "r1")
    return found


@pytest.mark.parametrize(
    ("since", "until", "texts"),
    [
        (None, None, {"甲。", "乙。", "丙。", "丁。"}),
        (date(2026, 3, 1), None, {"乙。", "丙。", "丁。"}),
        (None, date(2026, 3, 1), {"甲。", "乙。"}),
        (date(2026, 3, 1), date(2026, 3, 1), {"乙。"}),
    ],
    ids=["all", "since", "until", "one day"],
)
def test_articles_are_found_by_their_day_in_china(
    environ: Mapping[str, str], since: date | None, until: date | None, texts: set[str]
) -> None:
    found = find_articles(Bucket.from_environment(environ), since=since, until=until)
    assert set(found["text"]) == texts


def told(environ: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own command
        [*CPPCC, "articles", *options], env=dict(environ), capture_output=True, check=False
    )


def test_the_command_prints_the_newest_first(environ: Mapping[str, str]) -> None:
    lines = told(environ, "--until", "2026-03-01").stdout.splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["乙。", "甲。"]


def test_a_reader_that_has_had_enough_is_no_error(environ: Mapping[str, str]) -> None:
    command = [*CPPCC, "articles"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=dict(environ), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 0)


def test_nothing_found_is_said_beside_the_empty_answer(environ: Mapping[str, str]) -> None:
    done = told(environ, "--site", "qingdao-zxx")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"0 articles\n")


def test_the_command_writes_parquet_to_a_file(environ: Mapping[str, str], tmp_path: Path) -> None:
    done = told(environ, "--format", "parquet", "--output", str(tmp_path / "a.parquet"))
    assert b"4 articles" in done.stderr
    assert pl.read_parquet(tmp_path / "a.parquet").height == 4


def test_the_command_prints_csv_with_a_head(environ: Mapping[str, str]) -> None:
    frame = pl.read_csv(io.BytesIO(told(environ, "--format", "csv", "--q", "丙").stdout))
    assert frame.select("text", "published").row(0) == ("丙。", "2026-03-02 12:00:00+08:00")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--since", "2026-3-1"], b"--since 2026-3-1 is no day"),
        (["--output", "/nowhere/a.csv", "--format", "csv"], b"--output /nowhere/a.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    environ: Mapping[str, str], options: list[str], says: bytes
) -> None:
    done = told(environ, *options)
    assert (done.returncode, says in done.stderr, b"Traceback" in done.stderr) == (2, True, False)


@pytest.mark.parametrize("look", [find_articles, lambda bucket: find_record(bucket, "1")])
def test_a_bucket_that_is_not_there_is_no_empty_one(
    bucket: Bucket, look: Callable[[Bucket], object]
) -> None:
    with pytest.raises(BucketMissing):
        look(replace(bucket, name="nowhere-at-all"))
