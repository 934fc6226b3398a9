from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from dags.alerts import due_within, failure_notifiers, say_late
from tests.dags.webhook import hook

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_a_deadlines_callback_can_be_imported_wherever_it_is_called() -> None:
    alert = due_within(timedelta(hours=6))
    assert alert is not None
    module, _, name = alert.callback.path.rpartition(".")
    assert getattr(import_module(module), name) is say_late
