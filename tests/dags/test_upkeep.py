"""The DAGs that look after sites and bucket."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage import keys
from storage.articles import current_articles
from storage.listing import list_keys
from storage.objects import read
from tests.crawler.archive import fill
from tests.dags.conftest import ROOT, run, states

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket


@pytest.mark.usefixtures("airflow_database", "connected")
def test_maintain_runs_on_an_empty_bucket_by_airflows_own_command() -> None:
    command = [sys.executable, "-m", "airflow", "dags", "test", "maintain"]
    ended = subprocess.run(  # noqa: S603  # our own words
        command, check=False, capture_output=True, text=True, timeout=300, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-2000:]
    assert "compacted: {}" in ended.stdout


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
