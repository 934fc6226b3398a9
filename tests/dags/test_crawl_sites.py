"""The DAG as it is scheduled, over the five replicas, on a real bucket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crawler.demo.compare import differences
from crawler.demo.replicas import replicas
from crawler.demo.server import DemoServer
from extract.record import Record
from storage import keys
from storage.articles import current_articles
from storage.manifest import latest_manifest
from storage.objects import list_keys
from storage.rows import from_row
from tests.dags.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from airflow.models.dagrun import DagRun

    from storage.bucket import Bucket
    from storage.embedded import EmbeddedStore

NAMES = {replica.site.name for replica in replicas()}


@pytest.fixture
def sites(
    store: EmbeddedStore, bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Serve the replicas, and tell Airflow of them and of the bucket as an operator would."""
    aws = store.environment()
    connection = {
        "conn_type": "aws",
        "login": aws["AWS_ACCESS_KEY_ID"],
        "password": aws["AWS_SECRET_ACCESS_KEY"],
        "extra": {"endpoint_url": aws["AWS_ENDPOINT_URL_S3"], "region_name": aws["AWS_REGION"]},
    }
    with DemoServer([replica.site for replica in replicas()], tmp_path) as server:
        monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps(connection))
        monkeypatch.setenv("CPPCC_BUCKET", bucket.name)
        monkeypatch.setenv("CPPCC_SITES", str(server.site_files))
        yield server.site_files


def run(**conf: Any) -> DagRun:
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415

    bag = DagBag(str(ROOT / "dags"))
    assert not bag.import_errors
    dag = bag.dags["crawl_sites"]
    # a test can't wait for what a retry two minutes later would bring
    crawl: Any = dag.get_task("crawl")
    crawl.partial_kwargs["retries"] = 0
    finished: DagRun = dag.test(run_conf=conf or None)
    return finished


def states(finished: DagRun) -> dict[str, str]:
    return {
        task.rendered_map_index or task.task_id: str(task.state)
        for task in finished.get_task_instances()
    }


def records(bucket: Bucket) -> list[Record]:
    return [from_row(Record, row) for row in current_articles(bucket).iter_rows(named=True)]


@pytest.mark.usefixtures("airflow_database", "sites")
def test_five_damaged_sites_come_out_as_their_publishers_printed_them(bucket: Bucket) -> None:
    finished = run()
    assert states(finished) == dict.fromkeys(
        {*NAMES, "plan", "load", "validate", "publish"}, "success"
    )
    assert differences(records(bucket), replicas()) == []
    manifest = latest_manifest(bucket)
    assert manifest is not None
    assert (manifest.new, manifest.verdicts) == (5, {"clean": 1, "poisoned": 4})

    run()
    again = latest_manifest(bucket)
    assert again is not None
    assert (again.new, again.changed, again.articles) == (0, 0, 5)
    assert again.previous == manifest.run_id


@pytest.mark.usefixtures("airflow_database")
def test_a_site_that_fails_is_red_and_the_others_load(bucket: Bucket, sites: Path) -> None:
    lost = sites / "yunxi-mirror.toml"
    lost.write_text(lost.read_text("utf-8").replace("zxdt/index.html", "gone.html"), "utf-8")
    finished = run(sites=["yunxi-mirror", "suihe-forum"])
    seen = states(finished)
    assert seen["云溪政协网（镜像）"] == "failed"
    assert seen["穗河论坛"] == seen["publish"] == "success"
    assert [record.site_id for record in records(bucket)] == ["suihe-forum"]
    assert keys.LATEST_MANIFEST in list_keys(bucket, "manifests/")
