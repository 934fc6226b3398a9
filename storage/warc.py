"""The raw archive: every response as it came, in WARC shards."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from botocore.exceptions import ClientError

from extract.record import Capture
from storage import keys, warc_record
from storage.errors import ObjectConflict
from storage.faults import named_errors
from storage.objects import LOST_RACE, list_keys, status_of, stored_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from extract.page import Page
    from storage.bucket import Bucket

MAX_SHARD_BYTES = 256 << 20


class WarcArchive:
    """One run's captures of one site, written in shards of about `max_shard_bytes`.

    A shard grows in `spool` and is uploaded when it is full and on `close`; the file goes when the
    bucket has it. A capture's key holds from the moment it is written, so stage captures only after
    `close`. A second attempt of the same run numbers its shards on from those in the bucket: what
    the first attempt wrote stays readable.
    """

    def __init__(
        self,
        bucket: Bucket,
        *,
        run_id: str,
        site_id: str,
        crawl_date: date,
        spool: Path,
        max_shard_bytes: int = MAX_SHARD_BYTES,
    ) -> None:
        self._bucket = bucket
        self._run_id, self._site_id, self._crawl_date = run_id, site_id, crawl_date
        self._spool = spool
        self._max_shard_bytes = max_shard_bytes
        prefix = keys.warc_prefix(crawl_date, site_id, run_id)
        self._number = max(map(keys.shard_number, list_keys(bucket, prefix)), default=-1)
        self._shard: BinaryIO | None = None
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
        method: str,
        request_headers: Mapping[str, str],
        raw_headers: Sequence[tuple[bytes, bytes]] | None = None,
    ) -> Capture:
        """Append the request and its response; return where the response will stand."""
        record_id = warc_record.new_record_id()
        shard = self._shard or self._open_shard()
        shard.write(warc_record.request(page, method, request_headers, answered_by=record_id))
        offset = shard.tell()
        member = warc_record.response(page, raw_headers, record_id=record_id)
        shard.write(member)
        capture = Capture(
            key=self._key(self._number),
            offset=offset,
            length=len(member),
            digest=sha256(page.body).hexdigest(),
        )
        if shard.tell() >= self._max_shard_bytes:
            self._end_shard()
        return capture

    def close(self) -> list[str]:
        """Upload what is left; return the keys of all shards. Calling again retries a failure."""
        self._end_shard()
        return list(self._uploaded)

    def _open_shard(self) -> BinaryIO:
        self._number += 1
        path = self._path(self._number)
        self._shard = path.open("wb")
        self._shard.write(warc_record.warcinfo(path.name, datetime.now(UTC)))
        return self._shard

    def _end_shard(self) -> None:
        if self._shard is not None:
            self._shard.close()
            self._shard = None
            self._waiting.append(self._number)
        while self._waiting:
            number = self._waiting[0]
            self._upload(number)
            self._uploaded.append(self._key(number))
            self._path(number).unlink()
            del self._waiting[0]

    def _upload(self, number: int) -> None:
        """Store the shard once, its SHA-256 checked by the server."""
        key, path = self._key(number), self._path(number)
        digest = _file_digest(path)
        client = self._bucket.client()
        with path.open("rb") as body, named_errors(self._bucket, key):
            try:
                client.put_object(
                    Bucket=self._bucket.name,
                    Key=key,
                    Body=body,
                    ContentType="application/warc",
                    ChecksumSHA256=base64.b64encode(bytes.fromhex(digest)).decode(),
                    Metadata={"sha256": digest},
                    IfNoneMatch="*",
                )
            except ClientError as error:
                if status_of(error) not in LOST_RACE:
                    raise
                if stored_digest(client, self._bucket, key) != digest:
                    raise ObjectConflict(
                        f"{self._bucket.uri(key)} was written by somebody else: don't run "
                        f"{self._run_id} for {self._site_id} twice at once"
                    ) from None

    def _key(self, number: int) -> str:
        return keys.warc_shard(self._crawl_date, self._site_id, self._run_id, number)

    def _path(self, number: int) -> Path:
        return self._spool / f"{self._site_id}-{self._run_id}-{number:04d}.warc.gz"


def _file_digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
