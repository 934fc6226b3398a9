"""What an operator does: log in, trigger a run, watch it turn green, look at the sites."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from crawler.browser import find_chromium
from crawler.demo.replicas import replicas
from crawler.demo.server import DemoServer
from tests.dags.live import PASSWORD, Airflow, live_airflow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from storage.bucket import Bucket
    from storage.embedded import EmbeddedStore

LIMIT_MS = 240_000
SHOWN = [replica for replica in replicas() if replica.site.id in ("suihe-forum", "lantai-mirror")]
GREEN = (
    "//*[starts-with(normalize-space(.), 'manual__') and "
    "substring-after(normalize-space(.), '+00:00') = 'Success']"
)
"""The run's name with its badge, and nothing else."""


@pytest.fixture
def airflow(store: EmbeddedStore, bucket: Bucket, tmp_path: Path) -> Iterator[Airflow]:
    with DemoServer([replica.site for replica in SHOWN], tmp_path / "sites") as server:
        files = server.site_files
        home = tmp_path / "airflow"
        settings = {"CPPCC_RETRY_DELAY_S": "5"}
        with live_airflow(home, store, bucket=bucket.name, sites=files, **settings) as up:
            yield up


@pytest.fixture
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1500, "height": 950})
        page.set_default_timeout(LIMIT_MS)
        yield page
        browser.close()


def test_a_run_is_triggered_and_turns_green_and_its_sites_are_shown(
    airflow: Airflow, browser_page: Page, tmp_path: Path
) -> None:
    for path in ("/cppcc/", "/cppcc/sites/suihe-forum", "/cppcc/articles/1/raw"):
        with pytest.raises(HTTPError) as refused:
            urlopen(airflow.url + path, timeout=30)  # noqa: S310  # loopback
        assert refused.value.code == 401

    page = browser_page
    page.goto(airflow.url)
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(airflow.url + "/**")
    airflow.await_dag("crawl_sites")

    page.goto(f"{airflow.url}/dags/crawl_sites")
    page.get_by_role("button", name="Trigger").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Trigger").click()
    page.wait_for_url("**/runs/**")
    page.locator(f"xpath={GREEN}").first.wait_for()
    _keep(page, "run")

    page.goto(f"{airflow.url}/plugin/sites")
    frame = page.frame_locator("iframe")
    for replica in SHOWN:
        frame.get_by_text(replica.site.name, exact=True).wait_for()
    _keep(page, "sites")
    frame.get_by_text("穗河论坛", exact=True).click()
    frame.get_by_text("Latest articles").wait_for()
    _keep(page, "site")
    frame.locator("#articles td a").first.click()
    frame.get_by_text("Removed").wait_for()
    _keep(page, "article")
    page.goto(f"{airflow.url}/plugin/sites")
    frame.get_by_role("link", name="log").first.click()
    page.wait_for_url("**/runs/**/tasks/crawl/mapped/*")


def _keep(page: Page, name: str) -> None:
    """Keep a picture for whoever wants to look, in the folder that CPPCC_PICTURES names."""
    if folder := os.environ.get("CPPCC_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")
