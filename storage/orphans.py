"""What interrupted runs left in the bucket, and what becomes of it.

Nothing that holds a response is ever deleted: a shard that no capture leads to is adopted.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import polars as pl

from extract.canonical import canonical_url
from storage import keys
from storage.archive.shards import Archived, read_shard
from storage.captures import CaptureRow
from storage.errors import DigestMismatch
from storage.listing import list_objects
from storage.manifest import all_manifests
from storage.merge import insert_missing
from storage.objects import delete
from storage.rows import to_row
from storage.schema import arrow_table
from storage.table_specs import CAPTURES
from storage.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from storage.bucket import Bucket

INTERRUPTED = "interrupted"
"""Outcome of an adopted capture: its run never said what it was, so the page is fetched again."""


def adopt_shards(bucket: Bucket, *, before: datetime) -> tuple[dict[str, int], list[str]]:
    """Give each shard without captures the rows that its run would have given it.

    Returns the shards adopted with their number of captures, and those that are damaged, whose
    readable part is adopted. Shards written after `before` may belong to a run under way.
    """
    led_to = _shards_with_captures(bucket)
    adopted: dict[str, int] = {}
    damaged: list[str] = []
    for found in list_objects(bucket, keys.WARC):
        if found.key in led_to or found.modified >= before:
            continue
        rows: list[CaptureRow] = []
        try:
            rows.extend(_row(found.key, archived) for archived in read_shard(bucket, found.key))
        except DigestMismatch:
            damaged.append(found.key)
        if rows:
            table = arrow_table(CaptureRow, [to_row(row) for row in rows])
            frame = pl.from_arrow(table)
            assert isinstance(frame, pl.DataFrame)  # noqa: S101  # a table never becomes a Series
            insert_missing(bucket, CAPTURES, frame, rows[0].run_id)
            adopted[found.key] = len(rows)
    return adopted, damaged


def remove_staged(bucket: Bucket, *, before: datetime) -> tuple[list[str], list[str]]:
    """Remove staged parts that are loaded, and pieces of parts never finished.

    Returns the keys removed, and the runs that wait to be loaded since before `before`.
    """
    loaded = _loaded(bucket)
    removed: list[str] = []
    waiting: set[str] = set()
    staged = list_objects(bucket, keys.STAGING)
    for folder, group in groupby(staged, lambda found: found.key.rpartition("/")[0]):
        found = list(group)
        if max(each.modified for each in found) >= before:
            continue
        run, site = keys.run_and_site(folder)
        whole = any(each.key.endswith(f"/{keys.PART}") for each in found)
        if whole and (run, site) not in loaded:
            waiting.add(run)
            continue
        # the part itself goes first: without it the rest doesn't count as staged
        for each in sorted(found, key=lambda each: not each.key.endswith(f"/{keys.PART}")):
            delete(bucket, each.key)
            removed.append(each.key)
    return removed, sorted(waiting)


def remove_unlisted(bucket: Bucket, *, before: datetime) -> list[str]:
    """Remove release files that no manifest lists: their release never came to be.

    Probes of a server that nobody took away again are such files, too.
    """
    listed = {key for manifest in all_manifests(bucket) for key in manifest.listed}
    doomed = [
        found.key
        for prefix in (keys.ALL_RELEASES, keys.PROBES)
        for found in list_objects(bucket, prefix)
        if found.key not in listed and found.modified < before
    ]
    for key in doomed:
        delete(bucket, key)
    return doomed


def abort_uploads(bucket: Bucket, *, before: datetime) -> list[str]:
    """Abort multipart uploads that were begun before `before`; return their keys."""
    aborted = []
    for key, upload_id in list(_uploads(bucket, before)):
        bucket.client().abort_multipart_upload(Bucket=bucket.name, Key=key, UploadId=upload_id)
        aborted.append(key)
    return aborted


def _uploads(bucket: Bucket, before: datetime) -> Iterator[tuple[str, str]]:
    pages = bucket.client().get_paginator("list_multipart_uploads")
    for page in pages.paginate(Bucket=bucket.name):
        for upload in page.get("Uploads", ()):
            if upload["Initiated"] < before:
                yield upload["Key"], upload["UploadId"]


def _shards_with_captures(bucket: Bucket) -> set[str]:
    table = open_table(bucket, keys.CAPTURES)
    if table is None:
        return set()
    shard = pl.col("warc").struct.field("key")
    found = pl.scan_delta(table).select(shard.drop_nulls().unique()).collect()
    return set(found.to_series().to_list())


def _loaded(bucket: Bucket) -> set[tuple[str, str]]:
    table = open_table(bucket, keys.SITE_RUNS)
    if table is None:
        return set()
    return set(pl.scan_delta(table).select("run_id", "site_id").collect().iter_rows())


def _row(key: str, archived: Archived) -> CaptureRow:
    page = archived.page
    run, site = keys.run_and_site(key)
    return CaptureRow(
        site_id=site,
        run_id=run,
        url=page.url,
        canonical_url=canonical_url(page.url),
        outcome=INTERRUPTED,
        evidence="archived by a run that staged nothing",
        status=page.status,
        content_type=page.content_type,
        digest=archived.capture.digest,
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
        fetched_at=page.fetched_at,
        via="warc",
        warc=archived.capture,
    )
