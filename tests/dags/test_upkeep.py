"""The DAGs that look after sites and bucket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from storage import keys
from storage.objects import list_keys, read
from tests.dags.conftest import run, states

if TYPE_CHECKING:
    from storage.bucket import Bucket


@pytest.mark.usefixtures("airflow_database", "connected")
def test_maintain_runs_on_an_empty_bucket() -> None:
    assert states(run("maintain")) == {"maintain": "success"}


@pytest.mark.usefixtures("airflow_database", "sites")
def test_an_audit_asks_four_questions_and_keeps_its_findings(bucket: Bucket) -> None:
    seen = states(run("audit"))
    assert seen == dict.fromkeys(
        ("look", "completeness", "freshness", "drift", "compromise"), "success"
    )
    (key,) = list_keys(bucket, keys.AUDITS)
    stored = read(bucket, key)
    assert stored is not None
    report = json.loads(stored.body)
    assert report["sites"] == 5
    assert {finding["check"] for finding in report["findings"]} == {"completeness"}
