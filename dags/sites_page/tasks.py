"""What Airflow's own record says of each site's latest task."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from dags.sites_page.cache import cached

_LOOKED_BACK = timedelta(days=90)
"""Airflow keeps every task that ever ran until its operator cleans up."""


def latest_tasks() -> dict[str, dict[str, str]]:
    """Return state and addresses of each site's latest task, by the site's name."""
    found: dict[str, dict[str, str]] = cached("tasks", _latest_tasks)
    return found


def _latest_tasks() -> dict[str, dict[str, str]]:
    from airflow.models.taskinstance import TaskInstance  # noqa: PLC0415
    from airflow.utils.session import create_session  # noqa: PLC0415
    from sqlalchemy import func, select  # noqa: PLC0415

    ti: Any = TaskInstance
    crawls = (
        ti.task_id.in_(("crawl", "crawl_drawn"))
        & ti.rendered_map_index.is_not(None)
        & (ti.start_date > datetime.now(UTC) - _LOOKED_BACK)
    )
    latest = (
        select(ti.rendered_map_index, func.max(ti.start_date).label("at"))
        .where(crawls)
        .group_by(ti.rendered_map_index)
        .subquery()
    )
    columns: Any = (ti.rendered_map_index, ti.state, ti.dag_id, ti.run_id, ti.task_id, ti.map_index)
    wanted = select(*columns).join(
        latest,
        (ti.rendered_map_index == latest.c.rendered_map_index) & (ti.start_date == latest.c.at),
    )
    with create_session() as session:
        rows = session.execute(wanted.where(crawls)).all()
    return {row[0]: _addresses(*row[1:]) for row in rows}


def _addresses(state: Any, dag: str, run: str, task: str, number: int) -> dict[str, str]:
    grid = f"/dags/{quote(dag)}/tasks/{quote(task)}"
    where = f"/dags/{quote(dag)}/runs/{quote(run)}/tasks/{quote(task)}/mapped/{number}"
    return {"state": str(getattr(state, "value", state) or "none"), "grid": grid, "log": where}
