"""That a crawl under a task ends when the task does, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil
import pytest

from tests.dags.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from storage.bucket import Bucket

TASK = """
import os, sys
from dags.steps.crawl import crawl_one
from dags.faults import ended_by_signals
with ended_by_signals():
    crawl_one("slow", {"run_id": "r1"}, dict(os.environ), print)
"""
LIMIT_S = 60.0
PAGES = 120
SOME = 6


class _Slow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.server.asked.append(self.path)  # type: ignore[attr-defined]  # by the fixture
        links = "".join(f'<a href="/a/{n}.html">第{n}号提案办理情况通报</a>' for n in range(PAGES))
        if self.path.startswith("/a/"):
            time.sleep(self.server.delay_s)  # type: ignore[attr-defined]  # the same
            links = "<p>文</p>"
        body = f"<html><body>{links}</body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # by http.server
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    delay_s = 0.5

    def __init__(self, *words: Any) -> None:
        self.asked: list[str] = []
        super().__init__(*words)


class Task(NamedTuple):
    """A process that does what a crawl's task does, the Scrapy under it, in mid-crawl."""

    process: subprocess.Popen[str]
    scrapy: psutil.Process
    server: _Server
    again: Callable[[], subprocess.Popen[str]]
    environment: dict[str, str]


@pytest.fixture
def task(connected: Bucket, store: object, tmp_path: Path) -> Iterator[Task]:
    server = _Server(("127.0.0.1", 0), _Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    (tmp_path / "slow.toml").write_text(
        f'id = "slow"\nname = "慢"\nlevel = "test"\nhosts = ["{host}"]\nspider = "listing"\n'
        f'starts = ["http://{host}/"]\narticle = "/a/"\nloopback = true\n'
        "[politeness]\ndelay = 0\n",
        "utf-8",
    )
    environment = {**os.environ, **store.environment()}  # type: ignore[attr-defined]  # the embedded one
    environment |= {"CPPCC_SITES": str(tmp_path), "PYTHONPATH": str(ROOT)}

    def begin() -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603  # our own words
            [sys.executable, "-c", TASK], env=environment, text=True, stdout=subprocess.PIPE
        )

    process = begin()
    try:
        yield Task(process, _scrapy(process.pid), server, begin, environment)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
        server.shutdown()
        server.server_close()


def _scrapy(pid: int) -> psutil.Process:
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        for child in psutil.Process(pid).children(recursive=True):
            # its connections show that it is at work, not just starting
            if any(c.status == psutil.CONN_ESTABLISHED for c in child.net_connections("tcp")):
                return child
        time.sleep(0.2)
    raise AssertionError("no crawl has begun")


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_no_crawl_outlives_its_task(task: Task, signum: signal.Signals) -> None:
    time.sleep(2)
    task.process.send_signal(signum)
    task.process.wait(LIMIT_S)
    task.scrapy.wait(LIMIT_S)
    assert not task.scrapy.is_running()


def test_a_crawl_that_was_stopped_goes_on_and_fetches_no_article_twice(task: Task) -> None:
    deadline = time.monotonic() + LIMIT_S
    while sum(path.startswith("/a/") for path in task.server.asked) < SOME:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    task.process.send_signal(signal.SIGTERM)
    task.process.wait(LIMIT_S)
    task.scrapy.wait(LIMIT_S)
    first = {path for path in task.server.asked if path.startswith("/a/")}
    assert 0 < len(first) < PAGES
    task.server.asked.clear()
    task.server.delay_s = 0.0
    said, _ = task.again().communicate(timeout=2 * LIMIT_S)
    again = {path for path in task.server.asked if path.startswith("/a/")}
    assert "answers archived" in said
    # what was under way when it was stopped may not have come to be archived
    assert len(first & again) <= 2
    assert len(first | again) == PAGES


@pytest.mark.parametrize(
    "words",
    [
        ["-c", "from crawler.cli import main; main()", "crawl", "slow"],
        ["-m", "scrapy", "crawl", "listing", "-a", "site=slow"],
    ],
    ids=["cppcc crawl", "scrapy crawl"],
)
def test_a_crawl_by_hand_is_refused_while_a_task_crawls_the_site(
    task: Task, words: list[str]
) -> None:
    before = len(task.server.asked)
    refused = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, *words],
        env=task.environment, check=False, capture_output=True, text=True, timeout=LIMIT_S,
    )  # fmt: skip
    assert refused.returncode == 2
    assert "run r1 is at it now: try again when it has ended" in refused.stdout + refused.stderr
    assert task.process.poll() is None
    assert task.server.asked.count("/") == 1 < len(task.server.asked) > before
