"""One record by its article's id, for whoever shows a single article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from extract.reasons import Reason
from extract.record import Outcome, Record
from storage import keys
from storage.load import load_run
from storage.objects import put
from storage.parts import write_part
from storage.record_lookup import find_record
from storage.tables import open_table
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket

LATER = NOON + timedelta(days=31)
REJECTED: dict[str, Any] = {"outcome": Outcome.REJECTED, "reasons": tuple(Reason)[:1]}


def loaded(bucket: Bucket, run_id: str, *records: Record) -> None:
    at = records[0].fetched_at
    run = site_run(run_id, records=records, started_at=at, finished_at=at)
    write_part(bucket, run, records=records, captures=[])
    load_run(bucket, run_id)


def text_of(bucket: Bucket, sought: Record) -> str | None:
    found = find_record(bucket, sought.article_id)
    return found.text if found else None


def test_only_the_file_that_the_index_names_is_read(bucket: Bucket) -> None:
    wanted, other = record("1.html", "甲"), record("2.html", "乙", fetched_at=LATER)
    loaded(bucket, "r1", wanted)
    loaded(bucket, "r2", other)
    table = open_table(bucket, keys.ARTICLES)
    assert table is not None
    (later,) = [uri for uri in table.file_uris() if f"{LATER:%Y-%m}" in uri]
    put(bucket, later.removeprefix(bucket.uri("")), b"?", content_type="text/plain")
    assert text_of(bucket, wanted) == "甲"


def test_what_was_set_aside_is_found_as_it_was_last(bucket: Bucket) -> None:
    first = replace(record("1.html", "甲"), **REJECTED)
    then = replace(first, text="乙", fetched_at=LATER)
    loaded(bucket, "r1", first)
    loaded(bucket, "r2", then)
    assert text_of(bucket, first) == "乙"


def test_an_article_comes_before_what_was_set_aside_under_its_id(bucket: Bucket) -> None:
    article = record("1.html", "甲")
    loaded(bucket, "r1", article)
    loaded(bucket, "r2", replace(article, text="", fetched_at=LATER, **REJECTED))
    assert text_of(bucket, article) == "甲"


def test_an_id_that_no_table_holds_is_found_nowhere(bucket: Bucket) -> None:
    assert find_record(bucket, "0" * 64) is None
    loaded(bucket, "r1", record("1.html", "甲"))
    assert find_record(bucket, "0" * 64) is None
