"""The DAGs on Celery: two workers, one of them killed in the middle of a crawl."""

from __future__ import annotations

import os
import signal
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psutil
import pytest

from crawler.demo.cluster import celery_environment, redis_command, worker_command
from crawler.demo.server import DemoServer
from storage.articles import current_articles
from storage.embedded.ports import free_port
from storage.manifest import latest_manifest
from tests.bench.growing import GrowingSite
from tests.dags.live import Airflow, live_airflow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

WORKERS = ("worker-1", "worker-2")
DAYS = 4
LIMIT_S = 300.0
UNDER_WAY_S = 4.0
DAG = "crawl_sites"
SETTINGS = {
    "CPPCC_RETRY_DELAY_S": "5",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "30",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
}


@pytest.fixture
def grown() -> Sequence[GrowingSite]:
    sites = [GrowingSite(f"growing-{number}", f"第{number}县") for number in range(4)]
    for site in sites:
        for day in range(DAYS):
            site.print_day(date(2026, 2, 1) + timedelta(days=day))
    return sites


@pytest.fixture
def airflow(
    store: EmbeddedStore, bucket: Bucket, tmp_path: Path, grown: Sequence[GrowingSite]
) -> Iterator[Airflow]:
    queue = free_port()
    settings = {**celery_environment(queue), **SETTINGS}
    with DemoServer([site.site() for site in grown], tmp_path / "sites") as server:
        files = server.site_files
        for path in files.glob("*.toml"):  # slow enough that a crawl can be met under way
            text = path.read_text("utf-8").replace("delay = 0", "delay = 0.7")
            path.write_text(text.replace("concurrency = 4", "concurrency = 1"), "utf-8")
        home = tmp_path / "airflow"
        with live_airflow(home, store, bucket=bucket.name, sites=files, **settings) as up:
            up.run("redis", redis_command(queue, tmp_path))
            for number, name in enumerate(WORKERS, start=1):
                up.run(name, worker_command(number))
            up.await_dag(DAG)
            yield up


def test_a_run_ends_green_and_whole_though_a_worker_is_killed_in_a_crawl(
    airflow: Airflow, bucket: Bucket, grown: Sequence[GrowingSite]
) -> None:
    run = airflow.trigger(DAG)
    crawls = _await_crawls(airflow, WORKERS[0])
    os.killpg(airflow.processes[WORKERS[0]].pid, signal.SIGKILL)
    assert airflow.await_end(DAG, run, LIMIT_S) == "success"

    path = f"/dags/{DAG}/dagRuns/{run}/taskInstances?limit=100"
    tasks = [t for t in airflow.api("GET", path)["task_instances"] if t["task_id"] == "crawl"]
    assert {task["state"] for task in tasks} == {"success"}
    assert sum(task["try_number"] > 1 for task in tasks) >= len(crawls)
    assert not [crawl for crawl in crawls if crawl.is_running()]

    held = current_articles(bucket).select("site_id", "url", "title", "text").rows()
    printed = [(site.id, path, *said) for site in grown for path, said in site.printed.items()]
    assert sorted((site, urlsplit(url).path, *said) for site, url, *said in held) == sorted(printed)
    latest = latest_manifest(bucket)
    assert latest is not None
    assert latest.articles == len(printed)


def _crawls(process: psutil.Process) -> bool:
    try:
        return "scrapy" in " ".join(process.cmdline())
    except psutil.Error:  # it has ended since
        return False


def _await_crawls(airflow: Airflow, worker: str) -> list[psutil.Process]:
    """Wait until a worker crawls, and has done so for some seconds; return its crawls."""
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        tree = psutil.Process(airflow.processes[worker].pid).children(recursive=True)
        crawls = list(filter(_crawls, tree))
        if crawls and time.time() - min(p.create_time() for p in crawls) > UNDER_WAY_S:
            return crawls
        time.sleep(0.2)
    raise AssertionError(f"{worker} never crawled:\n{airflow.log.read_text('utf-8')[-4000:]}")
