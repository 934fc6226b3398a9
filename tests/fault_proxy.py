"""A proxy on loopback in front of an S3 server, which misbehaves when told to.

It hands on every request as it came, the `Host` header included, so signatures stay valid.
"""

from __future__ import annotations

import http.client
import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

HOST = "127.0.0.1"
UPSTREAM_TIMEOUT_S = 20
_HOP = ("connection", "transfer-encoding", "keep-alive", "expect")


@dataclass(slots=True)
class Faults:
    """Shares of requests that fare badly, 0 to 1, in the order they are tried."""

    refused: float = 0.0
    """Answered with 503 and never handed on."""
    failed_after: float = 0.0
    """Carried out, and answered with 500 all the same."""
    cut_after: float = 0.0
    """Carried out, and never answered."""
    slow: float = 0.0
    slow_s: float = 0.5
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def hit(self, share: float) -> bool:
        return self.chance.random() < share


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Server

    def handle_one_request(self) -> None:
        with suppress(ConnectionError, TimeoutError):
            super().handle_one_request()

    def _relay(self) -> None:
        proxy = self.server.proxy
        headers = dict(self.headers.items())
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if refusal := proxy.refusal(self.command, self.path, headers):
            self._refuse(*refusal)
            return
        faults = proxy.faults
        if faults.hit(faults.refused):
            self._refuse(503, "SlowDown")
            return
        if faults.hit(faults.slow):
            time.sleep(faults.slow_s)
        try:
            status, given, answer = proxy.ask(self.command, self.path, headers, body)
        except OSError:
            self.close_connection = True  # the server is away: so is its answer
            return
        if faults.hit(faults.failed_after):
            self._refuse(500, "InternalError")
        elif faults.hit(faults.cut_after):
            self.close_connection = True
        else:
            self._answer(status, given, answer)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _relay  # noqa: N815 - named by http.server

    def _refuse(self, status: int, code: str) -> None:
        body = f"<Error><Code>{code}</Code><Message>as told</Message></Error>".encode()
        self._answer(status, {"Content-Type": "application/xml"}, body)

    def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in (*_HOP, "content-length"):
                self.send_header(name, value)
        length = headers.get("Content-Length") if self.command == "HEAD" else None
        self.send_header("Content-Length", length or str(len(body)))
        self.end_headers()
        if self.command == "GET" and self.server.proxy.halves_left > 0:
            self.server.proxy.halves_left -= 1
            body, self.close_connection = body[: len(body) // 2], True
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    proxy: FaultProxy

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients are killed in mid-request here."""


class FaultProxy:
    """Relays to `upstream` while the context lasts."""

    def __init__(self, upstream: str, faults: Faults | None = None) -> None:
        self.upstream = upstream
        self.faults = faults or Faults()
        self.refused: dict[str, tuple[int, str]] = {}
        """Name of a header, or a part of a path, to status and code that such writes meet."""
        self.full: tuple[int, str] | None = None
        """Status and code of every write once `writes_left` are carried out."""
        self.writes_left = 0
        self.halves_left = 0
        """Answers to GET that break off in the middle of what they bring."""
        self.ignored: frozenset[str] = frozenset()
        """Lower-case names of headers that the server doesn't get to see; needs `credentials`."""
        self.credentials = Credentials("", "")
        """What the request is signed with anew, since its headers are signed."""
        self.accepted_errors: frozenset[bytes] = frozenset()
        """Codes of errors that are turned into success."""
        self._server = _Server((HOST, 0), _Handler)
        self._server.proxy = self

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self._server.server_port}"

    def refusal(self, method: str, path: str, headers: Mapping[str, str]) -> tuple[int, str] | None:
        if method not in ("PUT", "POST"):
            return None
        if self.full is not None:
            self.writes_left -= 1
            if self.writes_left < 0:
                return self.full
        told = (said for what, said in self.refused.items() if what in headers or what in path)
        return next(told, None)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        if self.ignored:
            headers = self._signed(method, path, headers, body)
        parts = urlsplit(self.upstream)
        connection = http.client.HTTPConnection(
            parts.hostname or HOST, parts.port, timeout=UPSTREAM_TIMEOUT_S
        )
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                if name.lower() not in _HOP:
                    connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            said = answer.read()
            if any(code in said for code in self.accepted_errors):
                return 200, {"ETag": '"0"'}, b""
            return answer.status, dict(answer.getheaders()), said
        finally:
            connection.close()

    def _signed(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> dict[str, str]:
        unsigned = (*self.ignored, "authorization", "x-amz-date", "host", *_HOP)
        kept = {name: value for name, value in headers.items() if name.lower() not in unsigned}
        request = AWSRequest(method, self.upstream + path, headers=kept, data=body)
        S3SigV4Auth(self.credentials, "s3", "us-east-1").add_auth(request)
        return {**dict(request.headers.items()), "Host": urlsplit(self.upstream).netloc}

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
