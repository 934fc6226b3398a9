"""Airflow on this machine, told where the demo's bucket and sites are."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from crawler.process import run_in_process_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storage.embedded import EmbeddedStore

DAG = "crawl_sites"
ROOT = Path(__file__).parents[2]
_TASK_LINE = re.compile(r"\[\w+ *\] (?P<said>.*?) *\[airflow\.task\] loc=")
_TASK_START = re.compile(
    r"\[DAG TEST\] starting task_id=(?P<task>\w+)(?: map_index=(?P<map>-?\d+))?"
)
_SCRAPY_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:INFO )?")
_LAST_LINES = 25
_GRACE_S = 60.0
_HEARTBEAT_S = 60.0
_STOP_GRACE_S = 15.0
_SETTINGS = {
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
    "AIRFLOW__CORE__PARALLELISM": "4",
    "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
    # a slot that is free again is filled in the round after next, a second apart by default
    "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
    # and a supervisor may notice only with its next heartbeat that its task has ended
    "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
    "AIRFLOW__API__HOST": "127.0.0.1",
    "AIRFLOW__API__WORKERS": "1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""The same wherever the demo runs."""


def scheduler_environment(
    home: Path, store: EmbeddedStore, *, bucket: str, sites: Path
) -> dict[str, str]:
    """Return the variables for Airflow's commands: state in `home`, loopback, no examples.

    The bucket is reached through the standard connection `aws_default`.
    """
    if importlib.util.find_spec("airflow") is None:
        raise ConfigurationError("Airflow isn't installed: install this project with [airflow]")
    aws = store.environment()
    connection = {
        "conn_type": "aws",
        "login": aws["AWS_ACCESS_KEY_ID"],
        "password": aws["AWS_SECRET_ACCESS_KEY"],
        "extra": {"endpoint_url": aws["AWS_ENDPOINT_URL_S3"], "region_name": aws["AWS_REGION"]},
    }
    home = home.absolute()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return (
        kept
        | _SETTINGS
        | {
            # the api-server looks for its parts on the path
            "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", ""))),
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(home / "plugins"),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
            "AIRFLOW_CONN_AWS_DEFAULT": json.dumps(connection),
            "CPPCC_BUCKET": bucket,
            "CPPCC_SITES": str(sites.absolute()),
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        }
    )


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
