"""Scheduler, Redis and two Celery workers on loopback; one worker is killed in mid-crawl.

`python -m tests.scale.celery_workers`: exit 0 when the run ends green, nothing lost or doubled.
Needs the extra [scale] and a `redis-server` on the path.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
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
from storage.embedded import start
from storage.ports import free_port
from storage.rows import from_row
from tests.dags.live import Airflow, live_airflow

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT_S = 900.0
WORKERS = ("first", "second")


def main() -> int:
    redis = shutil.which("redis-server")
    if redis is None:
        print("there is no redis-server: install Debian's package of that name", file=sys.stderr)
        return 2
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        queue = _redis(redis, folder, opened.callback)
        store = start(folder / "store")
        opened.callback(store.stop)
        bucket = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "celery"})
        bucket.create()
        sites = [replica.site for replica in replicas()]
        server = opened.enter_context(DemoServer(sites, folder / "sites"))
        airflow = opened.enter_context(
            live_airflow(
                folder / "airflow", store, bucket=bucket.name, sites=server.site_files,
                **_settings(queue),
            )
        )  # fmt: skip
        for name in WORKERS:
            _start_worker(airflow, name)
        airflow.await_dag("crawl_sites")
        run = airflow.trigger("crawl_sites")
        _kill_worker_in_crawl(airflow)
        state = airflow.await_end("crawl_sites", run, LIMIT_S)
        rows = current_articles(bucket).iter_rows(named=True)
        wrong = differences([from_row(Record, row) for row in rows], replicas())
        path = f"/dags/crawl_sites/dagRuns/{run}/taskInstances?limit=100"
        tasks = airflow.api("GET", path)["task_instances"]
    tries = {task["try_number"] for task in tasks}
    red = [task["task_id"] for task in tasks if task["state"] == "failed"]
    print(f"run {state}, {len(red)} tasks red, most tries {max(tries)}, {len(wrong)} differences")
    return 0 if state == "success" and not red and not wrong else 1


def _settings(queue: int) -> dict[str, str]:
    return {
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW__CELERY__BROKER_URL": f"redis://127.0.0.1:{queue}/0",
        "AIRFLOW__CELERY__RESULT_BACKEND": f"redis://127.0.0.1:{queue}/1",
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
        "AIRFLOW__API__SECRET_KEY": secrets.token_hex(32),
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "40",
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
        "CPPCC_RETRY_DELAY_S": "5",
    }


def _redis(program: str, folder: Path, finally_: Callable[..., object]) -> int:
    port = free_port()
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(  # noqa: S603  # our own words
        [program, *words, "--dir", str(folder)], stdout=subprocess.DEVNULL, start_new_session=True
    )
    finally_(process.wait)
    finally_(process.terminate)
    return port


def _start_worker(airflow: Airflow, name: str) -> None:
    words = ("celery", "worker", "--concurrency", "2", "--skip-serve-logs", "-q", "default")
    airflow.start(*words, "-H", f"{name}@%h", "--pid", f"{airflow.log.parent / name}.pid")
    airflow.processes[name] = airflow.processes.pop("celery")


def _kill_worker_in_crawl(airflow: Airflow) -> None:
    """Kill the first worker that is seen to have a crawl, with all its own processes."""
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        for name in WORKERS:
            process = airflow.processes[name]
            with suppress(psutil.NoSuchProcess):
                children = psutil.Process(process.pid).children(recursive=True)
                if any("scrapy" in " ".join(child.cmdline()) for child in children):
                    print(f"killing worker {name} with {len(children)} processes below it")
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                    return
        time.sleep(0.2)
    raise AssertionError("no worker has begun a crawl")


if __name__ == "__main__":
    raise SystemExit(main())
