"""Runs of a real scheduler while its tasks, itself and the bucket's server are killed at random."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from crawler.demo.compare import differences
from crawler.demo.replicas import replicas
from crawler.demo.server import DemoServer
from extract.record import Record
from storage.articles import current_articles
from storage.bucket import Bucket
from storage.embedded import EmbeddedStore, start
from storage.manifest import latest_manifest
from storage.rows import from_row
from tests.dags.live import Airflow, live_airflow

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE_S = (4.0, 20.0)
LIMIT_S = 1800.0
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
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        stores = [start(folder / "store")]
        opened.callback(lambda: stores[-1].stop())  # noqa: PLW0108  # the last one then
        bucket = Bucket.from_environment(stores[0].environment() | {"CPPCC_BUCKET": "bench"})
        bucket.create()
        sites = [replica.site for replica in replicas()]
        server = opened.enter_context(DemoServer(sites, folder / "sites"))
        airflow = opened.enter_context(
            live_airflow(
                folder / "airflow", stores[0], bucket=bucket.name, sites=server.site_files,
                **SETTINGS,
            )
        )  # fmt: skip
        airflow.await_dag("crawl_sites")
        runs = _under_fire(airflow, stores, count, chance)
        ends = {run: _finally(airflow, run) for run in runs}
        wrong = _wrong(bucket)
    red = [run for run, state in ends.items() if state != "success"]
    green = judged(f"{count} kills, {len(runs)} runs", f"{len(red)} not green", "none", not red)
    return judged("lost or doubled", "; ".join(wrong) or "nothing", "nothing", not wrong) and green


def _under_fire(
    airflow: Airflow, stores: list[EmbeddedStore], count: int, chance: random.Random
) -> list[str]:
    runs: list[str] = []
    for number in range(count):
        if not runs or airflow.state("crawl_sites", runs[-1]) in ("success", "failed"):
            runs.append(airflow.trigger("crawl_sites", {"full": True}))
        time.sleep(chance.uniform(*PAUSE_S))
        what = chance.choice(("task", "worker", "scheduler", "bucket"))
        killed = _KILLS[what](airflow, stores, chance)
        print(
            f"  {number + 1} of {count}: {what}{'' if killed else ' (none was running)'}",
            flush=True,
        )
    return runs


def _kill_task(airflow: Airflow, stores: list[EmbeddedStore], chance: random.Random) -> bool:
    return _kill_one(airflow, chance, "scrapy")


def _kill_worker(airflow: Airflow, stores: list[EmbeddedStore], chance: random.Random) -> bool:
    """Kill a process of the executor's, the parent of whatever crawl it has."""
    return _kill_one(airflow, chance, "worker")


def _kill_one(airflow: Airflow, chance: random.Random, kind: str) -> bool:
    tree = psutil.Process(airflow.processes["scheduler"].pid).children(recursive=True)
    crawls: list[psutil.Process] = []
    rest: list[psutil.Process] = []
    for process in tree:
        with suppress(psutil.NoSuchProcess):
            is_crawl = "scrapy" in " ".join(process.cmdline())
            (crawls if is_crawl else rest).append(process)
    found = crawls if kind == "scrapy" else rest
    if found:
        with suppress(psutil.NoSuchProcess):
            chance.choice(found).kill()
    return bool(found)


def _kill_scheduler(airflow: Airflow, stores: list[EmbeddedStore], chance: random.Random) -> bool:
    process = airflow.processes["scheduler"]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    airflow.start("scheduler", "--skip-serve-logs")
    return True


def _kill_bucket(airflow: Airflow, stores: list[EmbeddedStore], chance: random.Random) -> bool:
    store = stores[-1]
    os.killpg(store.process.pid, signal.SIGKILL)
    time.sleep(chance.uniform(0, 2))
    stores.append(start(store.directory, port=store.port))
    return True


_KILLS = {
    "task": _kill_task,
    "worker": _kill_worker,
    "scheduler": _kill_scheduler,
    "bucket": _kill_bucket,
}


def _finally(airflow: Airflow, run: str) -> str:
    """Return how a run ended, a task of its that ran out of tries cleared once, as one would."""
    state = airflow.await_end("crawl_sites", run, LIMIT_S)
    path = f"/dags/crawl_sites/dagRuns/{run}/taskInstances?limit=100&state=failed"
    if state == "success" and not airflow.api("GET", path)["task_instances"]:
        return state
    print(f"  {run} cleared: {state}")
    airflow.api("POST", f"/dags/crawl_sites/dagRuns/{run}/clear",
                {"dry_run": False, "only_failed": True})  # fmt: skip
    state = airflow.await_end("crawl_sites", run, LIMIT_S)
    failed = airflow.api("GET", path)["task_instances"]
    return "tasks failed" if failed else state


def _wrong(bucket: Bucket) -> list[str]:
    import polars as pl  # noqa: PLC0415

    from storage import keys  # noqa: PLC0415
    from storage.tables import open_table  # noqa: PLC0415

    articles = current_articles(bucket)
    records = [from_row(Record, row) for row in articles.iter_rows(named=True)]
    wrong = differences(records, replicas())
    if articles["article_id"].n_unique() != articles.height:
        wrong.append("an article stands twice")
    table = open_table(bucket, keys.CAPTURES)
    if table is not None:
        captures = pl.scan_delta(table).select("run_id", "url", "fetched_at").collect()
        if captures.n_unique() != captures.height:
            wrong.append("a capture stands twice")
    latest = latest_manifest(bucket)
    if latest is None or latest.articles != articles.height:
        wrong.append("the last manifest hasn't all articles")
    return wrong
