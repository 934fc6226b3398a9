"""Shards that grow on the local disk, and go to the bucket when they are full."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage import keys
from storage.archive import warc_record
from storage.archive.spool import append
from storage.errors import StorageError
from storage.listing import list_keys
from storage.uploads import put_file_new

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Roll:
    """When a shard is full; looked at after each page."""

    max_bytes: int = 256 << 20
    max_age_s: float = 900.0
    """A crawl that is killed loses no more than this from the archive."""


USUAL = Roll()


class RollingShards:
    """One run's shards of one site; the file of each goes when the bucket has it.

    A second attempt of the same run numbers its shards on from those in the bucket: what the first
    attempt wrote stays readable.
    """

    def __init__(
        self,
        bucket: Bucket,
        *,
        run_id: str,
        site_id: str,
        crawl_date: date,
        spool: Path,
        roll: Roll,
    ) -> None:
        self._bucket = bucket
        self._run_id, self._site_id, self._crawl_date = run_id, site_id, crawl_date
        self._spool = spool
        self._roll = roll
        prefix = keys.warc_prefix(crawl_date, site_id, run_id)
        self._number = max(map(keys.shard_number, list_keys(bucket, prefix)), default=-1)
        self._shard: BinaryIO | None = None
        self._shard_key = ""
        self._opened_at = 0.0
        self._waiting: list[int] = []
        self._uploaded: list[str] = []
        spool.mkdir(parents=True, exist_ok=True)

    def append(self, members: bytes) -> tuple[str, int]:
        """Write all of `members` or nothing; return the shard's key and where in it they begin.

        Raises `SpoolFull` and keeps the shard whole.
        """
        shard = self._shard or self._opened()
        start = append(shard, self._path(self._number), members)
        return self._shard_key, start

    def roll_over(self) -> None:
        """End a shard that is full; one that the bucket doesn't take now waits for the next."""
        if self._shard is None:
            return
        age_s = time.monotonic() - self._opened_at
        if self._shard.tell() >= self._roll.max_bytes or age_s >= self._roll.max_age_s:
            with suppress(StorageError):
                self.end()

    def end(self) -> list[str]:
        """End the shard, upload all that wait and return the keys of every one so far."""
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
        return list(self._uploaded)

    def _opened(self) -> BinaryIO:
        self._number += 1
        self._shard_key = self._key(self._number)
        path = self._path(self._number)
        self._shard = path.open("wb", buffering=0)
        self._opened_at = time.monotonic()
        append(self._shard, path, warc_record.warcinfo(path.name, datetime.now(UTC)))
        return self._shard

    def _key(self, number: int) -> str:
        return keys.warc_shard(self._crawl_date, self._site_id, self._run_id, number)

    def _path(self, number: int) -> Path:
        return self._spool / f"{self._site_id}-{self._run_id}-{number:04d}.warc.gz"
