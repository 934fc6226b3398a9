"""Keys say what is in an object, and are read back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from storage import keys
from storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 3, 2)


def test_a_shards_key_is_read_back() -> None:
    key = keys.warc_shard(DAY, "qingdao-zx", "r1-a", 7)
    assert key == "raw/warc/v1/crawl_date=2026-03-02/site=qingdao-zx/r1-a-0007.warc.gz"
    assert key.startswith(keys.warc_prefix(DAY, "qingdao-zx", "r1-a"))
    assert (keys.shard_number(key), keys.run_and_site(key)) == (7, ("r1-a", "qingdao-zx"))


def test_a_staged_files_key_is_read_back() -> None:
    key = keys.staged("r1", "qingdao-zx", keys.PART)
    assert key == "staging/run=r1/site=qingdao-zx/part.parquet"
    assert (keys.site_of(key), keys.run_and_site(key)) == ("qingdao-zx", ("r1", "qingdao-zx"))


@pytest.mark.parametrize(
    ("text", "run_id"),
    [
        ("scheduled__2026-03-02T04:00:00+00:00", "scheduled__2026-03-02T04-00-00-00-00"),
        ("-._a b/", "a-b"),
    ],
)
def test_any_name_of_a_run_can_be_made_one_of_a_key(text: str, run_id: str) -> None:
    assert keys.run_id(text) == run_id


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (lambda: keys.warc_prefix(DAY, "a/b", "r1"), "site 'a/b' can't stand in a key"),
        (lambda: keys.warc_prefix(DAY, "a", "r+"), "run 'r\\+' can't stand in a key"),
        (lambda: keys.staged("r 1", "a", "f"), "run 'r 1' can't"),
        (lambda: keys.staged("r1", "", "f"), "site '' can't"),
        (lambda: keys.turn("政协"), "turn '政协' can't"),
        (lambda: keys.audit(".r"), "run '.r' can't"),
        (lambda: keys.reextracted("%", "f"), "run '%' can't"),
        (lambda: keys.run_manifest("r?"), "run 'r\\?' can't"),
    ],
)
def test_what_readers_decode_in_different_ways_is_refused_by_name(
    key: Callable[[], str], said: str
) -> None:
    with pytest.raises(StorageError, match=said):
        key()


def test_each_document_has_its_place() -> None:
    assert [
        keys.turn("site-a"),
        keys.audit("r1"),
        keys.reextracted("r1", "diff.json"),
        keys.release_file("2026-03", "a.parquet"),
        keys.changes_file("r1"),
        keys.run_manifest("r1"),
        keys.article_schema("1.1"),
        keys.arrow_schema("1.1"),
    ] == [
        "turns/site-a.json",
        "report/audit/r1.json",
        "reextraction/run=r1/diff.json",
        "releases/articles/month=2026-03/a.parquet",
        "releases/changes/changes-r1.jsonl.gz",
        "manifests/runs/r1.json",
        "schema/article/1.1.json",
        "schema/article/1.1.arrows",
    ]
