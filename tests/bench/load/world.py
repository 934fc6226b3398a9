"""A small site on loopback that grows, edits and takes back articles between crawls."""

from __future__ import annotations

import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

HOST = "127.0.0.1"
SITE = "world"
_WORDS = [
    "市政协",
    "召开",
    "常委会",
    "会议",
    "委员",
    "围绕",
    "乡村",
    "振兴",
    "提案",
    "办理",
    "协商",
    "民生",
]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        body = self.server.world.page(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    world: World

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients are killed in mid-request here."""


class World:
    """Serves its articles while the context lasts."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.gone: set[str] = set()
        self._chance = random.Random(11)
        self._server = _Server((HOST, 0), _Handler)
        self._server.world = self

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self._server.server_port}"

    def grow(self, articles: int) -> None:
        for _ in range(articles):
            number = len(self.texts) + 1
            self.texts[f"/xw/202603/t20260302_{number}.html"] = self._text(number)

    def edit(self, articles: int) -> None:
        for path in self._chance.sample(sorted(self.texts), min(articles, len(self.texts))):
            self.texts[path] = self._text(self._chance.randrange(1 << 20))

    def urls(self) -> dict[str, str]:
        return {self.origin + path: text for path, text in self.texts.items()}

    def page(self, path: str) -> bytes | None:
        if path == "/xw/":
            links = "".join(f'<li><a href="{p}">{p}</a></li>' for p in self.texts)
            return f"<html><body><ul>{links}</ul></body></html>".encode()
        if path in self.gone or path not in self.texts:
            return None
        paragraphs = "".join(f"<p>{line}</p>" for line in self.texts[path].split("\n"))
        title = self.texts[path][:16]
        return (
            f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
            f"<div>来源：市政协 发布时间：2026-03-02</div><div class='content'>{paragraphs}</div>"
            "</body></html>"
        ).encode()

    def site_file(self, folder: Path) -> Path:
        path = folder / f"{SITE}.toml"
        path.write_text(
            f'id = "{SITE}"\nname = "t"\nlevel = "test"\nhosts = ["{self.origin[7:]}"]\n'
            f'spider = "listing"\nstarts = ["{self.origin}/xw/"]\nloopback = true\n'
            "article = '/t\\d{8}_\\d+\\.html'\n[politeness]\ndelay = 0\nconcurrency = 4\n",
            "utf-8",
        )
        return path

    def _text(self, seed: int) -> str:
        chance = random.Random(seed)
        return "\n".join("".join(chance.choices(_WORDS, k=24)) + f"第{seed}号。" for _ in range(4))

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
