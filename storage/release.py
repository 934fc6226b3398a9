"""Releases: every article in plain files, for readers that know nothing of Delta."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import polars as pl

from extract.record import SCHEMA_VERSION
from storage import keys
from storage.advance import advance, put_manifest
from storage.brought import loaded_runs, waiting_runs
from storage.capabilities import require_capable
from storage.clock import require_later
from storage.documents import put_documents
from storage.errors import NotLoaded
from storage.manifest import (
    Manifest,
    ReleaseFile,
    latest_manifest,
    run_manifest,
)
from storage.month_files import write_month
from storage.release_changes import write_changes
from storage.tables import open_table
from storage.validate import require_valid, validate_run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from deltalake import DeltaTable

    from storage.bucket import Bucket

_RATED = ("title", "published", "source", "authors", "column")
_MONTH = re.compile(r"ingest_month=(\d{4}-\d\d)/")


def publish(
    bucket: Bucket, run_id: str, *, created_at: datetime, accept: Collection[str] = ()
) -> Manifest:
    """Release the articles as they stand after a run's load; return the manifest.

    Raises `ValidationFailed`, and changes nothing that readers see, when a check fails that isn't
    in `accept`; `NotLoaded` for a run that wasn't loaded to its end; `ClockBehind` when
    `created_at` is before the release that stands.
    Months that the table's files haven't changed are carried over. Publishing a run again returns
    the manifest that stands.
    """
    require_capable(bucket)
    if done := run_manifest(bucket, run_id):
        advance(bucket, done)
        return done
    if run_id not in loaded_runs(bucket):
        raise NotLoaded(f"run {run_id} isn't loaded: load it, or name one that is")
    if before := latest_manifest(bucket):
        require_later(f"release {before.run_id} was made", before.created_at, created_at)
    checks = validate_run(bucket, run_id)
    require_valid(checks, accept)
    put_documents(bucket)
    accepted = tuple(check.name for check in checks if not check.ok)
    manifest = replace(_release(bucket, run_id, created_at), accepted=accepted)
    put_manifest(bucket, manifest)
    return manifest


def _release(bucket: Bucket, run_id: str, created_at: datetime) -> Manifest:
    table = open_table(bucket, keys.ARTICLES)
    before = latest_manifest(bucket)
    months = _months(table) if table else {}
    facts = _facts(table)
    runs = waiting_runs(bucket, run_id)
    brought = facts.filter(pl.col("run_id").is_in(runs))
    new = brought.filter(pl.col("first_run_id").is_in(runs)).height
    return Manifest(
        run_id=run_id,
        created_at=created_at,
        schema_version=SCHEMA_VERSION,
        table_version=table.version() if table else -1,
        articles=facts.height,
        new=new,
        changed=brought.height - new,
        verdicts=dict(facts["verdict"].value_counts().sort("verdict").iter_rows()),
        null_rates=_null_rates(facts),
        months=months,
        files=tuple(_files(bucket, table, months, before)) if table else (),
        previous=before.run_id if before else None,
        difference=facts.height - (before.articles if before else 0),
        runs=runs,
        changes=write_changes(bucket, table, runs),
    )


def _files(
    bucket: Bucket, table: DeltaTable, months: Mapping[str, str], before: Manifest | None
) -> Iterator[ReleaseFile]:
    for month, digest in sorted(months.items()):
        if before and before.months.get(month) == digest:
            yield from (file for file in before.files if file.month == month)
        else:
            yield from write_month(bucket, table, month)


def _months(table: DeltaTable) -> dict[str, str]:
    """Return each month and a digest of the names of its files, which never change in place."""
    named: dict[str, list[str]] = defaultdict(list)
    for uri in table.file_uris():
        if found := _MONTH.search(uri):
            named[found[1]].append(uri.rpartition("/")[2])
    return {m: sha256("\n".join(sorted(names)).encode()).hexdigest() for m, names in named.items()}


def _facts(table: DeltaTable | None) -> pl.DataFrame:
    """Return of each article what a manifest counts."""
    if table is None:
        empty = dict.fromkeys(("run_id", "first_run_id", "verdict"), pl.String)
        return pl.DataFrame(schema=empty | dict.fromkeys(_RATED, pl.Boolean))
    lists = ("authors", "column")
    lacks = [
        (pl.col(name).list.len() == 0 if name in lists else pl.col(name).is_null()).alias(name)
        for name in _RATED
    ]
    verdict = pl.col("poison").struct.field("verdict").alias("verdict")
    return pl.scan_delta(table).select("run_id", "first_run_id", verdict, *lacks).collect()


def _null_rates(facts: pl.DataFrame) -> dict[str, float]:
    whole = max(1, facts.height)
    return {name: round(int(facts[name].sum() or 0) / whole, 4) for name in _RATED}
