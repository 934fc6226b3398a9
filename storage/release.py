"""Releases: every article in plain files, for readers that know nothing of Delta."""

from __future__ import annotations

from dataclasses import replace
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
from storage.manifest import Manifest, ReleaseFile, latest_manifest
from storage.month_files import write_month
from storage.release_changes import write_changes
from storage.run_releases import last_release, next_name
from storage.tables import open_table
from storage.unreleased import months_of, unreleased
from storage.validate import require_valid, validate_run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from deltalake import DeltaTable

    from storage.bucket import Bucket

_RATED = ("title", "published", "source", "authors", "column")


def publish(
    bucket: Bucket, run_id: str, *, created_at: datetime, accept: Collection[str] = ()
) -> Manifest:
    """Release the articles as they stand after a run's load; return the manifest.

    Raises `ValidationFailed`, and changes nothing that readers see, when a check fails that isn't
    in `accept`; `NotLoaded` for a run that wasn't loaded to its end; `ClockBehind` when
    `created_at` is before the release that stands.
    Months that the table's files haven't changed are carried over. Publishing a run again returns
    its last manifest; where sites came late to it, and no release shows yet what they brought, it
    makes a further release, RUN.2.
    """
    require_capable(bucket)
    if done := last_release(bucket, run_id):
        advance(bucket, done)
        if not _has_more(bucket, run_id):
            return done
    elif run_id not in loaded_runs(bucket):
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


def _has_more(bucket: Bucket, run_id: str) -> bool:
    """Whether a run that is released has brought what readers don't have."""
    new = unreleased(bucket, open_table(bucket, keys.ARTICLES), latest_manifest(bucket))
    return run_id in new["run_id"]


def _release(bucket: Bucket, run_id: str, created_at: datetime) -> Manifest:
    table = open_table(bucket, keys.ARTICLES)
    before = latest_manifest(bucket)
    months = months_of(table) if table else {}
    facts = _facts(table)
    fresh = unreleased(bucket, table, before)
    known = int(fresh["known"].sum())
    return Manifest(
        run_id=next_name(bucket, run_id),
        created_at=created_at,
        schema_version=SCHEMA_VERSION,
        table_version=table.version() if table else -1,
        articles=facts.height,
        new=fresh.height - known,
        changed=known,
        verdicts=dict(facts["verdict"].value_counts().sort("verdict").iter_rows()),
        null_rates=_null_rates(facts),
        months=months,
        files=tuple(_files(bucket, table, months, before)) if table else (),
        previous=before.run_id if before else None,
        difference=facts.height - (before.articles if before else 0),
        runs=waiting_runs(bucket, run_id, fresh),
        changes=write_changes(bucket, fresh),
    )


def _files(
    bucket: Bucket, table: DeltaTable, months: Mapping[str, str], before: Manifest | None
) -> Iterator[ReleaseFile]:
    for month, digest in sorted(months.items()):
        if before and before.months.get(month) == digest:
            yield from (file for file in before.files if file.month == month)
        else:
            yield from write_month(bucket, table, month)


def _facts(table: DeltaTable | None) -> pl.DataFrame:
    """Return of each article what a manifest counts."""
    if table is None:
        return pl.DataFrame(schema={"verdict": pl.String} | dict.fromkeys(_RATED, pl.Boolean))
    lists = ("authors", "column")
    lacks = [
        (pl.col(name).list.len() == 0 if name in lists else pl.col(name).is_null()).alias(name)
        for name in _RATED
    ]
    verdict = pl.col("poison").struct.field("verdict").alias("verdict")
    return pl.scan_delta(table).select(verdict, *lacks).collect()


def _null_rates(facts: pl.DataFrame) -> dict[str, float]:
    whole = max(1, facts.height)
    return {name: round(int(facts[name].sum() or 0) / whole, 4) for name in _RATED}
