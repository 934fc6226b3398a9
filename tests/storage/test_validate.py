"""Shares of a run's articles that may lack something before the run is held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from storage.load import load_run
from storage.parts import write_part
from storage.validate import AHEAD, FEW, FIRST_DAY, validate_run
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket

UNTITLED: dict[str, Any] = {"title": None}
UNDATED: dict[str, Any] = {"published": None, "published_precision": None}
MINUTE = timedelta(minutes=1)


def failed(bucket: Bucket, articles: int, *wrong: tuple[int, dict[str, Any]]) -> dict[str, str]:
    """Load articles of which the first so many are wrong; return what fails, and how it is told."""
    records = [
        record(f"{number:02d}", f"第{number}篇。", capture=None) for number in range(articles)
    ]
    for share, change in wrong:
        records[:share] = [replace(each, **change) for each in records[:share]]
    write_part(bucket, site_run(records=records), records=records, captures=[])
    load_run(bucket, "r1")
    return {check.name: check.detail for check in validate_run(bucket, "r1") if not check.ok}


def test_a_few_without_title_and_half_without_a_day_pass(bucket: Bucket) -> None:
    assert failed(bucket, FEW, (1, UNTITLED), (FEW // 2, UNDATED)) == {}


def test_more_without_title_or_day_fail_and_the_first_is_named(bucket: Bucket) -> None:
    said = failed(bucket, FEW, (2, UNTITLED), (FEW // 2 + 1, UNDATED))
    first = record("00").url
    assert said.keys() == {"titles", "days"}
    assert said["titles"].startswith("2 of 20 lack it")
    assert first in said["titles"]
    assert said["days"].startswith("11 of 20 lack it")
    assert first in said["days"]


def test_of_few_articles_shares_say_nothing(bucket: Bucket) -> None:
    assert failed(bucket, FEW - 1, (FEW - 1, UNTITLED | UNDATED)) == {}


@pytest.mark.parametrize(
    "day", [FIRST_DAY - MINUTE, NOON + AHEAD + MINUTE], ids=["too early", "yet to come"]
)
def test_a_day_that_can_not_be_fails(bucket: Bucket, day: Any) -> None:
    said = failed(bucket, FEW, (1, {"published": day}))
    assert said.keys() == {"dates"}
    assert said["dates"].startswith("1 of 20 are out of range")


def test_the_first_day_and_a_notice_of_tomorrow_pass(bucket: Bucket) -> None:
    wrong = {"published": NOON + AHEAD}
    assert failed(bucket, FEW, (2, wrong), (1, {"published": FIRST_DAY})) == {}
