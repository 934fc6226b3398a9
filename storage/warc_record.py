"""Building WARC 1.1 records as gzip members of their own (ISO 28500:2017)."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from extract.page import Page

SOFTWARE = "cppcc-crawler"
COMPRESSION_LEVEL = 6
IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_DECODED = (b"content-encoding", b"transfer-encoding")
"""The body is stored decoded, so these would lie; they are kept under another name."""
_KEPT_AS = b"X-Archive-Orig-"
_LINE_BREAK = re.compile(rb"[\r\n]+")


def new_record_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def warcinfo(filename: str, made_at: datetime) -> bytes:
    """Return the member that opens a shard."""
    fields = {
        "software": SOFTWARE,
        "format": "WARC File Format 1.1",
        "conformsTo": "ISO 28500:2017",
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    headers = {
        "WARC-Date": _timestamp(made_at),
        "WARC-Filename": filename,
        "Content-Type": "application/warc-fields",
    }
    return _member(WarcRecordType.warcinfo, new_record_id(), headers, block)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent to the server for a page."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


GET = Asked()


def request(page: Page, asked: Asked, *, answered_by: str) -> bytes:
    """Return the member of the request that `page` answers."""
    parts = urlsplit(page.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [(b"Host", parts.netloc.rpartition("@")[2].encode("utf-8", "replace"))]
    lines += [
        (name.encode("utf-8", "replace"), value.encode("utf-8", "replace"))
        for name, value in asked.headers.items()
        if name.lower() != "host"
    ]
    block = _head(f"{asked.method} {path} HTTP/1.1".encode("utf-8", "replace"), lines) + asked.body
    fields = {
        "WARC-Target-URI": page.url,
        "WARC-Date": _timestamp(page.fetched_at),
        "WARC-Concurrent-To": answered_by,
        "Content-Type": "application/http; msgtype=request",
    }
    return _member(WarcRecordType.request, new_record_id(), fields, block)


def response(page: Page, headers: Iterable[tuple[bytes, bytes]] | None, *, record_id: str) -> bytes:
    """Return the member of `page` itself, with digests of payload and block.

    `headers` are those of the wire, in order; without them, the ones `page` kept.
    """
    block = _answer_head(page, headers) + page.body
    fields = {
        **_answer_fields(page),
        "WARC-Payload-Digest": _sha1(page.body),
    }
    return _member(WarcRecordType.response, record_id, fields, block)


def revisit(
    page: Page,
    headers: Iterable[tuple[bytes, bytes]] | None,
    *,
    record_id: str,
    refers_to: tuple[str, datetime | None],
) -> bytes:
    """Return the member of a page whose payload an earlier record holds (ISO 28500:2017, 6.7.2).

    `refers_to` is the address of that record, and its time where that is known.
    """
    url, date = refers_to
    fields = {
        **_answer_fields(page),
        "WARC-Payload-Digest": _sha1(page.body),
        "WARC-Profile": IDENTICAL_PAYLOAD,
        "WARC-Refers-To-Target-URI": url,
    }
    if date is not None:
        fields["WARC-Refers-To-Date"] = _timestamp(date)
    return _member(WarcRecordType.revisit, record_id, fields, _answer_head(page, headers))


def _answer_fields(page: Page) -> dict[str, str]:
    return {
        "WARC-Target-URI": page.url,
        "WARC-Date": _timestamp(page.fetched_at),
        "Content-Type": "application/http; msgtype=response",
    }


def _answer_head(page: Page, headers: Iterable[tuple[bytes, bytes]] | None) -> bytes:
    if headers is None:
        headers = [(k.encode("latin-1", "replace"), v.encode("latin-1", "replace"))
                   for k, v in page.headers.items()]  # fmt: skip
    return _head(_status_line(page.status), _truthful(headers, len(page.body)))


def _member(kind: WarcRecordType, record_id: str, fields: Mapping[str, str], block: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(kind, record_id.encode(), content_length=len(block))
    for name, value in fields.items():
        record.headers[name] = _LINE_BREAK.sub(b" ", value.encode("utf-8", "replace")).decode()
    record.set_bytes_content(block)
    out = io.BytesIO()
    writer = GzipWriter(out, compression_level=COMPRESSION_LEVEL)
    record.write(writer, checksum_data=True)
    writer.finish()
    return out.getvalue()


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
    return b"".join(_LINE_BREAK.sub(b" ", line) + b"\r\n" for line in lines) + b"\r\n"


def _status_line(status: int) -> bytes:
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = ""
    return f"HTTP/1.1 {status} {phrase}".encode()


def _sha1(payload: bytes) -> str:
    """SHA-1 in base 32 is what every WARC tool can check; `Capture.digest` is the strong one."""
    return (
        "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()
    )


def _timestamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
