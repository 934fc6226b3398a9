"""What an operator does: log in, trigger a run, watch it turn green, look at the sites."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import quote, unquote
from urllib.request import urlopen

import pytest

from crawler.demo.replicas import replicas
from crawler.demo.server import DemoServer
from storage.articles import current_articles
from storage.bucket import Bucket
from tests.crawler.archive import fill
from tests.dags.chromium import LIMIT_MS, keep, log_in, opened
from tests.dags.live import Airflow, live_airflow
from tests.dags.webhook import hook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from storage.embedded.store import EmbeddedStore
    from tests.dags.webhook import Posted

SEEN_S = 10
SHOWN = [replica for replica in replicas() if replica.site.id in ("suihe-forum", "lantai-mirror")]
GREEN = (
    "//*[starts-with(normalize-space(.), 'manual__') and "
    "substring-after(normalize-space(.), '+00:00') = 'Success']"
)
"""The run's name with its badge, and nothing else."""


@pytest.fixture(scope="module")
def bucket(store: EmbeddedStore) -> Bucket:
    made = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "operated"})
    made.create()
    return made


@pytest.fixture(scope="module")
def posted() -> Iterator[tuple[str, Posted]]:
    with hook() as opened:
        yield opened


@pytest.fixture(scope="module")
def airflow(
    store: EmbeddedStore,
    bucket: Bucket,
    posted: tuple[str, Posted],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Airflow]:
    folder = tmp_path_factory.mktemp("operated")
    settings = {
        "CPPCC_RETRY_DELAY_S": "5",
        "CPPCC_LATE_AFTER_S": "1",
        "CPPCC_ALERT_WEBHOOK": "operators",
        "AIRFLOW_CONN_OPERATORS": posted[0],
    }
    with DemoServer([replica.site for replica in SHOWN], folder / "sites") as server:
        files, home = server.site_files, folder / "airflow"
        with live_airflow(home, store, bucket=bucket.name, sites=files, **settings) as up:
            yield up


@pytest.fixture
def browser_page() -> Iterator[Page]:
    with opened() as page:
        yield page


def test_a_run_is_triggered_and_turns_green_and_its_sites_are_shown(
    airflow: Airflow, browser_page: Page, tmp_path: Path
) -> None:
    for path in ("/cppcc/", "/cppcc/sites/suihe-forum", "/cppcc/articles/1/raw"):
        with pytest.raises(HTTPError) as refused:
            urlopen(airflow.url + path, timeout=30)  # noqa: S310  # loopback
        refused.value.close()
        assert refused.value.code == 401

    page = browser_page
    log_in(page, airflow)
    airflow.await_dag("crawl_sites")

    page.goto(f"{airflow.url}/dags/crawl_sites")
    page.get_by_role("button", name="Trigger").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Trigger").click()
    page.wait_for_url("**/runs/**")
    page.locator(f"xpath={GREEN}").first.wait_for()
    keep(page, "run")

    page.goto(f"{airflow.url}/plugin/sites")
    frame = page.frame_locator("iframe")
    for replica in SHOWN:
        frame.get_by_text(replica.site.name, exact=True).wait_for()
    keep(page, "sites")
    frame.get_by_text("穗河论坛", exact=True).click()
    frame.get_by_text("Latest articles").wait_for()
    keep(page, "site")
    frame.locator("#articles td a").first.click()
    frame.get_by_text("Removed").wait_for()
    keep(page, "article")
    page.goto(f"{airflow.url}/plugin/sites")
    frame.get_by_role("link", name="log").first.click()
    page.wait_for_url("**/runs/**/tasks/crawl/mapped/*")


@pytest.mark.parametrize(
    ("site", "until", "reason"),
    [
        ("suihe-forun", "2024-02-02", "did you mean suihe-forum?"),
        ("suihe-forum", "2999-02-02", "until=2999-02-02 is in the future"),
    ],
    ids=["misspelt site", "future"],
)
def test_a_backfill_that_cant_be_meant_is_red_and_the_last_line_of_its_log_says_why(
    airflow: Airflow, browser_page: Page, site: str, until: str, reason: str
) -> None:
    page = browser_page
    log_in(page, airflow)
    airflow.await_dag("backfill")
    page.goto(f"{airflow.url}/dags/backfill")
    page.get_by_role("button", name="Trigger").first.click()
    form = page.get_by_role("dialog")
    form.locator("textarea").first.fill(site)
    since_field, until_field = form.locator("input[type=date]").all()
    since_field.fill("2024-02-01")
    until_field.fill(until)
    form.get_by_role("button", name="Trigger").click()
    page.wait_for_url("**/runs/**")
    run = unquote(page.url.rpartition("/runs/")[2].partition("/")[0].partition("?")[0])
    assert airflow.await_end("backfill", run) == "failed"
    page.goto(f"{airflow.url}/dags/backfill/runs/{quote(run)}/tasks/plan")
    log = page.get_by_test_id("virtualized-list")
    log.get_by_text(reason).last.wait_for()
    keep(page, f"refused {site}")
    assert reason in log.inner_text().strip().splitlines()[-1]


def test_a_reextraction_waits_until_an_operator_rejects_or_approves_it(
    airflow: Airflow, bucket: Bucket, tmp_path: Path
) -> None:
    fill(bucket, tmp_path / "spool", change=lambda record: replace(record, source=None))
    airflow.await_dag("reextract")
    rejected = _answered(airflow, bucket, "Reject")
    promote = f"/dags/reextract/dagRuns/{rejected}/taskInstances/promote"
    assert airflow.api("GET", promote)["state"] == "skipped"
    assert current_articles(bucket)["source"].null_count() == 5

    _answered(airflow, bucket, "Approve")
    assert current_articles(bucket)["source"].null_count() == 0


def _answered(airflow: Airflow, bucket: Bucket, answer: str) -> str:
    """Read the archive again, answer the question whether to promote it, return the run."""
    run = airflow.trigger("reextract")
    task = f"/dags/reextract/dagRuns/{run}/taskInstances/approve"
    _await(lambda: airflow.api("GET", task)["state"] == "awaiting_input")
    assert current_articles(bucket)["source"].null_count() == 5
    asked = airflow.api("GET", f"{task}/-1/hitlDetails")
    assert "| source | 5 | 0 |" in asked["body"]

    # a scheduler that hears the answer before the end of the process that asked, asks again
    time.sleep(SEEN_S)
    said = {"chosen_options": [answer], "params_input": {}}
    airflow.api("PATCH", f"{task}/-1/hitlDetails", said)
    assert airflow.await_end("reextract", run) == "success"
    return run


def test_a_scheduled_run_that_is_late_is_told(airflow: Airflow, posted: tuple[str, Posted]) -> None:
    airflow.await_dag("crawl_sites_daily")
    run = airflow.trigger("crawl_sites_daily")
    late = f"crawl_sites_daily {run} hasn't ended"
    _await(lambda: any(said["text"].startswith(late) for said in posted[1]))
    assert airflow.await_end("crawl_sites_daily", run) == "success"


def _await(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_MS / 1000
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.5)
