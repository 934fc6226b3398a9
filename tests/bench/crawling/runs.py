"""One crawl in its own process, as an operator starts it, and what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crawler.simulators.server import Simulator

_LIMIT_S = 6 * 3600
_EVERY_S = 0.5


@dataclass
class Run:
    """What one crawl brought and took."""

    status: int
    rows: list[dict[str, Any]]
    stats: dict[str, Any]
    said: str
    memory: list[tuple[float, float]] = field(default_factory=list)
    """Seconds since the start, and MB of the whole process tree."""

    @property
    def seconds(self) -> float:
        return float(self.stats.get("elapsed_time_seconds", 0)) or 0.001

    @property
    def pages(self) -> int:
        return int(self.stats.get("response_received_count", 0))

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.seconds

    def articles(self) -> set[str]:
        return {row["url"] for row in self.rows if row["outcome"] == "article"}


def crawl(
    folder: Path,
    site_file: str,
    spider: str,
    *,
    environ: Mapping[str, str] = {},
    feed: bool = True,
    **options: str,
) -> Run:
    """Crawl with a site file; `options` are those of `scrapy crawl -a`.

    A scheduled crawl writes no feed beside its records.
    """
    site = folder / "site.toml"
    site.write_text(site_file, "utf-8")
    arguments = ["crawl", spider, "-a", f"site={site}"]
    for name, value in options.items():
        arguments += ["-a", f"{name}={value}"]
    return _run(folder, arguments, environ, feed=feed)


def crawl_bare(folder: Path, starts: list[str], concurrency: int) -> Run:
    """Fetch the same site with Scrapy alone, at the same concurrency."""
    settings = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency, "CONCURRENT_REQUESTS": concurrency,
        "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR",
        "AUTOTHROTTLE_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": True,
    }  # fmt: skip
    spider = Path(__file__).with_name("bare.py")
    arguments = ["runspider", str(spider), "-a", f"starts={','.join(starts)}"]
    for name, value in settings.items():
        arguments += ["-s", f"{name}={value}"]
    return _run(folder, arguments, {"SCRAPY_SETTINGS_MODULE": "tests.bench.crawling.bare_settings"})


def lost(served: Simulator, run: Run) -> list[str]:
    """Return the articles that could be had and weren't, by path."""
    had = {path_of(url) for url in run.articles()}
    cased = served.plan.cases
    had = {path.lower() for path in had} if cased else had
    wanted = [expected.path for expected in served.site.expected()]
    return [path for path in wanted if (path.lower() if cased else path) not in had]


def path_of(url: str) -> str:
    """Return an address without scheme and host, its parameters in order."""
    path, _, query = url.partition("://")[2].partition("/")[2].partition("?")
    return f"/{path}" + (f"?{query}" if query else "")


def asked_again(served: Simulator, starts: list[str]) -> Counter[str]:
    """Return what was asked for beside robots.txt and the lists' first pages, with counts."""
    first = {"/robots.txt", *starts}
    return Counter({key: count for key, count in served.hits.items() if key not in first})


def _run(
    folder: Path, arguments: list[str], environ: Mapping[str, str], *, feed: bool = True
) -> Run:
    out, stats, log = folder / "out.jsonl", folder / "stats.json", folder / "log.txt"
    for path in (out, stats):
        path.unlink(missing_ok=True)
    argv = [sys.executable, "-m", "scrapy", *arguments, "-s", f"STATS_FILE={stats}"]
    argv += ["-O", str(out)] if feed else []
    env = {k: v for k, v in os.environ.items() if k != "CPPCC_BUCKET"}
    env |= {"SCRAPY_SETTINGS_MODULE": "crawler.settings", **environ}
    with log.open("w") as said:
        started = subprocess.Popen(argv, stdout=said, stderr=said, env=env)  # noqa: S603 - our own command
        watch = _Watch(started.pid)
        watch.start()
        try:
            status = started.wait(_LIMIT_S)
        finally:
            watch.stop()
            if started.poll() is None:
                started.kill()
    lines = out.read_text("utf-8").split("\n") if out.exists() else []
    rows = [json.loads(line) for line in lines if line]
    known = json.loads(stats.read_text("utf-8")) if stats.exists() else {}
    return Run(status, rows, known, log.read_text("utf-8", "replace"), watch.memory)


class _Watch(threading.Thread):
    """Adds up what a process and its children hold in memory, until stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._began = time.monotonic()
        self.memory: list[tuple[float, float]] = []

    def run(self) -> None:
        while not self._over.wait(_EVERY_S):
            try:
                tree = [self._process, *self._process.children(recursive=True)]
                held = sum(_own_memory(process) for process in tree)
            except psutil.Error:
                continue
            self.memory.append((time.monotonic() - self._began, held / 1e6))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _own_memory(process: psutil.Process) -> int:
    """Return a process's memory; what it shares with others counts by its part."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
