"""Airflow on this machine, told where the demo's bucket and sites are."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from crawler.process import run_in_process_group

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from storage.embedded import EmbeddedStore

DAG = "crawl_sites"
_ROOT = Path(__file__).parents[2]
_NOISE = re.compile(r"^\[?\d{4}-\d\d-\d\d[T ][\d:.,+Z]+\]?\s*")
_TOLD = re.compile(r"cppcc|answers|articles|nothing new|loaded|failed|error", re.IGNORECASE)
_GRACE_S = 60.0
_HEARTBEAT_S = 30.0


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
    return kept | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(_ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(home / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW_CONN_AWS_DEFAULT": json.dumps(connection),
        "AWS_EC2_METADATA_DISABLED": "true",
        "CPPCC_BUCKET": bucket,
        "CPPCC_SITES": str(sites.absolute()),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))),
    }


def prepare_database(environment: Mapping[str, str], log: Callable[[str], None]) -> None:
    """Create Airflow's database, or bring it up to date."""
    Path(environment["AIRFLOW_HOME"]).mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    if _airflow(["db", "migrate"], environment, said.append):
        for line in said[-10:]:
            log(line)
        raise ConfigurationError("Airflow's database can't be made; its last lines are above")


def run_once(environment: Mapping[str, str], log: Callable[[str], None]) -> bool:
    """Run the DAG once in this process's children; return whether it succeeded."""

    def say(line: str) -> None:
        bare = _NOISE.sub("", line)
        if _TOLD.search(bare):
            log(bare)

    said: list[str] = []

    def both(line: str) -> None:
        said.append(line)
        say(line)

    status = _airflow(["dags", "test", DAG], environment, both)
    if status:
        for line in said[-20:]:
            log(line)
    return status == 0


def _airflow(
    arguments: list[str], environment: Mapping[str, str], log: Callable[[str], None]
) -> int:
    return run_in_process_group(
        [sys.executable, "-m", "airflow", *arguments],
        env=environment,
        log=log,
        heartbeat_s=_HEARTBEAT_S,
        grace_s=_GRACE_S,
    )
