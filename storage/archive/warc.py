"""The raw archive: every response as it came, in WARC shards."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from extract.record import Capture
from storage.archive import warc_record
from storage.archive.http_message import GET, Asked
from storage.archive.rolling import USUAL, RollingShards

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from extract.page import Page
    from storage.archive.rolling import Roll
    from storage.bucket import Bucket

MAX_ORIGINALS = 5_000
"""Bodies that are remembered, about 2 MB: those written or repeated last."""


@dataclass(frozen=True, slots=True)
class Original:
    """An archived response that others may turn out to repeat."""

    url: str
    fetched_at: datetime | None
    capture: Capture


class WarcArchive:
    """One run's captures of one site, in shards.

    A shard grows in `spool` and is uploaded when `roll` says so and on `close`. A capture's key
    holds from the moment it is written, so stage captures only after `close`.
    """

    def __init__(
        self,
        bucket: Bucket,
        *,
        run_id: str,
        site_id: str,
        crawl_date: date,
        spool: Path,
        roll: Roll = USUAL,
    ) -> None:
        self._shards = RollingShards(
            bucket,
            run_id=run_id,
            site_id=site_id,
            crawl_date=crawl_date,
            spool=spool,
            roll=roll,
        )
        self._originals: dict[str, Original] = {}

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
        key, start = self._shards.append(request + member)
        capture = Capture(key, start + len(request), len(member), digest)
        if page.body:
            self._remember(digest, known or Original(page.url, page.fetched_at, capture))
        self._shards.roll_over()
        return known.capture if known else capture

    def _remember(self, digest: str, original: Original) -> None:
        self._originals.pop(digest, None)  # and behind all others, where it stood already
        self._originals[digest] = original
        if len(self._originals) > MAX_ORIGINALS:
            del self._originals[next(iter(self._originals))]

    def close(self) -> list[str]:
        """Upload what is left; return the keys of all shards. Calling again retries a failure."""
        return self._shards.end()
