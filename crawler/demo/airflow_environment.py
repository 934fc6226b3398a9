"""The variables that Airflow is run with here: on loopback, with the demo's bucket and sites."""

from __future__ import annotations

import importlib.util
import json
import os
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from storage.embedded.store import EmbeddedStore

ROOT = Path(__file__).parents[2]
PRELOADED = (
    "airflow.executors.local_executor",
    "airflow.sdk.execution_time.supervisor",
    "airflow.sdk.execution_time.task_runner",
    "airflow.dag_processing.dagbag",
    "airflow.providers.standard.operators.hitl",
    "crawler.run",
    "dags.schedules",
)
"""Nothing that begins threads when it is imported, as polars does: no fork takes them along."""
_SETTINGS = {
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
    "AIRFLOW__CORE__PARALLELISM": "4",
    "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
    # a slot that is free again is filled in the round after next, a second apart by default
    "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
    # and a supervisor may notice only with its next heartbeat that its task has ended
    "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
    # workers are forked from a process that holds what tasks import, else seconds' worth for each
    "AIRFLOW__SCHEDULER__MP_START_METHOD": "forkserver",
    "AIRFLOW__CORE__MP_FORKSERVER_PRELOAD": ",".join(PRELOADED),
    "AIRFLOW__API__HOST": "127.0.0.1",
    "AIRFLOW__API__WORKERS": "1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""The same wherever the demo runs."""


def aws_connection(store: EmbeddedStore) -> str:
    """Return an Airflow connection to the store, as JSON."""
    aws = store.environment()
    connection = {
        "conn_type": "aws",
        "login": aws["AWS_ACCESS_KEY_ID"],
        "password": aws["AWS_SECRET_ACCESS_KEY"],
        "extra": {"endpoint_url": aws["AWS_ENDPOINT_URL_S3"], "region_name": aws["AWS_REGION"]},
    }
    return json.dumps(connection)


def scheduler_environment(
    home: Path, store: EmbeddedStore, *, bucket: str, sites: Path
) -> dict[str, str]:
    """Return the variables for Airflow's commands: state in `home`, loopback, no examples.

    The bucket is reached through the standard connection `aws_default`.
    """
    if importlib.util.find_spec("airflow") is None:
        raise ConfigurationError("Airflow isn't installed: install this project with [airflow]")
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
            "AIRFLOW_CONN_AWS_DEFAULT": aws_connection(store),
            "CPPCC_BUCKET": bucket,
            "CPPCC_SITES": str(sites.absolute()),
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
        }
    )
