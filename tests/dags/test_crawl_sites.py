"""The DAGs that crawl, over the five replicas, on a real bucket."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from crawler.demo.compare import differences
from crawler.demo.replicas import replicas
from extract.record import Record
from storage import keys
from storage.articles import current_articles
from storage.listing import list_keys
from storage.manifest import latest_manifest
from storage.rows import from_row
from tests.dags.conftest import run, states

if TYPE_CHECKING:
    from pathlib import Path

    from airflow.models.dagrun import DagRun

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

NAMES = {replica.site.name for replica in replicas()}
AFTER = {"plan", "plan_drawn", "load", "validate", "publish"}


def records(bucket: Bucket) -> list[Record]:
    return [from_row(Record, row) for row in current_articles(bucket).iter_rows(named=True)]


@pytest.mark.usefixtures("airflow_database", "sites")
def test_five_damaged_sites_come_out_as_their_publishers_printed_them(bucket: Bucket) -> None:
    finished = run("crawl_sites_daily")
    assert states(finished) == {
        **dict.fromkeys(NAMES | AFTER, "success"),
        "crawl_drawn": "skipped",
    }
    assert differences(records(bucket), replicas()) == []
    manifest = latest_manifest(bucket)
    assert manifest is not None
    assert (manifest.new, manifest.verdicts) == (5, {"clean": 1, "poisoned": 4})

    event = _event(finished)
    assert (event["run_id"], event["new"], event["changed"]) == (manifest.run_id, 5, 0)
    assert event["months"] == sorted(manifest.months) != []
    assert event["manifest"] == bucket.uri(keys.run_manifest(manifest.run_id))

    assert _event(run("crawl_sites"))["months"] == []
    again = latest_manifest(bucket)
    assert again is not None
    assert (again.new, again.changed, again.articles) == (0, 0, 5)
    assert again.previous == manifest.run_id


def _event(finished: DagRun) -> dict[str, Any]:
    """Return what the event of the asset `cppcc_articles` says of a run."""
    from airflow.models.asset import AssetEvent  # noqa: PLC0415
    from airflow.utils.session import create_session  # noqa: PLC0415
    from sqlalchemy import select  # noqa: PLC0415

    named = (AssetEvent.source_run_id == finished.run_id) & (AssetEvent.source_task_id == "publish")
    with create_session() as session:
        (said,) = session.scalars(select(AssetEvent.extra).where(named)).all()
    return dict(said)


@pytest.mark.usefixtures("airflow_database")
def test_a_site_that_fails_is_red_and_the_others_load(bucket: Bucket, sites: Path) -> None:
    lost = sites / "yunxi-mirror.toml"
    lost.write_text(lost.read_text("utf-8").replace("zxdt/index.html", "gone.html"), "utf-8")
    finished = run("crawl_sites", sites=["yunxi-mirror", "suihe-forum"])
    seen = states(finished)
    assert seen["云溪政协网（镜像）"] == "failed"
    assert seen["穗河论坛"] == seen["publish"] == "success"
    assert [record.site_id for record in records(bucket)] == ["suihe-forum"]
    assert keys.LATEST_MANIFEST in list_keys(bucket, "manifests/")


@pytest.mark.usefixtures("airflow_database", "sites")
@pytest.mark.parametrize("cadence", ["hourly", "weekly"])
def test_a_cadence_without_sites_is_skipped(cadence: str) -> None:
    seen = states(run(f"crawl_sites_{cadence}"))
    assert seen["load"] == seen["publish"] == "skipped"


@pytest.mark.usefixtures("airflow_database", "sites")
@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"sites": ["suihe-forun"]}, "did you mean suihe-forum?"),
        (
            {"sites": ["suihe-forum"], "since": "2999-01-01", "until": "2999-01-02"},
            "since=2999-01-01 is in the future",
        ),
        (
            {"sites": ["suihe-forum"], "since": "2024-02-04", "until": "2024-02-03"},
            "since=2024-02-04 is after until=2024-02-03",
        ),
    ],
    ids=["misspelt site", "future", "ends before it begins"],
)
def test_a_form_that_cant_be_meant_is_refused_with_the_reason(
    form: dict[str, object], reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    days = {"since": "2024-02-01", "until": "2024-02-05"}
    finished = run("backfill", **{**days, **form})
    seen = states(finished)
    assert (str(finished.state), seen["plan"]) == ("failed", "failed")
    assert reason in capfd.readouterr().out


@pytest.mark.usefixtures("airflow_database", "sites")
@pytest.mark.parametrize(
    ("bucket_name", "connection", "reason"),
    [
        ("", {}, "set CPPCC_BUCKET"),
        ("nosuch-bucket", {}, "nosuch-bucket"),
        (None, {"password": "wrong"}, "403"),
    ],
    ids=["no bucket named", "no such bucket", "wrong secret"],
)
def test_a_run_whose_bucket_cant_be_had_ends_at_its_plan(
    bucket_name: str | None,
    connection: dict[str, str],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    if bucket_name is not None:
        monkeypatch.setenv("CPPCC_BUCKET", bucket_name)
    given = json.loads(os.environ["AIRFLOW_CONN_AWS_DEFAULT"])
    monkeypatch.setenv("AIRFLOW_CONN_AWS_DEFAULT", json.dumps(given | connection))
    finished = run("crawl_sites")
    assert (str(finished.state), states(finished)["plan"]) == ("failed", "failed")
    assert reason in capfd.readouterr().out


@pytest.mark.usefixtures("airflow_database", "sites")
def test_without_a_connection_the_workers_own_variables_lead_to_the_bucket(
    store: EmbeddedStore, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_AWS_DEFAULT")
    for name, value in store.environment().items():
        monkeypatch.setenv(name, value)
    assert str(run("crawl_sites", sites=["suihe-forum"]).state) == "success"
    assert [record.site_id for record in records(bucket)] == ["suihe-forum"]


@pytest.mark.usefixtures("airflow_database", "sites")
def test_without_connection_and_variables_the_plan_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_AWS_DEFAULT")
    finished = run("crawl_sites")
    assert (str(finished.state), states(finished)["plan"]) == ("failed", "failed")
    said = capfd.readouterr().out
    assert "no credentials" in said
    assert said.index("Task failed with exception") < said.rindex("no credentials")


@pytest.mark.usefixtures("airflow_database", "sites")
def test_a_backfill_brings_what_was_published_in_its_days(bucket: Bucket) -> None:
    every = {replica.site.id: replica.expected.published for replica in replicas()}
    wanted = every["suihe-forum"]
    assert wanted is not None
    day = wanted.date().isoformat()
    finished = run("backfill", sites=["suihe-forum", "lantai-mirror"], since=day, until=day)
    assert str(finished.state) == "success"
    assert [record.site_id for record in records(bucket)] == ["suihe-forum"]
