"""What the tab "Sites" shows, and that nothing a page says gets out of hand there."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from dags.sites_page import cache
from dags.sites_page.app import make_app
from dags.sites_page.plugin import SitesApp
from dags.sites_page.shapes import last_months
from extract.record import Poison, Record, Removed, Repair, Verdict
from storage.load import load_run
from storage.parts import write_part
from tests.dags.conftest import ROOT
from tests.storage.samples import capture_row, record, site_run

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

    from storage.bucket import Bucket

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
SITES = 200


def sample() -> Record:
    return record(site_id="site-007", fetched_at=datetime.now(UTC))


@pytest.fixture
def page(
    connected: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, airflow_database: None
) -> TestClient:
    """Two hundred sites, one of them with a run and an article that a hostile page made."""
    from airflow.api_fastapi.core_api.security import get_user  # noqa: PLC0415
    from fastapi.testclient import TestClient  # noqa: PLC0415

    for number in range(SITES):
        (tmp_path / f"site-{number:03d}.toml").write_text(
            f'id = "site-{number:03d}"\nname = "站点{number:03d}"\nlevel = "test"\n'
            f'hosts = ["zx{number}.example"]\nspider = "listing"\n'
            f'starts = ["http://zx{number}.example/"]\n',
            "utf-8",
        )
    monkeypatch.setenv("CPPCC_SITES", str(tmp_path))
    cache.forget()
    poisoned = replace(
        sample(),
        title=HOSTILE,
        url=f"javascript:alert(3)//{HOSTILE}",
        text="甲乙丙",
        removed=(Removed("head_spam", HOSTILE, "head"),),
        repairs=(
            Repair("byte_slip", HOSTILE, "乙", 1),
            Repair("byte_slip", "政刃", "政协", 0, where="source"),
            Repair("byte_slip", "刃", "协", 1, where="column[1]"),
        ),
        source="政协网",
        column=("首页", "政协要闻"),
        poison=Poison(Verdict.POISONED, 9.0, {HOSTILE: 1}, {HOSTILE: HOSTILE}),
    )
    run = replace(
        site_run("r1"),
        site_id="site-007",
        started_at=datetime.now(UTC),
        state="compromised",
        state_evidence=(HOSTILE,),
        failures=(HOSTILE,),
        missing=(f"javascript:{HOSTILE}",),
    )
    month_ago = datetime.now(UTC) - timedelta(days=31)
    older = record("older", site_id="site-007", title="上月的文章", fetched_at=month_ago)
    captures = [capture_row(site_id="site-007")]
    write_part(connected, run, records=[poisoned, older], captures=captures)
    load_run(connected, "r1")
    made = make_app()
    made.dependency_overrides[get_user] = _admin
    app = SitesApp()
    monkeypatch.setattr("dags.sites_page.app.make_app", lambda: made)
    from airflow.api_fastapi.app import init_auth_manager  # noqa: PLC0415

    init_auth_manager()
    return TestClient(app)


def _admin() -> object:
    from airflow.api_fastapi.auth.managers.simple.user import (  # noqa: PLC0415
        SimpleAuthManagerUser,
    )

    return SimpleAuthManagerUser(username="admin", role="ADMIN")


def test_a_task_that_reads_the_plugin_loads_nothing_for_it() -> None:
    command = "import airflow.plugins_manager, sys; before = set(sys.modules);"
    command += "import dags.sites_page.plugin; print(*(set(sys.modules) - before))"
    said = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", command],
        check=True, capture_output=True, text=True, timeout=120, cwd=ROOT,
    )  # fmt: skip
    loaded = set(said.stdout.splitlines()[-1].split())
    assert loaded == {"dags", "dags.sites_page", "dags.sites_page.plugin"}


def test_every_site_is_shown_and_what_needs_a_look_stands_first(page: TestClient) -> None:
    html = page.get("/").text
    assert html.count('<tr data-find="') == SITES
    assert html.index("site-007") < html.index("site-000")
    assert '<span class="chip compromised">' in html
    assert "<polyline points=" in html


def test_sites_can_be_searched_and_sorted(page: TestClient) -> None:
    assert page.get("/", params={"q": "站点019"}).text.count('<tr data-find="') == 1
    html = page.get("/", params={"sort": "site", "down": "true"}).text
    assert html.index("site-199") < html.index("site-000")


@pytest.mark.parametrize("path", ["/", "/sites/site-007", "article"])
def test_nothing_that_a_page_says_becomes_markup(page: TestClient, path: str) -> None:
    wanted = f"/articles/{sample().article_id}" if path == "article" else path
    answer = page.get(wanted)
    assert answer.status_code == 200
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_a_month_that_does_not_fill_the_page_is_followed_by_the_one_before(
    page: TestClient,
) -> None:
    html = page.get("/sites/site-007").text
    assert html.index(sample().article_id) < html.index("上月的文章")


def test_an_article_shows_what_was_repaired_and_removed(page: TestClient) -> None:
    html = page.get(f"/articles/{sample().article_id}").text
    assert "甲<del>" in html
    assert "</del><ins>乙</ins>丙" in html
    assert "<td><del>政刃</del><ins>政协</ins>网</td>" in html
    assert "<td>首页 · 政<del>刃</del><ins>协</ins>要闻</td>" in html
    assert "head_spam" in html


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (datetime(2026, 3, 31, tzinfo=UTC), ["2026-01", "2026-02", "2026-03"]),
        (datetime(2026, 1, 1, tzinfo=UTC), ["2025-11", "2025-12", "2026-01"]),
    ],
)
def test_no_month_is_left_out_of_the_last_three(day: datetime, months: list[str]) -> None:
    assert last_months(day, 3) == months


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("path", ["/", "/sites/site-007", "/articles/0", "/articles/0/raw"])
def test_whoever_is_not_logged_in_is_refused(path: str) -> None:
    from fastapi.testclient import TestClient  # noqa: PLC0415

    answer = TestClient(make_app()).get(path)
    assert (answer.status_code, "site-" in answer.text) == (401, False)


@pytest.mark.parametrize("path", ["/sites/nosuch", "/articles/0", "/articles/0/raw"])
def test_what_isnt_there_is_not_found(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 404


def test_a_bucket_that_is_not_configured_is_said_to_be(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CPPCC_BUCKET")
    cache.forget()
    answer = page.get("/")
    assert (answer.status_code, "set CPPCC_BUCKET" in answer.text) == (503, True)
