"""A site that was red, cleared with what is downstream once its run is released."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dags.steps import release
from storage import keys
from storage.manifest import latest_manifest
from storage.objects import read
from tests.storage.releases import stage, told

if TYPE_CHECKING:
    from typing import Any

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

RUN = "crawl_sites_daily-scheduled__2026-03-02T00-00-00-00-00"


@pytest.fixture
def environ(store: EmbeddedStore, bucket: Bucket) -> dict[str, str]:
    return store.environment() | {"CPPCC_BUCKET": bucket.name}


def downstream(environ: dict[str, str]) -> dict[str, Any]:
    """Do what the tasks after a crawl do; return what the asset's event says."""
    release.load(RUN, environ)
    release.validate(RUN, environ)
    return release.publish(RUN, environ)


def test_the_event_tells_what_the_cleared_site_brought(
    bucket: Bucket, environ: dict[str, str]
) -> None:
    stage(bucket, RUN, "bjzx")
    first = downstream(environ)
    late = stage(bucket, RUN, "shzx", 1)
    event = downstream(environ)
    assert (event["run_id"], event["articles"]) == (f"{RUN}.2", 2)
    assert (first["new"], event["new"], event["changed"]) == (1, 1, 0)
    assert (first["months"], event["months"]) == (["2026-03"], ["2026-03"])
    assert event["manifest"] == bucket.uri(f"manifests/runs/{RUN}.2.json")
    assert told(bucket)[-1] == (f"{RUN}.2", {late: "added"})


def test_a_task_that_is_tried_again_tells_the_same(bucket: Bucket, environ: dict[str, str]) -> None:
    for hours, site in enumerate(("bjzx", "shzx")):
        stage(bucket, RUN, site, hours)
        event = downstream(environ)
    assert release.publish(RUN, environ) == event
    latest = latest_manifest(bucket)
    assert latest is not None
    assert latest.run_id == event["run_id"]


def test_the_report_stays_that_of_the_latest_release(
    bucket: Bucket, environ: dict[str, str]
) -> None:
    stage(bucket, RUN, "bjzx")
    downstream(environ)
    later = RUN.replace("03-02", "03-03")
    stage(bucket, later, "bjzx", 24)
    for task in (release.load, release.validate, release.publish):
        task(later, environ)
    release.publish(RUN, environ)
    report = read(bucket, keys.REPORT)
    assert report is not None
    assert later in report.body.decode()
