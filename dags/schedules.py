"""What every scheduled DAG has in common, and how an interval is written."""

from __future__ import annotations

from typing import Any

from airflow.timetables.interval import CronDataIntervalTimetable
from pendulum import datetime

from dags.crawling import DEFAULTS

TZ = "Asia/Shanghai"
COMMON: dict[str, Any] = {
    "start_date": datetime(2026, 1, 1, tz=TZ),
    "catchup": False,
    "max_active_runs": 1,
    "default_args": DEFAULTS,
    "tags": ["cppcc"],
}


def intervals(cron: str) -> CronDataIntervalTimetable:
    """Return a schedule whose runs have data intervals; a plain cron has had none since Airflow 3.

    A backfill by date needs them.
    """
    return CronDataIntervalTimetable(cron, timezone=TZ)
