"""Keeping the bucket small and whole: one job, at a quiet hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from deltalake import WriterProperties
from deltalake.exceptions import CommitFailedError

from storage.file_index import renew_index
from storage.orphans import abort_uploads, adopt_shards, remove_staged, remove_unlisted
from storage.parquet import ROW_GROUP
from storage.table_specs import TABLES
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket
    from storage.table_spec import TableSpec

RETENTION = timedelta(days=7)
"""How long readers can travel back in a table, and what is loaded stays staged."""
GRACE = timedelta(hours=24)
"""Longer than any run takes: what is younger may belong to one that is under way."""
_TARGET = 128 << 20
"""Bytes of a compacted file: the loader holds two at a time."""
WRITER = WriterProperties(compression="ZSTD", compression_level=1, max_row_group_size=ROW_GROUP)


@dataclass(frozen=True, slots=True)
class MaintainReport:
    """What was done, and what needs a person."""

    compacted: dict[str, int]
    """Table to the files that were put together into larger ones."""
    vacuumed: int
    """Files that no version of a table within the retention needs, and indexes of such files."""
    adopted: dict[str, int]
    """Shard that no capture led to, to the captures it was given."""
    damaged: list[str]
    """Shards without captures that can't be read to their end."""
    unstaged: int
    """Staged objects of runs that are loaded, and of parts that were never finished."""
    unlisted: int
    """Release files that no manifest lists."""
    aborted: int
    """Uploads that were never completed."""
    waiting: list[str]
    """Runs staged and never loaded: load them, or crawl their sites again."""


def maintain(
    bucket: Bucket, *, now: datetime, retention: timedelta = RETENTION, grace: timedelta = GRACE
) -> MaintainReport:
    """Compact and vacuum the tables, adopt stray shards, remove what nothing needs any more.

    Safe beside readers and crawls, and to repeat. Nothing younger than `grace` is touched, by the
    server's clock as `now` sees it; a table that a writer is busy with is left for the next time.
    """
    bucket.check()
    adopted, damaged = adopt_shards(bucket, before=now - grace)
    removed, waiting = remove_staged(bucket, before=now - max(grace, retention))
    unlisted = remove_unlisted(bucket, before=now - grace)
    aborted = abort_uploads(bucket, before=now - grace)
    compacted = {spec.key: _compact(bucket, spec.key) for spec in TABLES}
    indexed = [spec for spec in TABLES if spec.indexed]
    unneeded = sum(_renew_index(bucket, spec, before=now - grace) for spec in indexed)
    vacuumed = sum(_vacuum(bucket, spec.key, max(grace, retention)) for spec in TABLES)
    return MaintainReport(
        compacted={key: files for key, files in compacted.items() if files},
        vacuumed=unneeded + vacuumed,
        adopted=adopted,
        damaged=damaged,
        unstaged=len(removed),
        unlisted=len(unlisted),
        aborted=len(aborted),
        waiting=waiting,
    )


def _compact(bucket: Bucket, key: str) -> int:
    """Put a table's small files together; return how many went into larger ones."""
    try:
        with named_table_errors(bucket, key):
            table = open_table(bucket, key)
            if table is None:
                return 0
            done = table.optimize.compact(target_size=_TARGET, writer_properties=WRITER)
            return int(done["numFilesRemoved"])
    except CommitFailedError:
        return 0


def _renew_index(bucket: Bucket, spec: TableSpec, *, before: datetime) -> int:
    """Index what compaction and other writers wrote; return how many indexes weren't needed."""
    with named_table_errors(bucket, spec.key):
        table = open_table(bucket, spec.key)
        return 0 if table is None else renew_index(bucket, table, spec, before=before)


def _vacuum(bucket: Bucket, key: str, retention: timedelta) -> int:
    """Delete what no version within the retention needs; return how many files that were."""
    with named_table_errors(bucket, key):
        table = open_table(bucket, key)
        if table is None:
            return 0
        hours = int(retention.total_seconds() // 3600)
        gone = table.vacuum(
            retention_hours=hours, dry_run=False, enforce_retention_duration=False, full=True
        )
        table.update_incremental()
        table.create_checkpoint()
        table.cleanup_metadata()
        return len(gone)
