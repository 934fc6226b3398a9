"""A clock that ran ahead, and was set right since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from storage import keys
from storage.articles import current_articles
from storage.clock import require_clock
from storage.errors import ClockBehind, NothingStaged
from storage.load import load_run
from storage.manifest import latest_manifest
from storage.parts import write_part
from storage.redate import Redated, redate
from storage.release import publish
from storage.tables import open_table
from tests.storage.captures import known_captures
from tests.storage.samples import SITE, capture_row, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket

YEAR = timedelta(days=400)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def crawled(bucket: Bucket, run_id: str, at: datetime, text: str = "市政协召开会议。") -> None:
    """Load a run of `at` that fetched an article twice, a minute apart."""
    held = record("1", text, capture=None, fetched_at=at, published=None)
    run = site_run(run_id, records=[held], started_at=at, finished_at=at + 2 * MINUTE)
    captures = [capture_row("1", run_id, fetched_at=at + n * MINUTE) for n in (0, 1)]
    write_part(bucket, run, records=[held], captures=captures)
    load_run(bucket, run_id)


def test_a_site_can_be_crawled_again_once_its_times_are_brought_back(
    bucket: Bucket, now: datetime
) -> None:
    crawled(bucket, "r1", now + YEAR)
    with pytest.raises(ClockBehind, match="cppcc redate"):
        require_clock(bucket, SITE, now)
    done = redate(bucket, now=now)
    assert done == Redated(
        ("r1",), {keys.ARTICLES: 1, keys.CAPTURES: 2, keys.SITE_RUNS: 1}, release=None
    )
    require_clock(bucket, SITE, now)
    assert redate(bucket, now=now + MINUTE) == Redated((), {}, release=None)


def test_a_bucket_without_tables_has_nothing_to_redate_and_gets_none(
    bucket: Bucket, now: datetime
) -> None:
    assert redate(bucket, now=now) == Redated((), {}, release=None)
    assert open_table(bucket, keys.ARTICLES) is None
    assert open_table(bucket, keys.CAPTURES) is None


def test_an_edit_after_the_clock_was_set_right_is_seen(bucket: Bucket, now: datetime) -> None:
    crawled(bucket, "r1", now + YEAR)
    redate(bucket, now=now)
    crawled(bucket, "r2", now + MINUTE, "改文。")
    row = current_articles(bucket).row(0, named=True)
    assert (row["text"], row["revision"], row["ingest_month"]) == ("改文。", 2, f"{now:%Y-%m}")
    assert (row["first_seen"], row["fetched_at"]) == (now, now + MINUTE)


def test_captures_keep_their_order_and_none_is_later_than_now(
    bucket: Bucket, now: datetime
) -> None:
    crawled(bucket, "r1", now + YEAR)
    redate(bucket, now=now)
    table = open_table(bucket, keys.CAPTURES)
    assert table is not None
    times = pl.scan_delta(table).select("fetched_at").collect()["fetched_at"].sort().to_list()
    assert times == [now - MINUTE, now]
    assert [row.fetched_at for row in known_captures(bucket, SITE).values()] == [now]


def test_what_lies_in_the_past_stays(bucket: Bucket, now: datetime) -> None:
    crawled(bucket, "r1", now - YEAR)
    before = current_articles(bucket)
    assert redate(bucket, now=now) == Redated((), {}, release=None)
    assert current_articles(bucket).equals(before)


def test_a_day_of_publication_is_the_publishers_own(bucket: Bucket, now: datetime) -> None:
    announced = replace(record("1", capture=None, fetched_at=now + YEAR), published=now + 2 * YEAR)
    run = site_run("r1", records=[announced], started_at=now + YEAR, finished_at=now + YEAR)
    write_part(bucket, run, records=[announced], captures=[])
    load_run(bucket, "r1")
    redate(bucket, now=now)
    assert current_articles(bucket)["published"][0] == now + 2 * YEAR


def test_a_run_that_was_brought_back_is_not_loaded_with_its_old_times(
    bucket: Bucket, now: datetime
) -> None:
    crawled(bucket, "r1", now + YEAR)
    redate(bucket, now=now)
    with pytest.raises(NothingStaged):
        load_run(bucket, "r1")


def test_a_release_made_ahead_of_time_no_longer_holds_up_the_next(
    bucket: Bucket, now: datetime
) -> None:
    crawled(bucket, "r1", now + YEAR)
    ahead = publish(bucket, "r1", created_at=now + YEAR)
    crawled(bucket, "r2", now + MINUTE + YEAR, "改文。")
    with pytest.raises(ClockBehind, match="cppcc redate"):
        publish(bucket, "r2", created_at=now)
    assert redate(bucket, now=now).release == "r1"
    assert publish(bucket, "r1", created_at=now) == ahead
    assert latest_manifest(bucket) == replace(ahead, created_at=now)
    assert publish(bucket, "r2", created_at=now + MINUTE) == latest_manifest(bucket)


def test_a_machine_whose_clock_is_wrong_itself_brings_nothing_back(
    bucket: Bucket, now: datetime
) -> None:
    crawled(bucket, "r1", now)
    with pytest.raises(ClockBehind, match=r"says that it is .* set the clock that is wrong"):
        redate(bucket, now=now - YEAR)
    assert current_articles(bucket)["fetched_at"][0] == now


def test_an_empty_bucket_has_nothing_to_bring_back(bucket: Bucket, now: datetime) -> None:
    assert redate(bucket, now=now) == Redated((), {}, release=None)
