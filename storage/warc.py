"""The raw archive: every response as it came, in WARC shards."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from extract.record import Capture
from storage import keys, warc_record
from storage.errors import StorageError
from storage.http_message import GET, Asked
from storage.listing import list_keys
from storage.spool import append
from storage.uploads import put_file_new

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from extract.page import Page
    from storage.bucket import Bucket

MAX_ORIGINALS = 100_000
"""Bodies that are remembered; about 60 MB."""


@dataclass(frozen=True, slots=True)
class Roll:
    """When a shard is full; looked at after each page."""

    max_bytes: int = 256 << 20
    max_age_s: float = 900.0
    """A crawl that is killed loses no more than this from the archive."""


@dataclass(frozen=True, slots=True)
class Original:
    """An archived response that others may turn out to repeat."""

    url: str
    fetched_at: datetime | None
    capture: Capture


class WarcArchive:
    """One run's captures of one site, in shards.

    A shard grows in `spool` and is uploaded when `roll` says so and on `close`; the file goes when
    the bucket has it. A capture's key holds from the moment it is written, so stage captures only
    after `close`. A second attempt of the same run numbers its shards on from those in the bucket:
    what the first attempt wrote stays readable.
    """

    def __init__(
        self,
        bucket: Bucket,
        *,
        run_id: str,
        site_id: str,
        crawl_date: date,
        spool: Path,
        roll: Roll = Roll(),
    ) -> None:
        self._bucket = bucket
        self._run_id, self._site_id, self._crawl_date = run_id, site_id, crawl_date
        self._spool = spool
        self._roll = roll
        prefix = keys.warc_prefix(crawl_date, site_id, run_id)
        self._number = max(map(keys.shard_number, list_keys(bucket, prefix)), default=-1)
        self._shard: BinaryIO | None = None
        self._opened_at = 0.0
        self._originals: dict[str, Original] = {}
        self._waiting: list[int] = []
        self._uploaded: list[str] = []
        spool.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def write(
        self,
        page: Page,
        *,
        asked: Asked = GET,
        raw_headers: Sequence[tuple[bytes, bytes]] | None = None,
        earlier: Original | None = None,
    ) -> Capture:
        """Append the request and its response; return where the bytes of the body will stand.

        A body that this archive wrote before, or that `earlier` holds, isn't written again: a
        `revisit` record takes its place, and the capture leads to the first one. Raises `SpoolFull`
        and keeps the shard whole. A bucket that is away for a while stops nothing before `close`.
        """
        digest = sha256(page.body).hexdigest()
        known = self._originals.get(digest)
        if known is None and earlier is not None and earlier.capture.digest == digest:
            known = earlier
        record_id = warc_record.new_record_id()
        request = warc_record.request(page, asked, answered_by=record_id)
        if known is None:
            member = warc_record.response(page, raw_headers, record_id=record_id)
        else:
            member = warc_record.revisit(
                page, raw_headers, record_id=record_id, refers_to=(known.url, known.fetched_at)
            )
        start = self._append(request + member) + len(request)
        capture = Capture(self._key(self._number), start, len(member), digest)
        if known is None and page.body and len(self._originals) < MAX_ORIGINALS:
            self._originals[digest] = Original(page.url, page.fetched_at, capture)
        self._roll_over()
        return known.capture if known else capture

    def close(self) -> list[str]:
        """Upload what is left; return the keys of all shards. Calling again retries a failure."""
        self._end_shard()
        return list(self._uploaded)

    def _append(self, members: bytes) -> int:
        if self._shard is None:
            self._number += 1
            path = self._path(self._number)
            self._shard = path.open("wb", buffering=0)
            self._opened_at = time.monotonic()
            append(self._shard, path, warc_record.warcinfo(path.name, datetime.now(UTC)))
        return append(self._shard, self._path(self._number), members)

    def _roll_over(self) -> None:
        """End a shard that is full; one that the bucket doesn't take now waits for the next."""
        if self._shard is None:
            return
        age_s = time.monotonic() - self._opened_at
        if self._shard.tell() >= self._roll.max_bytes or age_s >= self._roll.max_age_s:
            with suppress(StorageError):
                self._end_shard()

    def _end_shard(self) -> None:
        if self._shard is not None:
            self._shard.close()
            self._shard = None
            self._waiting.append(self._number)
        while self._waiting:
            number = self._waiting[0]
            key, path = self._key(number), self._path(number)
            put_file_new(self._bucket, key, path, content_type="application/warc")
            self._uploaded.append(key)
            path.unlink()
            del self._waiting[0]

    def _key(self, number: int) -> str:
        return keys.warc_shard(self._crawl_date, self._site_id, self._run_id, number)

    def _path(self, number: int) -> Path:
        return self._spool / f"{self._site_id}-{self._run_id}-{number:04d}.warc.gz"
