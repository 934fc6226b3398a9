"""A mapped run of many simulated sites on a real scheduler."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.demo.replicas import replicas
from crawler.demo.server import DemoServer
from storage.bucket import Bucket
from storage.embedded.store import start
from tests.dags.live import live_airflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.dags.live import Airflow

SLOTS = max(2, os.cpu_count() or 2)
ASKED_OVERHEAD_S = 3.0
LIMIT_S = 3600.0


def write_site_files(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"site-{number:03d}.toml").write_text(
            f'id = "site-{number:03d}"\nname = "站点{number:03d}"\nlevel = "test"\n'
            f'hosts = ["zx{number}.example"]\nspider = "listing"\n'
            f'starts = ["http://zx{number}.example/"]\n',
            "utf-8",
        )


def mapped(sites: int, judged: Callable[[str, str, str, bool], bool]) -> bool:
    """Crawl `sites` replicas in one run, and print what a task costs beyond its crawl.

    A task's own work is its crawl: the turn at the site and Scrapy's process from start to end. All
    else is overhead: scheduling, waiting of free slots, Airflow's process for the task, what it
    imports, parses and asks, the bucket's check, and the result on its way back.
    """
    known = [replica.site for replica in replicas()]
    served = [
        replace(known[n % len(known)], id=f"sim-{n:03d}", name=f"模拟{n:03d}") for n in range(sites)
    ]
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        store = start(folder / "store")
        opened.callback(store.stop)
        bucket = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "bench"})
        bucket.create()
        server = opened.enter_context(DemoServer(served, folder / "sites"))
        airflow = opened.enter_context(
            live_airflow(
                folder / "airflow", store, bucket=bucket.name, sites=server.site_files,
                AIRFLOW__CORE__PARALLELISM=str(SLOTS),
            )
        )  # fmt: skip
        airflow.await_dag("crawl_sites")
        run = airflow.trigger("crawl_sites")
        state = airflow.await_end("crawl_sites", run, LIMIT_S)
        tasks = list(_crawls(airflow, run))
        own = sum(_seconds(airflow, run, task["map_index"]) for task in tasks)
    wall = _moment(max(t["end_date"] for t in tasks)) - _moment(min(t["start_date"] for t in tasks))
    overhead = (wall * SLOTS - own) / len(tasks)
    inside = (_between(tasks, "start_date", "end_date") - own) / len(tasks)
    again = sum(task["try_number"] > 1 for task in tasks)
    print(f"  {len(tasks)} tasks, {again} of them tried again,")
    print(f"  {wall:.0f} s on {SLOTS} slots, {own:.0f} s of crawling")
    print(f"  {inside:.1f} s of a task around its crawl, {overhead - inside:.1f} s between tasks")
    green = state == "success" and all(task["state"] == "success" for task in tasks)
    judged("mapped run", state, "success", green)
    return green & judged(
        "overhead a task", f"{overhead:.1f} s", f"at most {ASKED_OVERHEAD_S:g} s",
        overhead <= ASKED_OVERHEAD_S,
    )  # fmt: skip


def _crawls(airflow: Airflow, run: str) -> Iterator[dict[str, Any]]:
    """Yield the run's mapped tasks; Airflow answers with a hundred at a time, whatever is asked."""
    offset = 0
    while True:
        path = f"/dags/crawl_sites/dagRuns/{run}/taskInstances?limit=100&offset={offset}"
        answer = airflow.api("GET", path)
        yield from (task for task in answer["task_instances"] if task["task_id"] == "crawl")
        offset += len(answer["task_instances"])
        if not answer["task_instances"] or offset >= answer["total_entries"]:
            return


def _between(tasks: list[dict[str, str]], first: str, last: str) -> float:
    return sum(_moment(task[last]) - _moment(task[first]) for task in tasks)


def _seconds(airflow: Any, run: str, number: int) -> float:
    path = (
        f"/dags/crawl_sites/dagRuns/{run}/taskInstances/crawl/xcomEntries/return_value"
        f"?map_index={number}&deserialize=true"
    )
    value = airflow.api("GET", path)["value"]
    return float(value["seconds"])


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
