from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from airflow.sdk import DAG

from dags.alerts import due_within, failure_notifiers, say_late
from tests.dags.conftest import ROOT
from tests.dags.mailbox import mailbox
from tests.dags.webhook import hook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from tests.dags.webhook import Posted


@pytest.fixture
def webhook(monkeypatch: pytest.MonkeyPatch, airflow_database: None) -> Iterator[Posted]:
    """A server that keeps what is posted to it, and the connection that leads there."""
    with hook() as (connection, posted):
        monkeypatch.setenv("AIRFLOW_CONN_OPERATORS", connection)
        monkeypatch.setenv("CPPCC_ALERT_WEBHOOK", "operators")
        yield posted


def test_a_late_run_is_told_to_whom_the_environment_names(webhook: Posted) -> None:
    say_late(360, {"dag_run": {"dag_id": "crawl_sites_daily", "run_id": "r1"}})
    line = "crawl_sites_daily r1 hasn't ended 360 minutes after it was queued"
    assert webhook == [{"text": line, "reason": line}]


def test_nobody_is_told_where_nobody_is_named() -> None:
    assert failure_notifiers({}) == []


def test_each_way_that_is_configured_gets_its_notifier() -> None:
    found = failure_notifiers(
        {"CPPCC_ALERT_EMAIL": "a@zx.example, b@zx.example", "CPPCC_ALERT_WEBHOOK": "operators"}
    )
    assert [type(notifier).__name__ for notifier in found] == ["SmtpNotifier", "HttpNotifier"]


@pytest.mark.usefixtures("airflow_database")
def test_a_mail_says_why_and_nothing_in_it_becomes_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = "a failed: hijacked: <a href=http://bad.example>彩票</a>"
    with mailbox() as (connection, mails):
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", connection)
        (notifier,) = failure_notifiers({"CPPCC_ALERT_EMAIL": "a@zx.example, b@zx.example"})
        dag = DAG("crawl_sites")
        notifier({"exception": ValueError(reason), "run_id": "r1", "dag": dag, "ti": _Crawl})
        monkeypatch.setenv("CPPCC_ALERT_EMAIL", "a@zx.example")
        say_late(50, {"dag_run": {"dag_id": "crawl_sites_hourly", "run_id": "r1"}})
    mail, late = mails
    assert (mail["From"], mail["To"]) == ("crawler@zx.example", "a@zx.example, b@zx.example")
    assert mail["Subject"] == "crawl_sites.crawl failed for 甲"
    text = _html(mail)
    assert "<p>reason: a failed: hijacked: &lt;a href=http://bad.example&gt;彩票&lt;/a&gt;" in text
    assert "<p>run: r1</p>" in text
    assert "<p>reason: crawl_sites_hourly r1 hasn&#39;t ended 50 minutes" in _html(late)


class _Crawl:
    task_id, rendered_map_index, log_url = "crawl", "甲", "http://a/log"


def _html(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.usefixtures("airflow_database")
def test_a_notifier_that_fails_leaves_the_reason_the_last_word() -> None:
    unset = {"CPPCC_BUCKET": "", "CPPCC_ALERT_WEBHOOK": "nosuch", "CPPCC_RETRY_DELAY_S": "1"}
    said = subprocess.run(  # our own words
        [sys.executable, "-m", "airflow", "dags", "test", "maintain"],
        env={**os.environ, **unset, "PYTHONPATH": str(ROOT)},
        check=False, capture_output=True, text=True, timeout=300,
    ).stdout  # fmt: skip
    assert said.index("Failed to run task callback") < said.rindex("set CPPCC_BUCKET")


def test_a_deadlines_callback_can_be_imported_wherever_it_is_called() -> None:
    alert = due_within(timedelta(hours=6))
    assert alert is not None
    module, _, name = alert.callback.path.rpartition(".")
    assert getattr(import_module(module), name) is say_late
