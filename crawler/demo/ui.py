"""Airflow's UI on loopback, with the demo's bucket and sites behind it."""

from __future__ import annotations

import json
import socket
import threading
import time
from typing import TYPE_CHECKING
from urllib.request import urlopen

from crawler.demo.cluster import celery_environment, redis_command, worker_command
from crawler.demo.scheduler import prepare_database, prepare_pools, serve
from crawler.errors import ConfigurationError
from storage.embedded.ports import free_port
from storage.errors import PortInUse

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.demo.stage import Stage

HOST = "127.0.0.1"
START_LIMIT_S = 180.0
POLL_S = 1.0


def serve_ui(stage: Stage, port: int, say: Callable[[str], None], *, workers: int = 0) -> None:
    """Run scheduler, DAG processor and UI until interrupted; their output goes to a file.

    With `workers`, tasks run on that many Celery workers, their queue in a Redis on loopback.
    """
    if not _is_free(port):
        raise PortInUse(f"port {port} is taken: stop what listens there, or give --port another")
    environment = stage.scheduler()
    environment |= {
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://{HOST}:{port}",
    }
    environment["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] = f"http://{HOST}:{port}/execution/"
    beside: list[list[str]] = []
    if workers:
        queue = free_port()
        environment |= celery_environment(queue)
        beside = [redis_command(queue, stage.state), *map(worker_command, range(1, workers + 1))]
    say("preparing Airflow")
    prepare_database(environment, say)
    prepare_pools(environment, say)
    path = stage.state / "airflow" / "airflow.log"
    say(f"starting Airflow; its output goes to {path}")
    announced = threading.Thread(target=_announce, args=(port, say), daemon=True)
    announced.start()
    with path.open("w", encoding="utf-8", buffering=1) as log:
        status = serve(environment, lambda line: print(line, file=log), beside)
    raise ConfigurationError(f"Airflow ended by itself with status {status}: {path} says why")


def _announce(port: int, say: Callable[[str], None]) -> None:
    started, warned = time.monotonic(), False
    while not _is_healthy(port):
        if not warned and time.monotonic() - started > START_LIMIT_S:
            say(f"Airflow isn't healthy after {START_LIMIT_S:.0f} s: its log may say why")
            warned = True
        time.sleep(POLL_S)
    say(f"Airflow is up: http://{HOST}:{port}/plugin/sites   (Ctrl-C stops all)")


def _is_healthy(port: int) -> bool:
    try:
        with urlopen(f"http://{HOST}:{port}/api/v2/monitor/health", timeout=5) as answer:
            parts = json.load(answer)
    except (OSError, ValueError):
        return False
    wanted = ("metadatabase", "scheduler", "dag_processor")
    return all(parts.get(name, {}).get("status") == "healthy" for name in wanted)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
