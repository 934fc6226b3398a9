"""Indexes beside a table's files: they save reading, and no row depends on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from storage import keys
from storage.article_merge import merge_articles
from storage.articles import current_articles
from storage.listing import list_keys
from storage.load import LoadReport, load_run, read_staged
from storage.maintain import maintain
from storage.objects import delete, put, read
from storage.parts import write_part
from storage.tables import open_table
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket

INDEXES = f"{keys.ARTICLES}/_index/"
MONTH = timedelta(days=31)


def staged(bucket: Bucket, run_id: str, at: datetime, **texts: str) -> None:
    """Stage a run that read these texts under these paths."""
    records = [
        replace(record(path, text, fetched_at=at), capture=None) for path, text in texts.items()
    ]
    run = site_run(run_id, records=records, started_at=at, finished_at=at)
    write_part(bucket, run, records=records, captures=[])


def loaded(bucket: Bucket, run_id: str, at: datetime, **texts: str) -> LoadReport:
    staged(bucket, run_id, at, **texts)
    return load_run(bucket, run_id)


def data_files(bucket: Bucket, table: str = keys.ARTICLES) -> set[str]:
    opened = open_table(bucket, table)
    assert opened is not None
    return {uri.removeprefix(bucket.uri(f"{table}/")) for uri in opened.file_uris()}


def indexed(bucket: Bucket, table: str = keys.ARTICLES) -> set[str]:
    prefix = f"{table}/_index/"
    return {key.removeprefix(prefix) for key in list_keys(bucket, prefix)}


def maintained(bucket: Bucket) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    maintain(bucket, now=later, retention=timedelta(0), grace=timedelta(0))


def texts(bucket: Bucket) -> list[tuple[str, int]]:
    return current_articles(bucket).sort("url").select("text", "revision").rows()


def test_a_file_that_holds_none_of_a_runs_articles_is_not_read(bucket: Bucket) -> None:
    loaded(bucket, "r1", NOON, a="甲。")
    (march,) = data_files(bucket)
    loaded(bucket, "r2", NOON + MONTH, b="乙。")
    whole = read(bucket, f"{keys.ARTICLES}/{march}")
    assert whole is not None
    put(bucket, f"{keys.ARTICLES}/{march}", b"unreadable", content_type="x/x")
    staged(bucket, "r3", NOON + 2 * MONTH, b="乙改。", c="丙。")
    merge_articles(bucket, read_staged(bucket, "r3").records, "r3")
    put(bucket, f"{keys.ARTICLES}/{march}", whole.body, content_type="x/x")
    assert texts(bucket) == [("甲。", 1), ("乙改。", 2), ("丙。", 1)]


@pytest.mark.parametrize("kept", [None, b"", b"PAR1 cut"], ids=["none", "empty", "damaged"])
def test_an_article_in_a_file_without_index_is_found_all_the_same(
    bucket: Bucket, kept: bytes | None
) -> None:
    loaded(bucket, "r1", NOON, a="甲。", b="乙。")
    for key in list(list_keys(bucket, INDEXES)):
        if kept is None:
            delete(bucket, key)
        else:
            put(bucket, key, kept, content_type="x/x")
    assert loaded(bucket, "r2", NOON + MONTH, a="甲改。", c="丙。").changed == 1
    assert texts(bucket) == [("甲改。", 2), ("乙。", 1), ("丙。", 1)]


@pytest.mark.parametrize("table", [keys.ARTICLES, keys.ARTICLE_REVISIONS])
def test_every_file_has_its_index_and_no_other_is_left_after_compaction(
    bucket: Bucket, table: str
) -> None:
    for number, text in enumerate(("一。", "二。", "三。", "四。")):
        loaded(bucket, f"r{number}", NOON + number * timedelta(days=1), a=text, **{text[0]: text})
    before = data_files(bucket, table)
    assert before <= indexed(bucket, table)
    maintained(bucket)
    after = data_files(bucket, table)
    assert len(after) == 1
    assert after.isdisjoint(before)
    assert indexed(bucket, table) == after


def test_an_article_is_found_by_the_index_that_maintain_made(bucket: Bucket) -> None:
    loaded(bucket, "r1", NOON, a="甲。")
    loaded(bucket, "r2", NOON, b="乙。")
    maintained(bucket)
    assert loaded(bucket, "r3", NOON + MONTH, a="甲改。", b="乙。").changed == 1
    assert texts(bucket) == [("甲改。", 2), ("乙。", 1)]


def test_the_index_of_a_file_about_to_be_committed_stays(bucket: Bucket) -> None:
    loaded(bucket, "r1", NOON, a="甲。")
    put(bucket, f"{INDEXES}drafted.parquet", b"", content_type="x/x")
    maintain(bucket, now=datetime.now(UTC))
    assert "drafted.parquet" in indexed(bucket)
    maintained(bucket)
    assert indexed(bucket) == data_files(bucket)


def test_readers_and_vacuum_of_delta_pass_over_indexes(bucket: Bucket) -> None:
    loaded(bucket, "r1", NOON, a="甲。")
    kept = indexed(bucket)
    table = open_table(bucket, keys.ARTICLES)
    assert table is not None
    table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False, full=True)
    assert indexed(bucket) == kept == data_files(bucket)
    assert pl.scan_delta(table).collect().height == 1
