"""Staging: what one run brought from one site, waiting to be loaded."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.record import Record
from storage import keys
from storage.captures import CaptureRow
from storage.errors import ObjectMissing, PartDamaged
from storage.listing import list_keys
from storage.objects import delete, put_new, read
from storage.rows import to_row
from storage.schema import arrow_table
from storage.site_runs import SiteRun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from storage.bucket import Bucket

PARQUET = "application/vnd.apache.parquet"


@dataclass(frozen=True, slots=True)
class Part:
    """The staged tables of one site."""

    records: pa.Table
    captures: pa.Table
    site_run: pa.Table


def write_part(
    bucket: Bucket, run: SiteRun, *, records: Sequence[Record], captures: Sequence[CaptureRow]
) -> str:
    """Stage one site's share of a run; return the key of `part.parquet`. See `stage_files`."""
    return stage_files(
        bucket, run, records=_parquet(Record, records), captures=_parquet(CaptureRow, captures)
    )


def stage_files(
    bucket: Bucket, run: SiteRun, *, records: bytes | Path, captures: bytes | Path
) -> str:
    """Stage Parquet files of one site's records and captures; return the key of `part.parquet`.

    `part.parquet` is written last, and a site without it doesn't count as staged. A retry of the
    same run replaces what its earlier attempt staged, taking `part.parquet` away first, so that no
    loader ever sees two attempts mixed.
    """
    stage: list[tuple[str, bytes | Path]] = [
        (keys.PART_CAPTURES, captures),
        (keys.PART_SITE_RUN, _parquet(SiteRun, [run])),
        (keys.PART, records),
    ]
    bodies = [(_key(run, file), body) for file, body in stage]
    for key, _ in reversed(bodies):
        delete(bucket, key)
    for key, body in bodies:
        put_new(bucket, key, body, content_type=PARQUET)
    return _key(run, keys.PART)


def staged_sites(bucket: Bucket, run_id: str) -> list[str]:
    """Return the sites of a run that are staged in full, sorted."""
    found = list_keys(bucket, keys.staged_run(run_id))
    return sorted(keys.site_of(key) for key in found if key.endswith(f"/{keys.PART}"))


def read_part(bucket: Bucket, run_id: str, site_id: str) -> Part:
    """Read a staged part.

    Raises `ObjectMissing` when a file of it is gone, `PartDamaged` when one can't be read.
    """
    part, captures, site_run = (
        _read(bucket, keys.staged(run_id, site_id, file))
        for file in (keys.PART, keys.PART_CAPTURES, keys.PART_SITE_RUN)
    )
    return Part(records=part, captures=captures, site_run=site_run)


def _key(run: SiteRun, file: str) -> str:
    return keys.staged(run.run_id, run.site_id, file)


def _parquet(row_type: type, rows: Sequence[Any]) -> bytes:
    out = io.BytesIO()
    table = arrow_table(row_type, [to_row(row) for row in rows])
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _read(bucket: Bucket, key: str) -> pa.Table:
    if (stored := read(bucket, key)) is None:
        raise ObjectMissing(f"{bucket.uri(key)} is gone: crawl the site again for this run")
    try:
        return pq.read_table(pa.BufferReader(stored.body))
    except (pa.ArrowException, OSError) as error:
        raise PartDamaged(
            f"{bucket.uri(key)} can't be read ({_first_line(error)}): crawl the site again for "
            "this run"
        ) from None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
