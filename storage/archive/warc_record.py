"""Building WARC 1.1 records as gzip members of their own (ISO 28500:2017)."""

from __future__ import annotations

import base64
import hashlib
import io
from typing import TYPE_CHECKING
from uuid import uuid4

from fastwarc.warc import WarcRecord, WarcRecordType
from isal import isal_zlib

from storage.archive.http_message import Asked, answer_head, one_line, request_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from extract.page import Page

SOFTWARE = "cppcc-crawler"
COMPRESSION_LEVEL = 2
"""Of ISA-L: a tenth of zlib's time at its usual 6 for 16 % more bytes of saved pages.

`python -m tests.bench.archiving` measures it.
"""
_GZIP = 31
"""The window of zlib, and 16 for a gzip header."""
IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


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


def request(page: Page, asked: Asked, *, answered_by: str) -> bytes:
    """Return the member of the request that `page` answers."""
    block = request_message(page, asked)
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
    block = answer_head(page, headers) + page.body
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
    return _member(WarcRecordType.revisit, record_id, fields, answer_head(page, headers))


def _answer_fields(page: Page) -> dict[str, str]:
    return {
        "WARC-Target-URI": page.url,
        "WARC-Date": _timestamp(page.fetched_at),
        "Content-Type": "application/http; msgtype=response",
    }


def _member(kind: WarcRecordType, record_id: str, fields: Mapping[str, str], block: bytes) -> bytes:
    record = WarcRecord()
    record.init_headers(kind, record_id.encode(), content_length=len(block))
    for name, value in fields.items():
        record.headers[name] = one_line(value.encode("utf-8", "replace")).decode()
    record.set_bytes_content(block)
    plain = io.BytesIO()
    record.write(plain, checksum_data=True)
    return isal_zlib.compress(plain.getbuffer(), COMPRESSION_LEVEL, _GZIP)


def _sha1(payload: bytes) -> str:
    """SHA-1 in base 32 is what every WARC tool can check; `Capture.digest` is the strong one."""
    return (
        "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()
    )


def _timestamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
