from __future__ import annotations

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from dags.alerts import due_within, failure_notifiers, say_late

if TYPE_CHECKING:
    from collections.abc import Iterator

Posted = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def webhook(monkeypatch: pytest.MonkeyPatch, airflow_database: None) -> Iterator[Posted]:
    """A server that keeps what is posted to it, and the connection that leads there."""
    posted: Posted = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append((self.path, json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # by http.server
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    connection = {"conn_type": "http", "host": f"http://127.0.0.1:{server.server_port}"}
    monkeypatch.setenv("AIRFLOW_CONN_OPERATORS", json.dumps(connection))
    monkeypatch.setenv("CPPCC_ALERT_WEBHOOK", "operators")
    yield posted
    server.shutdown()
    server.server_close()


def test_a_late_run_is_told_to_whom_the_environment_names(webhook: Posted) -> None:
    say_late(6, {"dag_run": {"dag_id": "crawl_sites_daily", "run_id": "r1"}})
    line = "crawl_sites_daily r1 hasn't ended 6 h after it was queued"
    assert [body for _, body in webhook] == [{"text": line, "reason": line}]


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
