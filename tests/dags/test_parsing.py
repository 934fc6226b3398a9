"""What DAG files cost where they are parsed, and what is imported before tasks begin."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from crawler.demo.airflow_environment import PRELOADED
from tests.dags.conftest import ROOT

if TYPE_CHECKING:
    import pytest

COUNT = """
import importlib, os, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(len(os.listdir("/proc/self/task")))
"""
PARSE = """
import logging, sys, time
import airflow.sdk, airflow.timetables.interval, airflow.providers.standard.operators.hitl
from airflow.dag_processing.dagbag import DagBag
logging.disable(logging.CRITICAL)
for path in sys.argv[1:]:
    began = time.process_time()
    bag = DagBag(path)
    assert bag.dags and not bag.import_errors, bag.import_errors
    print("PARSED", time.process_time() - began)
"""


def test_parsing_opens_no_connection_and_reads_no_site_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415

    def refuse(*_: Any) -> None:
        raise AssertionError("a DAG file opened a connection while it was parsed")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("CPPCC_SITES", "/nowhere")
    monkeypatch.delenv("CPPCC_BUCKET", raising=False)
    assert not DagBag(str(ROOT / "dags")).import_errors


def test_no_dag_file_takes_a_second_to_parse_beyond_airflows_own_import() -> None:
    files = [str(p) for p in sorted((ROOT / "dags").glob("*.py")) if "with DAG(" in p.read_text()]
    said = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", PARSE, *files],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True, capture_output=True, text=True, timeout=120,
    ).stdout  # fmt: skip
    seconds = [float(line.split()[1]) for line in said.splitlines() if line.startswith("PARSED")]
    assert len(seconds) == len(files) > 0
    assert max(seconds) < 1.0


def test_what_workers_are_forked_from_has_begun_no_thread() -> None:
    said = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", COUNT, *PRELOADED],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert said.stdout.split()[-1] == "1"


def test_the_documentation_names_what_is_imported_beforehand() -> None:
    text = (ROOT / "docs" / "growing.md").read_text("utf-8").replace("\\\n", "")
    assert f"MP_FORKSERVER_PRELOAD={','.join(PRELOADED)}\n" in text
