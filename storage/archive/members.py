"""Reading given records of a shard, few bytes at a time, each checked on its own."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from storage.archive.warc_page import page_of
from storage.errors import ObjectMissing
from storage.objects import read_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.page import Page
    from extract.record import Capture
    from storage.bucket import Bucket

WINDOW = 8 << 20
"""Bytes of one request to the bucket, and about what is held at once."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that can't be read; those around it can."""

    capture: Capture
    why: str


def pages_at(bucket: Bucket, key: str, captures: Sequence[Capture]) -> Iterator[Page | Damaged]:
    """Yield the page of each capture of one shard, or why there is none, in the order of offsets.

    Captures that lie near each other are fetched by one ranged GET. A shard that is gone, cut or
    damaged costs the records concerned and no others.
    """
    for window in _windows(sorted(captures, key=lambda capture: capture.offset)):
        start = window[0].offset
        size = window[-1].offset + window[-1].length - start
        try:
            body = read_range(bucket, key, start, size)
        except ObjectMissing as error:
            yield from (Damaged(capture, str(error)) for capture in window)
            continue
        for capture in window:
            at = capture.offset - start
            yield _page(body[at : at + capture.length], capture)


def _windows(captures: Sequence[Capture]) -> Iterator[list[Capture]]:
    window: list[Capture] = []
    for capture in captures:
        if window and capture.offset + capture.length - window[0].offset > WINDOW:
            yield window
            window = []
        window.append(capture)
    if window:
        yield window


def _page(member: bytes, capture: Capture) -> Page | Damaged:
    try:
        found = _response(member)
    except (OSError, ValueError) as error:
        return Damaged(capture, f"no WARC record at {capture.offset}: {error}")
    if found is None:
        return Damaged(capture, f"no response at {capture.offset}")
    page = page_of(found)
    if sha256(page.body).hexdigest() != capture.digest:
        return Damaged(capture, f"the bytes at {capture.offset} have another digest")
    return page


def _response(member: bytes) -> Any:
    records = ArchiveIterator(io.BytesIO(member), record_types=WarcRecordType.response)
    return next(iter(records), None)
