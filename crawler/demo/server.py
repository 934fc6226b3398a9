"""Serving small sites on loopback, each on a port of its own."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, unquote, urlsplit

from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from crawler.demo.pages import DemoSite, ServedPage

HOST = "127.0.0.1"


class _Handler(BaseHTTPRequestHandler):
    pages: Mapping[str, ServedPage]
    timeout = 20

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
        page = self.pages.get(path)
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, b"", {})
        elif self.headers.get("If-None-Match") == page.etag:
            self._answer(HTTPStatus.NOT_MODIFIED, b"", {"ETag": page.etag})
        else:
            headers = {"Content-Type": page.content_type, "ETag": page.etag}
            self._answer(HTTPStatus.OK, page.body, headers)

    def _answer(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by http.server
        """Say nothing: the crawl does."""


class DemoServer:
    """Serves sites while the context lasts, and keeps a site file for each in `folder`.

    A site keeps its port from one start to the next: its address is what its articles' ids are
    made of.
    """

    def __init__(self, sites: Sequence[DemoSite], folder: Path) -> None:
        self._sites = sites
        self._folder = folder
        self._open = ExitStack()

    @property
    def site_files(self) -> Path:
        return self._folder / "sites"

    def __enter__(self) -> Self:
        ports = self._folder / "ports.json"
        self.site_files.mkdir(parents=True, exist_ok=True)
        kept: dict[str, int] = json.loads(ports.read_text("utf-8")) if ports.exists() else {}
        try:
            for site in self._sites:
                kept[site.id] = self._serve(site, kept.get(site.id, 0))
        except BaseException:
            self._open.close()
            raise
        ports.write_text(json.dumps(kept), "utf-8")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _serve(self, site: DemoSite, port: int) -> int:
        handler = type("Handler", (_Handler,), {"pages": site.pages})
        try:
            server = self._open.enter_context(ThreadingHTTPServer((HOST, port), handler))
        except OSError as error:
            raise ConfigurationError(
                f"port {port}, where the demo serves {site.name}, can't be had ({error.strerror}): "
                f"stop what uses it, or delete {self._folder} and its bucket to start anew"
            ) from None
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._open.callback(server.shutdown)
        host = f"{HOST}:{server.server_port}"
        starts = tuple(quote(path, safe="/?=&") for path in site.starts)
        text = site.site_file(host)
        for path, quoted in zip(site.starts, starts, strict=True):
            text = text.replace(f'"http://{host}{path}"', f'"http://{host}{quoted}"')
        (self.site_files / f"{site.id}.toml").write_text(text, "utf-8")
        return server.server_port
