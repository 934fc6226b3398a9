"""A browser in an operator's hands."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from crawler.browser import find_chromium
from tests.dags.live import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.dags.live import Airflow

LIMIT_MS = 120_000


@contextmanager
def opened() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1500, "height": 950})
        page.set_default_timeout(LIMIT_MS)
        yield page
        browser.close()


def log_in(page: Page, airflow: Airflow) -> None:
    page.goto(airflow.url)
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/auth/" not in url)


def keep(page: Page, name: str) -> None:
    """Keep a picture for whoever wants to look, in the folder that CPPCC_PICTURES names."""
    if folder := os.environ.get("CPPCC_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")
