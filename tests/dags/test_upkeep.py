"""The DAGs that look after sites and bucket."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage import keys
from storage.articles import current_articles
from storage.objects import list_keys, read
from tests.crawler.archive import fill
from tests.dags.conftest import run, states

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.usefixtures("airflow_database", "sites")
def test_a_reextraction_that_passes_is_promoted_without_asking_where_the_form_says_so(
    bucket: Bucket, tmp_path: Path
) -> None:
    fill(bucket, tmp_path / "spool", change=lambda record: replace(record, source=None))
    seen = states(run("reextract", promote=True))
    assert seen["approve"] == "skipped"
    assert seen["promote"] == seen["publish"] == "success"
    assert current_articles(bucket)["source"].null_count() == 0
