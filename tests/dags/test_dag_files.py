"""What must hold for every DAG, and for what a schedule means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowTaskTimeout

from dags import crawling
from dags.faults import named_failures
from dags.steps import crawl, release
from storage.check import Check, Status
from tests.dags.conftest import ROOT

if TYPE_CHECKING:
    from airflow.sdk import DAG

CADENCES = ("hourly", "daily", "weekly")
IDS = {
    "audit",
    "backfill",
    "crawl_sites",
    "maintain",
    "reextract",
    *(f"crawl_sites_{cadence}" for cadence in CADENCES),
}


@pytest.fixture(scope="module")
def dags() -> dict[str, DAG]:
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415

    bag = DagBag(str(ROOT / "dags"))
    assert not bag.import_errors
    found: dict[str, DAG] = dict(bag.dags)
    return found


def test_all_dags_are_there_and_no_others(dags: dict[str, DAG]) -> None:
    assert set(dags) == IDS


def test_each_dag_says_what_it_is_for_and_is_tagged(dags: dict[str, DAG]) -> None:
    assert all(dag.doc_md and "cppcc" in dag.tags for dag in dags.values())


def test_each_dag_that_is_scheduled_says_when_its_run_is_late(dags: dict[str, DAG]) -> None:
    scheduled = {name for name, dag in dags.items() if dag.timetable.can_be_scheduled}
    assert scheduled == {"audit", "maintain", *(f"crawl_sites_{cadence}" for cadence in CADENCES)}
    assert all(dags[name].deadline for name in scheduled)


@pytest.mark.parametrize("name", sorted(IDS))
def test_every_pool_that_a_task_names_is_in_the_file_of_pools(
    dags: dict[str, DAG], name: str
) -> None:
    import json  # noqa: PLC0415

    pools = json.loads((ROOT / "dags" / "pools.json").read_text("utf-8"))
    assert {task.pool for task in dags[name].tasks} <= {*pools, "default_pool"}


@pytest.mark.parametrize(
    ("cadence", "length"),
    [("hourly", timedelta(hours=1)), ("daily", timedelta(days=1)), ("weekly", timedelta(days=7))],
)
def test_a_run_starts_when_its_interval_ends(
    dags: dict[str, DAG], cadence: str, length: timedelta
) -> None:
    from pendulum import instance  # noqa: PLC0415

    timetable: Any = dags[f"crawl_sites_{cadence}"].timetable
    found = timetable.infer_manual_data_interval(
        run_after=instance(datetime(2026, 3, 4, 5, 30, tzinfo=UTC))
    )
    assert found.end - found.start == length
    assert found.end <= datetime(2026, 3, 4, 5, 30, tzinfo=UTC)


def test_an_intervals_days_are_those_of_china_and_its_end_is_not_in() -> None:
    start = datetime(2026, 3, 3, 19, 0, tzinfo=UTC)
    assert crawl.days_of(start, start + timedelta(days=1)) == ("2026-03-04", "2026-03-05")
    midnight = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
    assert crawl.days_of(midnight, midnight + timedelta(days=1)) == ("2026-03-04", "2026-03-04")


def test_a_backfilled_interval_gives_way_to_the_form() -> None:
    interval = (datetime(2026, 3, 3, 16, tzinfo=UTC), datetime(2026, 3, 4, 16, tzinfo=UTC))
    assert crawl.crawl_options("r", {}, interval)["since"] == "2026-03-04"
    assert "until" not in crawl.crawl_options("r", {"since": "2026-01-01"}, interval)
    assert "since" not in crawl.crawl_options("r", {})


@pytest.mark.parametrize(("kind", "bounded"), [("backfill", True), ("scheduled", False)])
def test_only_a_backfill_is_bounded_by_its_interval(
    monkeypatch: pytest.MonkeyPatch, kind: str, *, bounded: bool
) -> None:
    from airflow.utils.types import DagRunType  # noqa: PLC0415

    start = datetime(2026, 3, 3, 16, tzinfo=UTC)
    end = start + timedelta(days=1)
    run = SimpleNamespace(
        run_type=DagRunType(kind), data_interval_start=start, data_interval_end=end
    )
    monkeypatch.setattr(crawling, "get_current_context", lambda: {"dag_run": run})
    assert crawling.interval() == ((start, end) if bounded else None)


def test_a_task_that_takes_too_long_says_so_and_may_go_on() -> None:
    with pytest.raises(AirflowException, match="time limit: a retry goes on"), named_failures():
        raise AirflowTaskTimeout("Timeout, PID: 4242")


def test_two_dags_whose_runs_are_called_alike_are_two_runs_in_the_bucket() -> None:
    run = "scheduled__2026-03-04T05:00:00+00:00"
    assert release.bucket_run("crawl_sites_daily", run) != release.bucket_run(
        "crawl_sites_hourly", run
    )


@pytest.mark.parametrize(
    ("failed", "passes"),
    [
        ({"lost_requests": "9 of 10"}, True),
        ({"refused": "list http://a/ can't be had; another: too"}, True),
        ({"error_5xx": "list http://a/ can't be had: `cppcc check a` tries it"}, True),
        ({"unresolved": "2 requests: robots.txt: no address"}, True),
        ({"storage": "the last run ended later: set the clock; if it was wrong: redate"}, True),
        ({"never_closed": "scrapy exited 2: half of it; failed: list"}, True),
        ({"blocked": "the site answers with challenges or refusals"}, False),
        ({"gone": "list http://a/ can't be had: `cppcc check a` tries it"}, False),
        ({"lost_requests": "9 of 10", "min_articles": "0 of 5"}, False),
        ({"list_without_articles": "http://a/"}, False),
        ({}, True),  # it was interrupted
    ],
)
def test_only_what_can_pass_is_tried_again(failed: dict[str, str], passes: bool) -> None:
    checks = [Check(name, Status.FAILED, detail) for name, detail in failed.items()]
    assert crawl.may_pass(checks) is passes
