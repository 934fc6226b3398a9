from __future__ import annotations

import gzip
import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract.record import SCHEMA_VERSION
from storage import keys
from storage.documents import put_documents
from storage.errors import NotLoaded, ValidationFailed
from storage.lineage import ARTICLE_REVISIONS, SET_ASIDE
from storage.listing import list_keys
from storage.load import load_run
from storage.manifest import latest_manifest
from storage.objects import read
from storage.parts import write_part
from storage.release import publish
from storage.table_specs import CAPTURES, SITE_RUNS
from storage.validate import validate_run
from tests.storage.samples import NOON, capture_row, record, site_run

if TYPE_CHECKING:
    from extract.record import Record
    from storage.bucket import Bucket
    from storage.manifest import Manifest

DAY = timedelta(days=1)


def load(bucket: Bucket, run_id: str, *records: Record) -> None:
    started = max((r.fetched_at for r in records if r.fetched_at), default=NOON)
    run = site_run(run_id, records=records, started_at=started)
    write_part(bucket, run, records=[replace(r, capture=None) for r in records], captures=[])
    load_run(bucket, run_id)


def released(bucket: Bucket, run_id: str, *records: Record, days: int = 0) -> Manifest:
    load(bucket, run_id, *records)
    return publish(bucket, run_id, created_at=NOON + days * DAY)


def body(bucket: Bucket, key: str) -> bytes:
    stored = read(bucket, key)
    assert stored is not None
    return stored.body


def test_a_release_holds_every_article_in_both_formats(bucket: Bucket) -> None:
    manifest = released(bucket, "r1", record("1", "甲。"), record("2", "乙。"))
    files = {file.format: body(bucket, file.key) for file in manifest.files}
    lines = gzip.decompress(files["jsonl.gz"]).splitlines()
    assert {json.loads(line)["text"] for line in lines} == {"甲。", "乙。"}
    assert set(pl.read_parquet(io.BytesIO(files["parquet"]))["text"]) == {"甲。", "乙。"}
    assert (manifest.articles, manifest.new, manifest.verdicts) == (2, 2, {"clean": 2})


def test_a_manifest_tells_size_and_digest_of_its_files(bucket: Bucket) -> None:
    for file in released(bucket, "r1", record("1")).files:
        held = body(bucket, file.key)
        assert (len(held), sha256(held).hexdigest()) == (file.size, file.sha256)


def test_publishing_a_run_again_changes_nothing(bucket: Bucket) -> None:
    first = released(bucket, "r1", record("1"))
    before = sorted(list_keys(bucket, ""))
    assert publish(bucket, "r1", created_at=NOON + DAY) == first
    assert sorted(list_keys(bucket, "")) == before
    assert latest_manifest(bucket) == first


def test_a_month_without_change_is_carried_over(bucket: Bucket) -> None:
    first = released(bucket, "r1", record("1"))
    second = released(bucket, "r2", record("2", fetched_at=NOON + 40 * DAY), days=40)
    assert set(first.files) < set(second.files)
    assert {file.month for file in second.files} == {"2026-03", "2026-04"}
    assert (second.previous, second.difference) == ("r1", 1)


def test_a_failed_check_leaves_readers_on_the_last_release(bucket: Bucket) -> None:
    first = released(bucket, "r1", record("1"))
    load(bucket, "r2", record("2", text="", fetched_at=NOON + DAY))
    with pytest.raises(ValidationFailed, match=r"texts: 1 rows, first https://zx.example/2.html"):
        publish(bucket, "r2", created_at=NOON + DAY)
    assert latest_manifest(bucket) == first


def test_each_failed_check_is_named_and_how_to_accept_it(bucket: Bucket) -> None:
    load(bucket, "r1", *(record(f"{n}", text="", title=None) for n in range(20)))
    said = r"^titles: 20 [^;]*; texts: 20 .*`cppcc publish RUN --accept titles --accept texts`"
    with pytest.raises(ValidationFailed, match=said):
        publish(bucket, "r1", created_at=NOON + DAY)


def test_what_a_failed_check_held_back_does_not_come_out_with_the_next_run(bucket: Bucket) -> None:
    first = released(bucket, "r1", record("1"))
    load(bucket, "r2", record("2", text="", fetched_at=NOON + DAY))
    with pytest.raises(ValidationFailed, match=r"texts: 1 rows"):
        released(bucket, "r3", record("3", fetched_at=NOON + 2 * DAY), days=2)
    assert latest_manifest(bucket) == first


def test_an_operator_can_accept_a_failed_check_and_the_manifest_says_so(bucket: Bucket) -> None:
    load(bucket, "r1", record("1", text=""))
    manifest = publish(bucket, "r1", created_at=NOON, accept=("texts",))
    assert (manifest.articles, manifest.accepted) == (1, ("texts",))


def test_a_release_names_the_runs_that_it_is_the_first_to_show(bucket: Bucket) -> None:
    load(bucket, "r1", record("1"))
    second = released(bucket, "r2", record("2", fetched_at=NOON + DAY), days=1)
    third = released(bucket, "r3", record("3", fetched_at=NOON + 2 * DAY), days=2)
    assert (second.runs, second.new) == (("r1", "r2"), 2)
    assert (third.runs, third.new) == (("r3",), 1)


def test_a_run_that_was_never_loaded_is_not_released(bucket: Bucket) -> None:
    first = released(bucket, "r1", record("1"))
    with pytest.raises(NotLoaded, match="run r2 isn't loaded"):
        publish(bucket, "r2", created_at=NOON + DAY)
    assert latest_manifest(bucket) == first


def test_a_bucket_without_articles_can_be_released(bucket: Bucket) -> None:
    assert released(bucket, "r1").articles == 0


def test_an_older_run_published_late_is_no_longer_the_latest(bucket: Bucket) -> None:
    load(bucket, "r1", record("1"))
    second = released(bucket, "r2", record("2", fetched_at=NOON + DAY), days=1)
    publish(bucket, "r1", created_at=second.created_at - timedelta(minutes=1))
    assert latest_manifest(bucket) == second
    history = body(bucket, keys.HISTORY).splitlines()
    assert [json.loads(line)["run_id"] for line in history] == ["r2", "r1"]


def changes(bucket: Bucket, manifest: Manifest) -> dict[str, tuple[str, int]]:
    assert manifest.changes is not None
    packed = body(bucket, manifest.changes.key)
    assert sha256(packed).hexdigest() == manifest.changes.sha256
    lines = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    assert len(lines) == manifest.changes.rows
    return {line["article_id"]: (line["change"], line["revision"]) for line in lines}


def test_a_release_says_of_each_article_what_it_changed(bucket: Bucket) -> None:
    first, second, third = record("1"), record("2"), record("3", fetched_at=NOON + DAY)
    assert set(changes(bucket, released(bucket, "r1", first, second)).values()) == {("added", 1)}
    edited = replace(first, text="改文", text_digest="b", fetched_at=NOON + DAY)
    gone = capture_row("2", "r2", outcome="gone", fetched_at=NOON + DAY)
    write_part(
        bucket,
        site_run("r2", records=[edited, third], started_at=NOON + DAY),
        records=[replace(each, capture=None) for each in (edited, third)],
        captures=[gone],
    )
    load_run(bucket, "r2")
    manifest = publish(bucket, "r2", created_at=NOON + DAY)
    assert changes(bucket, manifest) == {
        first.article_id: ("revised", 2),
        second.article_id: ("deleted", 2),
        third.article_id: ("added", 1),
    }
    counted = manifest.changes
    assert counted is not None
    assert (counted.added, counted.revised, counted.deleted) == (1, 1, 1)
    history = [json.loads(line) for line in body(bucket, keys.HISTORY).splitlines()]
    assert history[-1]["changes"] == counted.key


def test_a_release_that_changes_nothing_says_so(bucket: Bucket) -> None:
    released(bucket, "r1", record("1"))
    again = released(bucket, "r2", record("1", fetched_at=NOON + DAY), days=1)
    assert changes(bucket, again) == {}


def test_an_article_without_its_bytes_in_the_archive_fails_the_run(bucket: Bucket) -> None:
    lost = record("1")
    write_part(bucket, site_run("r1", records=[lost]), records=[lost], captures=[])
    load_run(bucket, "r1")
    failed = [check.name for check in validate_run(bucket, "r1") if not check.ok]
    assert failed == ["captures"]


@pytest.mark.parametrize(
    "schema", [ARTICLE_REVISIONS, SET_ASIDE, CAPTURES.schema, SITE_RUNS.schema], ids=len
)
def test_the_readme_tells_every_column_of_every_table(bucket: Bucket, schema: pa.Schema) -> None:
    put_documents(bucket)
    told = set(re.findall(r"^\| `(\w+)` \| \S", body(bucket, keys.README).decode(), re.MULTILINE))
    assert set(schema.names) <= told


def test_the_arrow_schema_is_that_of_the_released_files(bucket: Bucket) -> None:
    (file, *_) = released(bucket, "r1", record("1")).files
    promised = pa.ipc.open_stream(body(bucket, keys.arrow_schema(SCHEMA_VERSION))).schema
    assert pq.read_schema(io.BytesIO(body(bucket, file.key))).equals(promised)
    assert promised.field("text").metadata[b"doc"] == b"restored body, paragraphs joined by newline"


def test_the_bucket_documents_every_field(bucket: Bucket) -> None:
    released(bucket, "r1", record("1"))
    readme = body(bucket, keys.README).decode()
    schema = json.loads(body(bucket, keys.article_schema(SCHEMA_VERSION)))
    assert all(f"| `{name}` |" in readme for name in schema["properties"])
