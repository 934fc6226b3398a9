"""Airflow with a database of its own; its variables must stand before it is imported."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crawler.demo.airflow_environment import aws_connection
from crawler.demo.replicas import replicas
from crawler.demo.server import DemoServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from airflow.models.dagrun import DagRun

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

ROOT = Path(__file__).parents[2]
HOME = Path(tempfile.mkdtemp(prefix="cppcc-airflow-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

os.environ |= {
    "AIRFLOW_HOME": str(HOME),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
    "AIRFLOW__CORE__PLUGINS_FOLDER": str(HOME / "plugins"),
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{HOME}/t.db",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@pytest.fixture(scope="session")
def airflow_database() -> None:
    for arguments in (["db", "migrate"], ["pools", "import", str(ROOT / "dags" / "pools.json")]):
        subprocess.run(  # noqa: S603  # our own words
            [sys.executable, "-m", "airflow", *arguments],
            check=True,
            capture_output=True,
            timeout=120,
        )


@pytest.fixture
def connected(store: EmbeddedStore, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """Tell Airflow of the bucket as an operator would."""
    monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", aws_connection(store))
    monkeypatch.setenv("CPPCC_BUCKET", bucket.name)
    return bucket


@pytest.fixture
def sites(connected: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serve the replicas, and tell the crawler of their site files."""
    with DemoServer([replica.site for replica in replicas()], tmp_path) as server:
        monkeypatch.setenv("CPPCC_SITES", str(server.site_files))
        yield server.site_files


def run(dag_id: str, **conf: Any) -> DagRun:
    """Run a DAG by the command `airflow dags test`, every task in this process."""
    from airflow.cli.cli_parser import get_parser  # noqa: PLC0415
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415
    from airflow.models.dagrun import DagRun  # noqa: PLC0415

    with warnings.catch_warnings():  # it misses graphviz, which draws what nobody asks for here
        warnings.simplefilter("ignore", UserWarning)
        from airflow.cli.commands.dag_command import dag_test  # noqa: PLC0415
    words = ["dags", "test", dag_id, *(("--conf", json.dumps(conf)) if conf else ())]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["airflow", *words])
        bag = DagBag(str(ROOT / "dags"))
        assert not bag.import_errors
        dag = bag.dags[dag_id]
        # a test can't wait for what a retry two minutes later would bring
        tasks: list[Any] = list(dag.tasks)
        for task in tasks:
            if task.is_mapped:
                task.partial_kwargs["retries"] = 0
            else:
                task.retries = 0
        with suppress(SystemExit):  # that's how the command says that the run failed
            dag_test(get_parser().parse_args(words), dag=dag)
    runs: list[DagRun] = DagRun.find(dag_id=dag_id)
    return max(runs, key=lambda found: found.id)


def states(finished: DagRun) -> dict[str, str]:
    """Return the states of a run's tasks, by task, or by map index where they have one."""
    return {
        task.rendered_map_index or task.task_id: str(task.state)
        for task in finished.get_task_instances()
    }
