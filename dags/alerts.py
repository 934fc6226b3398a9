"""Telling people: through Airflow's own notifiers, to whom the environment says.

`CPPCC_ALERT_EMAIL` holds addresses with commas between, sent by connection `smtp_default`;
`CPPCC_ALERT_WEBHOOK` the id of an HTTP connection that a JSON object is posted to;
`CPPCC_LATE_AFTER_S` the seconds after which a scheduled run is late, other than its cadence's own.
"""

from __future__ import annotations

import logging
import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from airflow.sdk import BaseNotifier

_FAILED = "{{ dag.dag_id }}.{{ ti.task_id }} failed for {{ ti.rendered_map_index or run_id }}"
_REASON = "{{ exception or reason }}"


def failure_notifiers(environ: Mapping[str, str] = os.environ) -> list[BaseNotifier]:
    """Return what a failed task is told through; nothing where nothing is configured."""
    return _notifiers(
        environ, _FAILED, {"reason": _REASON, "run": "{{ run_id }}", "log": "{{ ti.log_url }}"}
    )


def due_within(limit: timedelta) -> DeadlineAlert | None:
    """Return the alert for a run that hasn't ended `limit` after it was queued.

    None under `airflow dags test`: up to Airflow 3.3.2 its run succeeds, and then the command fails
    on looking up a deadline that no scheduler has stored (apache/airflow#73428).
    """
    if sys.argv[1:3] == ["dags", "test"]:
        return None
    if seconds := os.environ.get("CPPCC_LATE_AFTER_S"):
        limit = timedelta(seconds=float(seconds))
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=limit,
        callback=SyncCallback(
            "dags.alerts.say_late", kwargs={"minutes": limit / timedelta(minutes=1)}
        ),
    )


def say_late(minutes: float, context: Mapping[str, Any] | None = None, **_: Any) -> None:
    """Say that a run is late; called by Airflow on a worker."""
    run = dict((context or {}).get("dag_run") or {})
    who = f"{run.get('dag_id', 'a run')} {run.get('dag_run_id') or run.get('run_id', '')}".strip()
    line = f"{who} hasn't ended {minutes:g} minutes after it was queued"
    logging.getLogger("airflow.task").warning("%s", line)
    for notifier in _notifiers(os.environ, line, {"reason": line}):
        notifier(dict(context or {}))


def _notifiers(
    environ: Mapping[str, str], subject: str, facts: Mapping[str, str]
) -> list[BaseNotifier]:
    # each takes longer to import than all DAG files to parse
    found: list[BaseNotifier] = []
    if addresses := environ.get("CPPCC_ALERT_EMAIL", "").replace(",", " ").split():
        from airflow.providers.smtp.notifications.smtp import SmtpNotifier  # noqa: PLC0415

        # a reason may hold what a hostile page said
        rows = "".join(
            f"<p>{name}: {{% filter e %}}{said}{{% endfilter %}}</p>"
            for name, said in facts.items()
        )
        found.append(SmtpNotifier(to=addresses, subject=subject, html_content=rows))
    if connection := environ.get("CPPCC_ALERT_WEBHOOK"):
        from airflow.providers.http.notifications.http import HttpNotifier  # noqa: PLC0415

        found.append(HttpNotifier(http_conn_id=connection, json={"text": subject, **facts}))
    return found
