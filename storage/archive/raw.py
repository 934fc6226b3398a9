"""Reading a page back from the raw archive."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from storage.errors import DigestMismatch
from storage.objects import read_range

if TYPE_CHECKING:
    from extract.record import Capture
    from storage.bucket import Bucket


def read_raw(bucket: Bucket, capture: Capture) -> bytes:
    """Return the body as it was served, from one ranged GET.

    Raises `ObjectMissing` without the shard, `DigestMismatch` when its bytes aren't those of
    `capture`: neither library notices a truncated record by itself.
    """
    member = read_range(bucket, capture.key, capture.offset, capture.length)
    where = f"{bucket.uri(capture.key)} at {capture.offset}+{capture.length}"
    try:
        records = ArchiveIterator(io.BytesIO(member), record_types=WarcRecordType.response)
        body: bytes | None = next((record.reader.read() for record in records), None)
    except OSError:
        body = None
    if body is None:
        raise DigestMismatch(f"{where} is no WARC response: fetch the page again")
    if sha256(body).hexdigest() != capture.digest:
        raise DigestMismatch(f"{where} has another digest than its capture: fetch the page again")
    return body
