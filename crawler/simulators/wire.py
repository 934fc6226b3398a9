"""Requests and answers as HTTP/1.1 sends them, of as much of it as a simulated site needs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.simulators.answer import Answer

_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified",
            404: "Not Found", 412: "Precondition Failed", 500: "Internal Server Error",
            502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}  # fmt: skip


def head_of(answer: Answer) -> bytes:
    """Return an answer's status line and headers, with the empty line that ends them."""
    lines = [f"HTTP/1.1 {answer.status} {_REASONS[answer.status]}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if answer.status != 304:  # noqa: PLR2004 - has no body
        lines.append(f"Content-Length: {len(answer.body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def read_request(reader: asyncio.StreamReader) -> tuple[str, dict[str, str], str] | None:
    """Return a request's target, headers and form; None at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {n.strip().lower(): v.strip() for n, _, v in (line.partition(":") for line in lines)}
    size = int(headers.get("content-length") or 0)
    form = (await reader.readexactly(size)).decode("latin-1") if size else ""
    return first.split(" ")[1], headers, form


def is_fresh(answer: Answer, headers: dict[str, str]) -> bool:
    """Whether the asker's copy is the current one, by RFC 9110 13.2.2: the tag comes first."""
    tag, asked = answer.headers.get("ETag"), headers.get("if-none-match")
    if asked is not None:
        return asked == tag
    since = headers.get("if-modified-since")
    return since is not None and since == answer.headers.get("Last-Modified")
