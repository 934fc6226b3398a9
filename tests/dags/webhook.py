"""A webhook on loopback that keeps what is posted to it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Posted = list[dict[str, Any]]


@contextmanager
def hook() -> Iterator[tuple[str, Posted]]:
    """Yield Airflow's connection to the hook, as JSON, and the list that the objects come into."""
    posted: Posted = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted.append(json.loads(body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # by http.server
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield (
            json.dumps({"conn_type": "http", "host": f"http://127.0.0.1:{server.server_port}"}),
            posted,
        )
    finally:
        server.shutdown()
        server.server_close()
