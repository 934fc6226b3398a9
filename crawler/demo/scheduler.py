"""Airflow's commands on this machine: its database, one run of the DAG, or all its parts."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.demo.airflow_environment import ROOT
from crawler.errors import ConfigurationError
from crawler.process import run_in_process_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

DAG = "crawl_sites"
_TASK_LINE = re.compile(r"\[\w+ *\] (?P<said>.*?) *\[airflow\.task\] loc=")
_TASK_START = re.compile(
    r"\[DAG TEST\] starting task_id=(?P<task>\w+)(?: map_index=(?P<map>-?\d+))?"
)
_SCRAPY_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:INFO )?")
_LAST_LINES = 25
_GRACE_S = 60.0
_HEARTBEAT_S = 60.0
_STOP_GRACE_S = 15.0


def prepare_database(environment: Mapping[str, str], log: Callable[[str], None]) -> None:
    """Create Airflow's database, or bring it up to date."""
    Path(environment["AIRFLOW_HOME"]).mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    if airflow(["db", "migrate"], environment, said.append):
        for line in said[-_LAST_LINES:]:
            log(line)
        raise ConfigurationError("Airflow's database can't be made; its last lines are above")


def prepare_pools(environment: Mapping[str, str], log: Callable[[str], None]) -> None:
    """Create the pools that the DAGs name; a task whose pool is missing waits for ever."""
    said: list[str] = []
    if airflow(["pools", "import", str(ROOT / "dags" / "pools.json")], environment, said.append):
        for line in said[-_LAST_LINES:]:
            log(line)
        raise ConfigurationError("Airflow's pools can't be made; its last lines are above")


def run_once(environment: Mapping[str, str], log: Callable[[str], None]) -> bool:
    """Run the DAG once, each task as it would be scheduled; return whether it succeeded."""
    said: list[str] = []

    def follow(line: str) -> None:
        said.append(line)
        if shown := _shown(line):
            log(shown)

    status = airflow(["dags", "test", DAG], environment, follow)
    if status:
        for line in said[-_LAST_LINES:]:
            log(line)
    return status == 0


def serve(
    environment: Mapping[str, str],
    log: Callable[[str], None],
    beside: Sequence[Sequence[str]] = (),
) -> int:
    """Run the UI, the scheduler and the DAG processor until one stops us; return the status.

    `airflow standalone` would also serve logs to the whole network; here they are read from files.
    What runs `beside` them, such as workers of a cluster, is stopped with them.
    """
    parts = (["api-server"], ["scheduler", "--skip-serve-logs"], ["dag-processor"])
    commands = [*beside, *([sys.executable, "-m", "airflow", *part] for part in parts)]
    script = " & ".join(shlex.join(command) for command in commands) + " & wait"
    return run_in_process_group(
        ["/bin/sh", "-c", script],
        env=environment,
        log=log,
        heartbeat_s=_HEARTBEAT_S,
        grace_s=_STOP_GRACE_S,
    )


def airflow(
    arguments: list[str], environment: Mapping[str, str], log: Callable[[str], None]
) -> int:
    """Run one of Airflow's commands and return its exit status."""
    return run_in_process_group(
        [sys.executable, "-m", "airflow", *arguments],
        env=environment,
        log=log,
        heartbeat_s=_HEARTBEAT_S,
        grace_s=_GRACE_S,
    )


def _shown(line: str) -> str | None:
    """Return what a person wants to see of a line of Airflow's log."""
    if found := _TASK_START.search(line):
        of = f" {int(found['map']) + 1}" if found["map"] and int(found["map"]) >= 0 else ""
        return f"task {found['task']}{of}"
    if found := _TASK_LINE.search(line):
        said = _SCRAPY_TIME.sub("", found["said"]).strip()
        return f"    {said}" if said else None
    return None
