"""What is killed, each outright, as the kernel or a dead machine would."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from storage.embedded.ports import taken_ports
from storage.embedded.store import EmbeddedStore, start

if TYPE_CHECKING:
    import random

    from tests.dags.live import Airflow


GONE_LIMIT_S = 20.0


@dataclass(frozen=True, slots=True)
class Targets:
    airflow: Airflow
    stores: list[EmbeddedStore]
    """Every one there was; the last one runs."""
    chance: random.Random


def _crawl(targets: Targets) -> str:
    return _one(targets, crawls=True)


def _worker(targets: Targets) -> str:
    """Kill one of the executor's processes, or a task's under it."""
    return _one(targets, crawls=False)


def _one(targets: Targets, *, crawls: bool) -> str:
    tree = psutil.Process(targets.airflow.processes["scheduler"].pid).children(recursive=True)
    found = []
    for process in tree:
        with suppress(psutil.NoSuchProcess):
            said = " ".join(process.cmdline())
            if ("scrapy" in said) is crawls:
                found.append((process, said[:60]))
    if not found:
        return ""
    process, said = targets.chance.choice(found)
    with suppress(psutil.NoSuchProcess):
        process.kill()
    return "crawl" if crawls else f"worker ({said})"


def _scheduler(targets: Targets) -> str:
    process = targets.airflow.processes["scheduler"]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    targets.airflow.start("scheduler", "--skip-serve-logs")
    return "scheduler"


def _bucket(targets: Targets) -> str:
    store = targets.stores[-1]
    os.killpg(store.process.pid, signal.SIGKILL)
    gone = targets.chance.uniform(0, 2)
    time.sleep(gone)
    deadline = time.monotonic() + GONE_LIMIT_S  # on a busy machine a killed one holds on to ports
    while taken_ports(store.port) and time.monotonic() < deadline:
        time.sleep(0.1)
    targets.stores.append(start(store.directory, port=store.port))
    return f"bucket's server, for {gone:.1f} s"


KILLS = {"bucket": _bucket, "crawl": _crawl, "scheduler": _scheduler, "worker": _worker}
