from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from extract.reasons import Reason
from extract.record import Outcome, Poison, Record, Verdict
from storage import keys
from storage.articles import current_articles
from storage.errors import NothingStaged
from storage.load import LoadReport, load_run
from storage.parts import write_part
from storage.rows import from_row
from storage.tables import open_table
from tests.storage.captures import known_captures
from tests.storage.samples import NOON, SITE, capture_row, record, site_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.bucket import Bucket
    from storage.captures import CaptureRow

DAY = timedelta(days=1)


def load(
    bucket: Bucket, run_id: str, records: Sequence[Record], captures: Sequence[CaptureRow] = ()
) -> LoadReport:
    started = max((r.fetched_at for r in records if r.fetched_at), default=NOON)
    run = site_run(run_id, records=records, started_at=started)
    write_part(bucket, run, records=records, captures=captures)
    return load_run(bucket, run_id)


def rows(bucket: Bucket, key: str) -> pl.DataFrame:
    table = open_table(bucket, key)
    assert table is not None
    return pl.scan_delta(table).collect()


def versions(bucket: Bucket) -> dict[str, int]:
    every = (keys.ARTICLES, keys.CAPTURES, keys.SITE_RUNS, keys.QUARANTINE, keys.REJECTIONS)
    return {key: t.version() for key in every if (t := open_table(bucket, key)) is not None}


def set_aside(path: str, outcome: Outcome, reason: Reason) -> Record:
    return record(path, outcome=outcome, reasons=(reason,))


def test_a_run_without_parts_is_refused(bucket: Bucket) -> None:
    with pytest.raises(NothingStaged, match="crawl it"):
        load_run(bucket, "r1")


def test_a_run_is_counted_by_what_it_brought(bucket: Bucket) -> None:
    records = [
        record("1"),
        record("2"),
        set_aside("3", Outcome.QUARANTINED, Reason.SPAM_LEFT),
        set_aside("4", Outcome.REJECTED, Reason.LIST_PAGE),
    ]
    report = load(bucket, "r1", records, [capture_row("1"), capture_row("2")])
    assert report == LoadReport("r1", 2, 0, 0, 1, 1, 2, (SITE,))
    assert rows(bucket, keys.QUARANTINE)["reasons"].to_list() == [["spam_left"]]
    assert rows(bucket, keys.REJECTIONS)["run_id"].to_list() == ["r1"]


def test_a_run_of_a_site_that_brought_nothing_is_kept_with_why_it_failed(bucket: Bucket) -> None:
    failed = site_run("r1", failures=("refused: list http://a.example/ can't be had",))
    write_part(bucket, failed, records=[], captures=[])
    assert load_run(bucket, "r1").sites == (SITE,)
    (row,) = rows(bucket, keys.SITE_RUNS).to_dicts()
    assert row["failures"] == list(failed.failures)
    assert (row["new"], row["quarantined"], row["rejected"]) == (0, 0, 0)
    before = versions(bucket)
    load_run(bucket, "r1")
    assert versions(bucket) == before


def test_half_a_character_in_a_text_becomes_a_sign_for_what_is_lost(bucket: Bucket) -> None:
    load(bucket, "r1", [replace(record("1"), text="政\ud800协😀", title="会\udc00议")])
    (row,) = current_articles(bucket).iter_rows(named=True)
    assert (row["title"], row["text"]) == ("会\ufffd议", "政\ufffd协😀")


def test_a_first_run_that_brought_no_article_is_counted_all_the_same(bucket: Bucket) -> None:
    report = load(bucket, "r1", [set_aside("1", Outcome.REJECTED, Reason.LIST_PAGE)])
    assert (report.new, report.rejected) == (0, 1)
    (row,) = rows(bucket, keys.SITE_RUNS).to_dicts()
    assert (row["new"], row["changed"], row["rejected"]) == (0, 0, 1)


def test_a_loaded_article_is_the_record_with_its_history(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1")])
    (row,) = current_articles(bucket).iter_rows(named=True)
    assert from_row(Record, row) == record("1", first_seen=NOON, last_seen=NOON, revision=1)
    assert (row["ingest_month"], row["run_id"], row["first_run_id"]) == ("2026-03", "r1", "r1")


def test_a_reader_filters_by_what_befell_the_page(bucket: Bucket) -> None:
    mirrored = Poison(Verdict.POISONED, 5.0, {"soup": 8}, {"soup": "abei7"}, "mirror")
    load(bucket, "r1", [record("1"), record("2", poison=mirrored)])
    table = pl.scan_delta(bucket.uri(keys.ARTICLES), storage_options=bucket.storage_options())
    taken = table.filter(pl.col("poison").struct.field("host") != "mirror").collect()
    assert taken["title"].to_list() == ["第1号提案"]


def test_loading_a_run_again_changes_nothing(bucket: Bucket) -> None:
    records = [record("1"), set_aside("2", Outcome.REJECTED, Reason.LIST_PAGE)]
    first = load(bucket, "r1", records, [capture_row("1")])
    before = versions(bucket)
    assert load_run(bucket, "r1") == first
    assert versions(bucket) == before


def test_an_article_seen_again_as_it_was_keeps_its_revision(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1")])
    report = load(bucket, "r2", [record("1", fetched_at=NOON + 30 * DAY)])
    (row,) = current_articles(bucket).iter_rows(named=True)
    assert (report.new, report.changed, report.unchanged) == (0, 0, 1)
    assert (row["revision"], row["run_id"], row["ingest_month"]) == (1, "r1", "2026-03")
    assert (row["first_seen"], row["last_seen"]) == (NOON, NOON + 30 * DAY)


def test_an_edit_is_a_new_revision_and_the_earlier_text_is_kept(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "原文")])
    report = load(bucket, "r2", [record("1", "改文", fetched_at=NOON + DAY)])
    (now,) = current_articles(bucket).iter_rows(named=True)
    (then,) = rows(bucket, keys.ARTICLE_REVISIONS).iter_rows(named=True)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    assert (now["revision"], now["text"], now["run_id"], now["first_run_id"]) == (
        2,
        "改文",
        "r2",
        "r1",
    )
    assert (then["revision"], then["text"], then["run_id"]) == (1, "原文", "r1")
    assert (then["changes"], then["superseded_by"]) == (["text"], "r2")
    assert then["superseded_at"] == NOON + DAY


def test_an_earlier_run_loaded_again_doesnt_bring_its_text_back(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "原文")])
    load(bucket, "r2", [record("1", "改文", fetched_at=NOON + DAY)])
    before = versions(bucket)
    again = load_run(bucket, "r1")
    assert (again.new, again.changed) == (1, 0)
    assert current_articles(bucket)["text"].to_list() == ["改文"]
    assert versions(bucket) == before


def test_the_same_capture_read_by_newer_rules_is_a_revision(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "残文", extractor="1")])
    better = record("1", "全文", extractor="2")
    run = site_run("r2", records=[better], started_at=NOON + DAY)
    write_part(bucket, run, records=[better], captures=[])
    assert load_run(bucket, "r2").changed == 1
    assert current_articles(bucket)["text"].to_list() == ["全文"]


def test_an_article_twice_in_one_run_counts_once_and_the_later_stays(bucket: Bucket) -> None:
    twice = [record("1", "早"), record("1", "晚", fetched_at=NOON + DAY)]
    assert load(bucket, "r1", twice).new == 1
    assert current_articles(bucket)["text"].to_list() == ["晚"]


def test_the_crawl_remembers_the_latest_capture_of_each_address(bucket: Bucket) -> None:
    assert known_captures(bucket, SITE) == {}
    load(bucket, "r1", [], [capture_row("1"), capture_row("2"), capture_row("9", site_id="other")])
    later = capture_row("1", "r2", fetched_at=NOON + DAY, outcome="not_modified", status=304)
    load(bucket, "r2", [], [later])
    known = known_captures(bucket, SITE)
    assert known == {later.canonical_url: later, capture_row("2").canonical_url: capture_row("2")}


def gone_row(path: str, run_id: str, days: int) -> CaptureRow:
    return capture_row(path, run_id, outcome="gone", status=404, fetched_at=NOON + days * DAY)


def test_a_page_that_is_gone_marks_its_article_and_keeps_what_it_was(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1"), record("2")])
    load(bucket, "r2", [], [gone_row("1", "r2", 1), gone_row("9", "r2", 1)])
    one, two = sorted(current_articles(bucket).iter_rows(named=True), key=lambda row: row["url"])
    assert (one["deleted_at"], one["last_seen"], one["revision"]) == (NOON + DAY, NOON, 2)
    assert (one["run_id"], two["deleted_at"], two["revision"]) == ("r2", None, 1)
    (then,) = rows(bucket, keys.ARTICLE_REVISIONS).iter_rows(named=True)
    assert (then["changes"], then["superseded_by"], then["revision"]) == (["deleted"], "r2", 1)


def test_finding_a_page_gone_again_changes_nothing(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1")])
    load(bucket, "r2", [], [gone_row("1", "r2", 1)])
    before = versions(bucket)
    load_run(bucket, "r2")
    load_run(bucket, "r1")
    assert versions(bucket) == before


def test_a_page_that_comes_back_is_a_revision_again(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1")])
    load(bucket, "r2", [], [gone_row("1", "r2", 1)])
    report = load(bucket, "r3", [record("1", fetched_at=NOON + 2 * DAY)])
    (now,) = current_articles(bucket).iter_rows(named=True)
    assert (report.changed, now["deleted_at"], now["revision"]) == (1, None, 3)
    kept = rows(bucket, keys.ARTICLE_REVISIONS).sort("revision")
    assert kept["changes"].to_list() == [["deleted"], ["restored"]]


def test_reading_a_deleted_page_anew_doesnt_restore_it(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "残文")])
    load(bucket, "r2", [], [gone_row("1", "r2", 1)])
    better = record("1", "全文")
    run = site_run("r3", records=[better], started_at=NOON + 2 * DAY)
    write_part(bucket, run, records=[better], captures=[])
    load_run(bucket, "r3")
    (now,) = current_articles(bucket).iter_rows(named=True)
    assert (now["text"], now["deleted_at"], now["revision"]) == ("全文", NOON + DAY, 3)


def read_again(bucket: Bucket, run_id: str, found: Record, days: int) -> None:
    run = site_run(run_id, records=[found], started_at=NOON + days * DAY)
    write_part(bucket, run, records=[found], captures=[])
    load_run(bucket, run_id)


def test_an_article_whose_capture_is_read_as_none_is_set_aside_until_it_is_one_again(
    bucket: Bucket,
) -> None:
    article, aside = record("1", "全文"), record("1", outcome=Outcome.QUARANTINED)
    load(bucket, "r1", [article, record("2")])
    read_again(bucket, "r2", aside, 1)
    one, two = sorted(current_articles(bucket).iter_rows(named=True), key=lambda row: row["url"])
    assert (one["deleted_at"], one["revision"], one["run_id"]) == (NOON, 2, "r2")
    assert (one["text"], two["deleted_at"]) == ("全文", None)
    before = versions(bucket)
    load_run(bucket, "r2")
    load_run(bucket, "r1")
    assert versions(bucket) == before
    read_again(bucket, "r3", article, 2)
    one = current_articles(bucket).sort("url").row(0, named=True)
    assert (one["deleted_at"], one["revision"]) == (None, 3)
    kept = rows(bucket, keys.ARTICLE_REVISIONS).sort("revision")
    assert kept["changes"].to_list() == [["set_aside"], ["restored"]]


def test_of_two_pages_of_an_article_that_a_run_sets_aside_the_later_tells(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "全文")])
    aside = [record("1", outcome=Outcome.QUARANTINED, fetched_at=NOON + n * DAY) for n in (0, 1)]
    run = site_run("r2", records=aside, started_at=NOON + 2 * DAY)
    write_part(bucket, run, records=aside, captures=[])
    load_run(bucket, "r2")
    (now,) = current_articles(bucket).iter_rows(named=True)
    assert (now["text"], now["deleted_at"], now["revision"]) == ("全文", None, 1)


def test_a_later_page_that_is_set_aside_leaves_the_article_as_it_was(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "全文")])
    load(bucket, "r2", [record("1", outcome=Outcome.QUARANTINED, fetched_at=NOON + DAY)])
    (now,) = current_articles(bucket).iter_rows(named=True)
    assert (now["text"], now["deleted_at"], now["revision"]) == ("全文", None, 1)


def test_a_revision_says_in_a_line_what_the_next_one_changed(bucket: Bucket) -> None:
    load(bucket, "r1", [record("1", "主席王小明出席。")])
    load(bucket, "r2", [record("1", "主席王晓明出席。", fetched_at=NOON + DAY)])
    (then,) = rows(bucket, keys.ARTICLE_REVISIONS).iter_rows(named=True)
    assert then["summary"] == "text: −“小” +“晓”"
