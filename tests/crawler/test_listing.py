"""A crawl in its own process against a site on loopback."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

LIST = b"""<html><body><a href="/xw/202301/t20230104_1.html">a</a>
<a href="202301/t20230104_1.html#again">same</a><a href="/about.html">no article</a>
<a href="http://127.0.0.2/xw/202301/t20230104_2.html">off site</a>
<a href="/away/202301/t20230104_3.html">leaves</a></body></html>"""


class _Handler(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302 if self.path.startswith("/away") else 200)
        self.send_header("Location", "http://127.0.0.2:9/")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(LIST if self.path == "/xw/" else b"<html></html>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[tuple[int, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (_Handler,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port, asked
        server.shutdown()


def crawl(port: int, folder: Path, *, loopback: bool, status: int = 0) -> dict[str, Any]:
    site = folder / "t.toml"
    site.write_text(
        f'id = "t"\nname = "t"\nlevel = "test"\nhosts = ["127.0.0.1:{port}"]\n'
        f'spider = "listing"\nstarts = ["http://127.0.0.1:{port}/xw/"]\n'
        f"article = '/t\\d{{8}}_\\d+\\.html'\nloopback = {str(loopback).lower()}\n"
        "[politeness]\ndelay = 0\n",
        "utf-8",
    )
    argv = [sys.executable, "-m", "scrapy", "crawl", "listing", "-a", f"site={site}"]
    argv += ["-s", f"STATS_FILE={folder / 'stats.json'}"]
    done = subprocess.run(  # noqa: S603 - our own command
        argv, capture_output=True, text=True, timeout=60, env=dict(os.environ), check=False
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    stats: dict[str, Any] = json.loads((folder / "stats.json").read_text("utf-8"))
    return stats


def test_articles_are_asked_for_once_and_nothing_else(
    served: tuple[int, list[str]], tmp_path: Path
) -> None:
    port, asked = served
    stats = crawl(port, tmp_path, loopback=True)
    articles = ["/away/202301/t20230104_3.html", "/xw/202301/t20230104_1.html"]
    assert sorted(asked) == sorted(["/robots.txt", "/xw/", *articles])
    assert stats["host_guard/off_site"] >= 1


def test_private_address_is_refused_without_leave(
    served: tuple[int, list[str]], tmp_path: Path
) -> None:
    port, asked = served
    stats = crawl(port, tmp_path, loopback=False, status=1)
    assert stats["host_guard/private_address"] >= 1
    assert not asked
