"""What the pages show: manifests, the small tables, and Airflow's own record of tasks.

Of the articles, only narrow columns of the last months are read, and one whole row for the page
of one article.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import polars as pl

from crawler.overview import Glance, overview, site_runs
from crawler.site_files import all_sites
from dags.connection import bucket_environment
from extract.record import Record
from storage import keys
from storage.bucket import Bucket
from storage.manifest import Manifest, latest_manifest
from storage.objects import list_objects, read
from storage.raw import read_raw
from storage.rows import from_row
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from collections.abc import Callable

FRESH_S = 15.0
"""How old a cached answer may be: a page with 200 sites must not read the tables anew each time."""
_SHOWN = 50
_MONTHS = 3
_NARROW = ("article_id", "title", "url", "published", "fetched_at")
_ASIDE = (*_NARROW, "outcome", "reasons")
_cache: dict[str, tuple[float, Any]] = {}
_lock = Lock()


def glances() -> list[Glance]:
    environment = bucket_environment()
    found: list[Glance] = _cached(
        "glances", lambda: overview(all_sites(environment), _runs(), datetime.now(UTC))
    )
    return found


def runs_of(site_id: str) -> list[dict[str, Any]]:
    """Return a site's runs, newest first."""
    mine = [run for run in _runs() if run["site_id"] == site_id]
    return mine[::-1][:_SHOWN]


def release() -> Manifest | None:
    found: Manifest | None = _cached("release", lambda: latest_manifest(_bucket()))
    return found


def findings_of(site_id: str) -> list[dict[str, Any]]:
    """Return what the latest audit found on a site."""
    report = _cached("audit", _latest_audit)
    return [finding for finding in report.get("findings", ()) if finding["site_id"] == site_id]


def audited() -> bool:
    """Whether any audit has left its findings."""
    return bool(_cached("audit", _latest_audit))


def articles_of(site_id: str) -> list[dict[str, Any]]:
    """Return a site's latest articles, in narrow columns."""
    now = datetime.now(UTC)
    months = [f"{now - timedelta(days=30 * back):%Y-%m}" for back in range(_MONTHS)]
    recent = pl.col("ingest_month").is_in(months)
    verdict = pl.col("poison").struct.field("verdict")
    return _rows(keys.ARTICLES, site_id, recent, [*_NARROW, verdict])


def set_aside_of(site_id: str) -> list[dict[str, Any]]:
    """Return what was quarantined and rejected lately, with its reasons."""
    recent = pl.col("fetched_at") > datetime.now(UTC) - timedelta(days=30 * _MONTHS)
    found = [
        row
        for key in (keys.QUARANTINE, keys.REJECTIONS)
        for row in _rows(key, site_id, recent, _ASIDE)
    ]
    return found[:_SHOWN]


def record(article_id: str) -> Record | None:
    """Return one record, an article's or else the latest that was set aside under its id."""
    for key in (keys.ARTICLES, keys.QUARANTINE, keys.REJECTIONS):
        with named_table_errors(_bucket(), key):
            table = open_table(_bucket(), key)
            if table is None:
                continue
            mine = pl.scan_delta(table).filter(pl.col("article_id") == article_id)
            rows = mine.collect().sort("fetched_at").tail(1).to_dicts()
        if rows:
            return from_row(Record, rows[0])
    return None


def raw(article_id: str) -> bytes | None:
    found = record(article_id)
    return read_raw(_bucket(), found.capture) if found and found.capture else None


def latest_tasks() -> dict[str, dict[str, str]]:
    """Return state and addresses of each site's latest task, by the site's name."""
    found: dict[str, dict[str, str]] = _cached("tasks", _latest_tasks)
    return found


def _latest_tasks() -> dict[str, dict[str, str]]:
    from airflow.models.taskinstance import TaskInstance  # noqa: PLC0415
    from airflow.utils.session import create_session  # noqa: PLC0415
    from sqlalchemy import func, select  # noqa: PLC0415

    ti: Any = TaskInstance
    crawls = ti.task_id.in_(("crawl", "crawl_drawn")) & ti.rendered_map_index.is_not(None)
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


def _runs() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _cached(
        "runs", lambda: site_runs(_bucket(), now=datetime.now(UTC))
    )
    return found


def _latest_audit() -> dict[str, Any]:
    listed = list(list_objects(_bucket(), keys.AUDITS))
    if not listed:
        return {}
    stored = read(_bucket(), max(listed, key=lambda found: found.modified).key)
    report: dict[str, Any] = json.loads(stored.body) if stored else {}
    return report


def _rows(key: str, site_id: str, where: pl.Expr, columns: Any) -> list[dict[str, Any]]:
    with named_table_errors(_bucket(), key):
        table = open_table(_bucket(), key)
        if table is None:
            return []
        mine = pl.scan_delta(table).filter((pl.col("site_id") == site_id) & where)
        frame = mine.select(columns).sort("fetched_at", descending=True).head(_SHOWN).collect()
    return frame.to_dicts()


def _bucket() -> Bucket:
    return Bucket.from_environment(bucket_environment())


def _cached(name: str, make: Callable[[], Any]) -> Any:
    # the lock is held while reading: twenty open tabs must not read the same twenty times
    with _lock:
        at, value = _cache.get(name, (-FRESH_S, None))
        if time.monotonic() - at < FRESH_S:
            return value
    value = make()
    with _lock:
        _cache[name] = (time.monotonic(), value)
    return value


def forget() -> None:
    """Read everything anew the next time."""
    with _lock:
        _cache.clear()
