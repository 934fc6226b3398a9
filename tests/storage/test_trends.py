"""New articles held against those that readers have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from storage.brought import Brought
from storage.check import Status
from storage.manifest import Manifest
from storage.trends import ENOUGH, trends
from tests.storage.samples import NOON

if TYPE_CHECKING:
    from storage.check import Check

MANY = 2 * ENOUGH


def articles(count: int = MANY, **changes: Any) -> pl.DataFrame:
    row = {
        "article_id": "a",
        "site_id": "qingdao-zx",
        "url": "https://zx.example/1.html",
        "published": NOON,
        "unsourced": False,
        "length": 900,
        "verdict": "clean",
        "host": "publisher",
    }
    return pl.DataFrame([row | changes] * count)


def released(articles: int) -> Manifest:
    return Manifest("r1", NOON, "1.0", 1, articles, 0, 0, {}, {}, {}, ())


def failed(new: pl.DataFrame, old: pl.DataFrame, latest: int | None = None) -> list[Check]:
    manifest = released(old.height if latest is None else latest)
    seen = trends(Brought(("r2",), new, old), manifest)
    return [check for check in seen if check.status is not Status.PASSED]


def test_more_of_the_same_passes() -> None:
    assert failed(articles(), articles()) == []


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("poison", {"verdict": "poisoned"}),
        ("sources", {"unsourced": True}),
        ("undated", {"published": None}),
        ("lengths", {"length": 40}),
    ],
)
def test_a_run_unlike_those_before_fails_and_names_rows(name: str, changes: Any) -> None:
    first = failed(articles(**changes), articles())[0]
    assert (first.name, first.status) == (name, Status.FAILED)
    assert "https://zx.example/1.html" in first.detail


def test_a_mirrors_poison_is_no_surprise() -> None:
    assert failed(articles(verdict="poisoned", host="mirror"), articles()) == []


def test_a_few_articles_say_nothing_of_a_trend() -> None:
    assert failed(articles(count=9, verdict="poisoned", length=1), articles()) == []


def test_a_table_that_lost_articles_fails() -> None:
    (check,) = failed(articles(count=10), articles(), latest=MANY + 20)
    assert (check.name, check.status) == ("volume", Status.FAILED)


def test_a_burst_of_articles_is_only_named() -> None:
    (check,) = failed(articles(count=21 * MANY), articles())
    assert (check.name, check.status) == ("volume", Status.WARNED)


def test_one_sites_drift_among_many_is_only_named() -> None:
    other = articles(site_id="linyi-zx", count=4 * MANY)
    new = pl.concat([other, articles(length=9000)])
    (check,) = failed(new, pl.concat([other, articles()]))
    assert (check.name, check.status) == ("lengths of qingdao-zx", Status.WARNED)


def test_shares_are_of_each_sides_own_articles() -> None:
    new = pl.concat([articles(70), articles(30, unsourced=True)])
    old = pl.concat([articles(160), articles(40, unsourced=True)])
    checks = trends(Brought(("r2",), new, old), released(old.height))
    (sources,) = (check for check in checks if check.name == "sources")
    assert sources.status is Status.PASSED
    assert sources.detail.startswith("30% of 100, 20% before")


@pytest.mark.parametrize(("count", "fails"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_a_trend_is_told_from_so_many_articles_on(count: int, fails: bool) -> None:
    assert bool(failed(articles(count, verdict="poisoned"), articles(count))) is fails


@pytest.mark.parametrize("latest", [None, released(0)], ids=["no release", "an empty one"])
def test_the_first_articles_are_held_against_nothing(latest: Manifest | None) -> None:
    nothing = articles(1).clear()
    checks = trends(Brought(("r1",), articles(21 * MANY), nothing), latest)
    assert {check.status for check in checks} == {Status.PASSED}
    assert checks[0].detail == f"{21 * MANY} are the first"


@pytest.mark.parametrize("length", [299, 2701], ids=["scraps", "whole pages"])
def test_articles_of_odd_length_are_named_and_no_others(length: int) -> None:
    usual = articles(ENOUGH - 1, url="https://zx.example/usual.html")
    new = pl.concat([usual, articles(ENOUGH, length=length)])
    check = failed(new.vstack(articles(2, length=length)), articles())[0]
    assert check.name == "lengths"
    assert "usual.html" not in check.detail
