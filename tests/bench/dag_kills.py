"""Scheduled runs while their tasks, their workers, the scheduler and the bucket are killed.

Sites print a few articles a day; Airflow's own backfill schedules an interval for each day. In the
end every interval must be green, and every article that was printed must stand in the tables once.
"""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit

import polars as pl

from crawler.demo.server import DemoServer
from storage import keys
from storage.articles import current_articles
from storage.bucket import Bucket
from storage.embedded.store import start
from storage.manifest import latest_manifest
from storage.tables import open_table
from tests.bench.growing import GrowingSite
from tests.bench.killing import KILLS, Targets
from tests.dags.live import live_airflow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.dags.live import Airflow

DAG = "crawl_sites_daily"
FIRST = datetime(2026, 2, 1, tzinfo=UTC)
SITES = 4
TRIES = 60
MAY_PASS = (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.CONFLICT)
"""Airflow's database is busy, or its scheduler hasn't yet seen that the last backfill ended."""
PAUSE_S = (4.0, 24.0)
LIMIT_S = 600.0
SETTINGS = {
    "CPPCC_RETRY_DELAY_S": "5",
    "AIRFLOW__CORE__PARALLELISM": "4",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "40",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
    "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "20",
}


def kills(count: int, seed: int, judged: Callable[[str, str, str, bool], bool]) -> bool:
    """Kill `count` times during runs; print whether all ended green with nothing lost or twice."""
    chance = random.Random(seed)  # for repeating, not for secrets
    grown = [GrowingSite(f"growing-{number}", f"第{number}县") for number in range(SITES)]
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        stores = [start(folder / "store")]
        opened.callback(lambda: stores[-1].stop())  # noqa: PLW0108  # the last one then
        bucket = Bucket.from_environment(stores[0].environment() | {"CPPCC_BUCKET": "bench"})
        bucket.create()
        served = [site.site() for site in grown]
        server = opened.enter_context(DemoServer(served, folder / "sites"))
        airflow = opened.enter_context(
            live_airflow(
                folder / "airflow", stores[0], bucket=bucket.name, sites=server.site_files,
                **SETTINGS,
            )
        )  # fmt: skip
        airflow.await_dag(DAG)
        _under_fire(Targets(airflow, stores, chance), grown, count)
        ends = {run: _finally(airflow, run) for run in _runs(airflow)}
        wrong = _wrong(bucket, grown)
    red = [run for run, state in ends.items() if state != "success"]
    green = judged(
        f"{count} kills, {len(ends)} intervals", f"{len(red)} not green", "none", not red
    )
    printed = sum(len(site.printed) for site in grown)
    seen = "; ".join(wrong[:5]) or "nothing"
    return judged(f"of {printed} articles lost or twice", seen, "nothing", not wrong) and green


def _under_fire(targets: Targets, grown: Sequence[GrowingSite], count: int) -> None:
    day = FIRST
    for number in range(count):
        if not _running(targets.airflow):
            for site in grown:  # at noon in China, within the interval that begins on this day
                site.print_day(day.date() + timedelta(days=1))
            _schedule(targets.airflow, day)
            day += timedelta(days=1)
        time.sleep(targets.chance.uniform(*PAUSE_S))
        print(f"  {number + 1} of {count}: {_kill_something(targets)}", flush=True)


def _kill_something(targets: Targets) -> str:
    """Kill what runs, of a kind that chance picks; return what that was."""
    kinds = sorted(KILLS)
    targets.chance.shuffle(kinds)
    return next(done for kind in kinds if (done := KILLS[kind](targets)))


def _schedule(airflow: Airflow, day: datetime) -> None:
    """Have Airflow schedule the interval that begins on a day."""
    asked = {"dag_id": DAG, "from_date": day.isoformat(), "max_active_runs": 1,
             "to_date": (day + timedelta(days=1)).isoformat()}  # fmt: skip
    for _ in range(TRIES):
        try:
            airflow.api("POST", "/backfills", asked)
        except HTTPError as error:
            if error.code not in MAY_PASS:
                raise
            time.sleep(2)
        else:
            return
    raise AssertionError(f"Airflow schedules nothing for {day:%Y-%m-%d}")


def _running(airflow: Airflow) -> bool:
    states = _runs(airflow).values()
    return any(state not in ("success", "failed") for state in states)


def _runs(airflow: Airflow) -> dict[str, str]:
    found = airflow.api("GET", f"/dags/{DAG}/dagRuns?limit=200")["dag_runs"]
    return {run["dag_run_id"]: run["state"] for run in found}


def _finally(airflow: Airflow, run: str) -> str:
    """Return how a run ended, once its failed tasks were cleared as an operator does.

    The UI clears a task with all that is downstream of it: what a site brings late is loaded.
    """
    state = airflow.await_end(DAG, run, LIMIT_S)
    path = f"/dags/{DAG}/dagRuns/{run}/taskInstances?limit=100&state=failed"
    failed = airflow.api("GET", path)["task_instances"]
    if state == "success" and not failed:
        return state
    tasks = [
        [task["task_id"], task["map_index"]] if task["map_index"] >= 0 else task["task_id"]
        for task in failed
    ]
    print(f"  {run}: {state}, cleared {tasks}", flush=True)
    airflow.api("POST", f"/dags/{DAG}/clearTaskInstances",
                {"dag_run_id": run, "task_ids": tasks, "include_downstream": True,
                 "only_failed": False, "dry_run": False})  # fmt: skip
    state = airflow.await_end(DAG, run, LIMIT_S)
    return "tasks failed" if airflow.api("GET", path)["task_instances"] else state


def _wrong(bucket: Bucket, grown: Sequence[GrowingSite]) -> list[str]:
    articles = current_articles(bucket)
    held: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for site, url, *said in articles.select("site_id", "url", "title", "text").iter_rows():
        held.setdefault((site, urlsplit(url).path), []).append((said[0], said[1]))
    wanted = {(site.id, path): [said] for site in grown for path, said in site.printed.items()}
    wrong = [f"{' '.join(key)}: {len(held.get(key, []))} times" for key in sorted(wanted)
             if held.get(key) != wanted[key]]  # fmt: skip
    wrong += [f"{' '.join(key)}: never printed" for key in sorted(held.keys() - wanted.keys())]
    table = open_table(bucket, keys.CAPTURES)
    if table is not None:
        captures = pl.scan_delta(table).select("run_id", "url", "fetched_at").collect()
        if captures.n_unique() != captures.height:
            wrong.append("a capture stands twice")
    latest = latest_manifest(bucket)
    if latest is None or latest.articles != articles.height:
        wrong.append("the last manifest hasn't all articles")
    return wrong
