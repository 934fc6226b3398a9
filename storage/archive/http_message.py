"""HTTP messages as the archive keeps them: request and status lines with their headers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extract.page import Page

_DECODED = (b"content-encoding", b"transfer-encoding")
"""The body is stored decoded, so these would lie; they are kept under another name."""
_KEPT_AS = b"X-Archive-Orig-"
_LINE_BREAK = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent to the server for a page."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


GET = Asked()


def request_message(page: Page, asked: Asked) -> bytes:
    """Return the request that `page` answers."""
    parts = urlsplit(page.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [(b"Host", parts.netloc.rpartition("@")[2].encode("utf-8", "replace"))]
    lines += [
        (name.encode("utf-8", "replace"), value.encode("utf-8", "replace"))
        for name, value in asked.headers.items()
        if name.lower() != "host"
    ]
    first = f"{asked.method} {path} HTTP/1.1".encode("utf-8", "replace")
    return _head(first, lines) + asked.body


def answer_head(page: Page, headers: Iterable[tuple[bytes, bytes]] | None) -> bytes:
    """Return what stands before the body of `page`, to the blank line.

    `headers` are those of the wire, in order; without them, the ones `page` kept.
    """
    if headers is None:
        headers = [
            (name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
            for name, value in page.headers.items()
        ]
    return _head(_status_line(page.status), _truthful(headers, len(page.body)))


def one_line(value: bytes) -> bytes:
    """Return a value without line breaks: it must not begin another header."""
    return _LINE_BREAK.sub(b" ", value)


def _truthful(headers: Iterable[tuple[bytes, bytes]], length: int) -> list[tuple[bytes, bytes]]:
    """Return the headers as they fit a decoded body of `length` bytes."""
    kept = []
    for name, value in headers:
        if name.lower() in _DECODED or name.lower() == b"content-length":
            kept.append((_KEPT_AS + name, value))
        else:
            kept.append((name, value))
    return [*kept, (b"Content-Length", str(length).encode())]


def _head(first: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    lines = [first, *(name + b": " + value for name, value in headers)]
    return b"".join(one_line(line) + b"\r\n" for line in lines) + b"\r\n"


def _status_line(status: int) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    return f"HTTP/1.1 {status} {phrase}".encode()
