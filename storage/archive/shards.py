"""Reading a whole WARC shard back, record by record."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from extract.record import Capture
from storage.archive.warc_page import page_of
from storage.errors import DigestMismatch, ObjectMissing
from storage.objects import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from extract.page import Page
    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Archived:
    """A response of a shard, and where in it it stands."""

    page: Page
    capture: Capture


def read_shard(bucket: Bucket, key: str) -> Iterator[Archived]:
    """Yield the responses of a shard in order, bodies that stand in it once with each of theirs.

    A body that stands in another shard is left out: its captures lead there. Raises `ObjectMissing`
    without the shard, and `DigestMismatch` at the first record that is cut or damaged, after all
    that stand before it: no library notices a short record by itself.
    """
    stored = read(bucket, key)
    if stored is None:
        raise ObjectMissing(f"{bucket.uri(key)} is gone")
    where = bucket.uri(key)
    starts, whole = _starts(stored.body)
    bodies: dict[str, Capture] = {}
    for start, end in pairwise([*starts, len(stored.body)]):
        record = _record(stored.body[start:end])
        if record is None or not record.verify_block_digest():
            raise DigestMismatch(f"{where} is damaged from byte {start} on")
        digest = record.headers.get("WARC-Payload-Digest") or ""
        if record.record_type == WarcRecordType.response:
            archived = _archived(record, Capture(key, start, end - start, ""))
            bodies.setdefault(digest, archived.capture)
            yield archived
        elif record.record_type == WarcRecordType.revisit and digest in bodies:
            yield _revisited(record, bodies[digest], stored.body)
    if not whole:
        raise DigestMismatch(f"{where} is damaged from byte {starts[-1] if starts else 0} on")


def _record(member: bytes) -> Any:
    return next(iter(ArchiveIterator(io.BytesIO(member), parse_http=False)), None)


def _starts(body: bytes) -> tuple[list[int], bool]:
    """Return where the shard's members begin, and whether it could be read to its end."""
    starts: list[int] = []
    try:
        records = ArchiveIterator(io.BytesIO(body), parse_http=False)
        starts.extend(record.stream_pos for record in records)
    except OSError:
        return starts, False
    return starts, bool(starts)


def _archived(record: Any, place: Capture) -> Archived:
    page = _page(record)
    digest = sha256(page.body).hexdigest()
    return Archived(page, Capture(place.key, place.offset, place.length, digest))


def _revisited(record: Any, original: Capture, shard: bytes) -> Archived:
    """Return a response whose body stands at `original`."""
    first = _page(_record(shard[original.offset : original.offset + original.length]))
    return Archived(replace(_page(record), body=first.body), original)


def _page(record: Any) -> Page:
    record.parse_http()
    return page_of(record)
