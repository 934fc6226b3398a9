from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from crawler.errors import ConfigurationError
from crawler.reextraction import on_processes
from crawler.reextraction.compare import compare
from crawler.reextraction.pairs import scan_new
from crawler.reextraction.plan import batches, records_held
from crawler.reextraction.promote import promote
from crawler.reextraction.run import as_markdown, judged, read_again
from crawler.reextraction.scope import Scope
from crawler.reextraction.work import Job
from storage import keys
from storage.articles import current_articles
from storage.errors import StorageError
from storage.listing import list_keys
from storage.load import load_run
from storage.objects import put, read
from tests.crawler.archive import fill

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.reextraction.plan import Batch
    from extract.record import Record
    from storage.bucket import Bucket

RUN = "reextract-1"
COPIES = 3
ALL = 5 * COPIES


def older(record: Record) -> Record:
    """Return what an earlier version of the rules would have said: no source, another title."""
    return replace(record, source=None, title=f"{record.title}（旧）", extractor="0")


def again(bucket: Bucket, folder: Path, /, run: str = RUN, **params: Any) -> dict[str, Any]:
    environ = {"CPPCC_SITES": str(folder)}
    return read_again(bucket, run, params, environ, print)


def test_what_differs_is_counted_by_field_and_promoted_as_a_revision(
    bucket: Bucket, tmp_path: Path
) -> None:
    fill(bucket, tmp_path / "spool", copies=COPIES, change=older)
    assert again(bucket, tmp_path) == {"records": ALL, "damages": 0}
    found = compare(bucket, RUN)
    changed = {change.field: change.changed for change in found.fields}
    assert (found.compared, found.differing) == (ALL, ALL)
    assert (changed["title"], changed["source"], changed["text"]) == (ALL, ALL, 0)
    assert found.failed == ()
    assert "| title | 15 | 0 |" in as_markdown(found)
    assert "0 differences on the project's own pages" in as_markdown(found)

    assert promote(bucket, RUN, {}, now=datetime.now(UTC)) == ALL
    load_run(bucket, RUN)
    articles = current_articles(bucket)
    assert articles.height == ALL
    assert set(articles["revision"]) == {2}
    assert articles["source"].null_count() == 0
    assert not articles["title"].str.contains("旧").any()
    assert compare(bucket, RUN).differing == 0


@pytest.mark.parametrize("left", ["nothing", "zeros", "a little"])
def test_a_damaged_shard_costs_only_its_own_records_and_is_named(
    bucket: Bucket, tmp_path: Path, left: str
) -> None:
    fill(bucket, tmp_path / "spool", copies=COPIES, change=older)
    key = next(iter(list_keys(bucket, keys.WARC)))
    stored = read(bucket, key)
    assert stored is not None
    body = {"nothing": b"", "zeros": b"\0" * len(stored.body), "a little": stored.body[:99]}
    put(bucket, key, body[left], content_type="application/warc")
    assert again(bucket, tmp_path) == {"records": ALL - COPIES, "damages": COPIES}
    account = read(bucket, keys.reextracted(RUN, "account.json"))
    assert account is not None
    assert key.encode() in account.body


def test_the_report_counts_all_that_is_damaged_and_names_some(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bucket, tmp_path / "spool", copies=COPIES, change=older)
    put(bucket, next(iter(list_keys(bucket, keys.WARC))), b"", content_type="application/warc")
    monkeypatch.setattr("crawler.reextraction.run.MOST_NAMED", 1)
    again(bucket, tmp_path)
    assert f"; {COPIES} are damaged" in judged(bucket, RUN, print).splitlines()[0]


def test_a_second_try_reads_nothing_twice(bucket: Bucket, tmp_path: Path) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    again(bucket, tmp_path)
    for key in list(list_keys(bucket, keys.WARC)):
        put(bucket, key, b"", content_type="application/warc")
    assert again(bucket, tmp_path) == {"records": 5, "damages": 0}


def test_another_try_reads_what_the_first_had_to_whatever_was_loaded_since(
    bucket: Bucket, tmp_path: Path
) -> None:
    fill(bucket, tmp_path / "spool", change=older, run="r2")
    again(bucket, tmp_path)
    fill(bucket, tmp_path / "spool", change=older, run="r1")
    assert again(bucket, tmp_path) == {"records": 5, "damages": 0}
    read_ones = scan_new(bucket, RUN).collect()["url"]
    assert read_ones.str.contains("?r2=", literal=True).all()


def test_a_batch_whose_process_dies_is_read_by_another(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    begin, begun = on_processes._Reader.begin, list[bool]()

    def dying(reader: on_processes._Reader, batch: Batch, *, again: bool) -> None:
        begin(reader, batch, again=again)
        begun.append(again)
        if len(begun) == 1:
            reader._process.kill()

    monkeypatch.setattr(on_processes._Reader, "begin", dying)
    assert again(bucket, tmp_path) == {"records": 5, "damages": 0}
    assert begun.count(True) == 1


def test_a_batch_that_no_process_survives_ends_the_run_by_name(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    begin = on_processes._Reader.begin

    def dying(reader: on_processes._Reader, batch: Batch, *, again: bool) -> None:
        begin(reader, batch, again=again)
        if batch.number == 3:
            reader._process.kill()

    monkeypatch.setattr(on_processes._Reader, "begin", dying)
    with pytest.raises(on_processes.ReaderDied, match=r"two processes ended over batch 3 of raw"):
        again(bucket, tmp_path)


def test_processes_are_replaced_before_they_grow_old(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    monkeypatch.setattr(on_processes, "LIFE", 1)
    start, started = on_processes._Reader.__init__, list[Job]()

    def counting(reader: on_processes._Reader, job: Job) -> None:
        started.append(job)
        start(reader, job)

    monkeypatch.setattr(on_processes._Reader, "__init__", counting)
    assert again(bucket, tmp_path) == {"records": 5, "damages": 0}
    assert len(started) == 5


def test_a_bucket_that_goes_away_under_a_process_is_named(bucket: Bucket, tmp_path: Path) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    job = Job(replace(bucket, name="gone-bucket"), RUN, {})
    found = batches(records_held(bucket, Scope()))
    with pytest.raises(StorageError, match="gone-bucket"):
        list(on_processes.on_processes(job, found, 2))


def test_only_the_sites_and_days_asked_for_are_read(bucket: Bucket, tmp_path: Path) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    assert again(bucket, tmp_path, since="2026-03-03") == {"records": 0, "damages": 0}
    assert again(bucket, tmp_path, run="another", until="2026-03-02")["records"] == 5


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"sites": ["suihe-forun"]}, "suihe-forun"),
        ({"since": "2026-02-30"}, "since=2026-02-30 is no day"),
        ({"since": "2026-03-03", "until": "2026-03-02"}, "is after until=2026-03-02"),
    ],
)
def test_a_form_that_cant_be_meant_is_refused(
    bucket: Bucket, tmp_path: Path, form: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        read_again(bucket, RUN, form, {"CPPCC_SITES": str(tmp_path)}, print)


def test_rules_that_lose_articles_are_not_promoted(bucket: Bucket, tmp_path: Path) -> None:
    held = fill(bucket, tmp_path / "spool", change=older)
    again(bucket, tmp_path)
    lost = replace(held[0], outcome=type(held[0].outcome).REJECTED)
    body = read(bucket, keys.reextracted(RUN, "records/part-000000.parquet"))
    assert body is not None
    import io  # noqa: PLC0415

    import pyarrow.parquet as pq  # noqa: PLC0415

    from extract.record import Record as Row  # noqa: PLC0415
    from storage.rows import to_row  # noqa: PLC0415
    from storage.schema import arrow_table  # noqa: PLC0415

    out = io.BytesIO()
    pq.write_table(arrow_table(Row, [to_row(lost)]), out)
    part = keys.reextracted(RUN, "records/part-000000.parquet")
    put(bucket, part, out.getvalue(), content_type="application/vnd.apache.parquet")
    with pytest.raises(ConfigurationError, match="would stop being articles"):
        judged(bucket, RUN, print)


def test_rules_that_misread_the_projects_own_pages_are_not_promoted_and_the_report_says_where(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    again(bucket, tmp_path)
    wrong = ["suihe-forum: title: …'甲', not …'乙'", "suihe-forum: source: None, not '穗河论坛'"]
    monkeypatch.setattr("crawler.reextraction.compare.golden_differences", lambda: wrong)
    said: list[str] = []
    with pytest.raises(ConfigurationError, match="golden pages: 2 differ"):
        judged(bucket, RUN, said.append)
    assert "2 differences on the project's own pages" in said
    assert [line for line in said if line.startswith("- `")] == [f"- `{line}`" for line in wrong]


def test_a_scope_that_holds_nothing_is_refused_with_the_reason(
    bucket: Bucket, tmp_path: Path
) -> None:
    fill(bucket, tmp_path / "spool", change=older)
    again(bucket, tmp_path, since="2999-01-01")
    with pytest.raises(ConfigurationError, match="nothing was read again: 0 of the records"):
        judged(bucket, RUN, print)


def test_an_engine_that_there_isnt_is_refused(bucket: Bucket, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there are processes, daft, ray"):
        read_again(bucket, RUN, {}, {"CPPCC_ENGINE": "spark", "CPPCC_SITES": str(tmp_path)}, print)


def test_a_clusters_address_is_all_the_setting_that_ray_needs(
    bucket: Bucket, tmp_path: Path
) -> None:
    environ = {"RAY_ADDRESS": "127.0.0.1:1", "CPPCC_SITES": str(tmp_path)}
    with pytest.raises(ConfigurationError, match=r"Daft isn't installed: .* \[scale\]"):
        read_again(bucket, RUN, {}, environ, print)
