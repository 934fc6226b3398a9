"""What Airflow on Celery needs beyond Airflow itself, on loopback: Redis, workers, variables."""

from __future__ import annotations

import importlib.util
import secrets
import shutil
import sys
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

SLOTS = 2
"""Tasks at once on one worker."""
_NEEDED = {
    "airflow.providers.celery": "install this project with [scale], or use `make celery`",
    "redis": "install this project with [scale], or use `make celery`",
}


def celery_environment(port: int) -> dict[str, str]:
    """Return the variables, the same for all parts; Redis listens on `port`.

    Raises `ConfigurationError` without Celery's provider.
    """
    for module, advice in _NEEDED.items():
        if _is_missing(module):
            raise ConfigurationError(f"{module} isn't installed: {advice}")
    return {
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor",
        "AIRFLOW__CELERY__BROKER_URL": f"redis://127.0.0.1:{port}/0",
        "AIRFLOW__CELERY__RESULT_BACKEND": f"redis://127.0.0.1:{port}/1",
        "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
        "AIRFLOW__API__SECRET_KEY": secrets.token_hex(32),
        # a dead worker's tasks are somebody else's after a minute, begun (the first) or not
        "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
        "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT": "60",
    }


def redis_command(port: int, folder: Path) -> list[str]:
    """Return the command of a Redis that keeps nothing and hears loopback alone."""
    program = shutil.which("redis-server")
    if program is None:
        raise ConfigurationError("there is no redis-server: apt-get install redis-server")
    return [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
            "no", "--dir", str(folder)]  # fmt: skip


def worker_command(number: int) -> list[str]:
    """Return the command of one Celery worker, by a name of its own."""
    words = ["celery", "worker", "--concurrency", str(SLOTS), "--skip-serve-logs"]
    name = f"worker-{number}@127.0.0.1"
    return [sys.executable, "-m", "airflow", *words, "--celery-hostname", name]


def _is_missing(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is None
    except ModuleNotFoundError:
        return True
