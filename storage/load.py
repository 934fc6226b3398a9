"""Loading a run: everything its sites staged, into the tables, by one writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from extract.record import Outcome, Record
from storage.article_merge import merge_articles
from storage.capabilities import require_capable
from storage.captures import CaptureRow
from storage.counts import COUNTS, count_run
from storage.deletions import mark_deleted, mark_set_aside
from storage.errors import NothingStaged, PartDamaged
from storage.merge import committed, insert_missing, upsert
from storage.parts import read_part, staged_sites
from storage.schema import arrow_schema
from storage.site_runs import SiteRun
from storage.site_states import HISTORY, with_history
from storage.table_specs import CAPTURES, QUARANTINE, REJECTIONS, SITE_RUNS, TABLES
from storage.tables import ensure_table

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a run brought. Loading it again reports the same, since it is counted in the tables."""

    run_id: str
    new: int
    changed: int
    unchanged: int
    quarantined: int
    rejected: int
    captures: int
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """All parts of a run, as one."""

    sites: tuple[str, ...]
    records: pl.DataFrame
    captures: pl.DataFrame
    site_runs: pl.DataFrame


def load_run(bucket: Bucket, run_id: str) -> LoadReport:
    """Merge all staged parts of a run into the tables.

    Captures come after the articles they led to, so that an interrupted load makes the next crawl
    fetch a page again rather than forget it; `site_runs` comes last and marks the load as done.
    Loading a run again completes what was interrupted and changes nothing else.
    """
    require_capable(bucket)
    staged = read_staged(bucket, run_id)
    by_outcome = {
        outcome: staged.records.filter(pl.col("outcome") == outcome.value) for outcome in Outcome
    }
    for spec in TABLES:  # a reader's query must not fail because nothing was ever rejected
        ensure_table(bucket, spec.key, spec.schema, partition_by=spec.partition_by)
    merge_articles(bucket, by_outcome[Outcome.ARTICLE], run_id)
    mark_deleted(bucket, staged.captures, run_id)
    mark_set_aside(bucket, staged.records, run_id)
    for spec, outcome in ((QUARANTINE, Outcome.QUARANTINED), (REJECTIONS, Outcome.REJECTED)):
        insert_missing(
            bucket, spec, by_outcome[outcome].with_columns(run_id=pl.lit(run_id)), run_id
        )
    insert_missing(bucket, CAPTURES, staged.captures, run_id)
    counts = count_run(bucket, run_id, staged.records)
    _mark_loaded(bucket, staged.site_runs, counts, run_id)
    return LoadReport(
        run_id=run_id,
        **{name: int(counts[name].sum()) for name in COUNTS},
        captures=staged.captures.height,
        sites=staged.sites,
    )


def read_staged(bucket: Bucket, run_id: str) -> Staged:
    """Read a run's parts, records with the start of their site's run as `refreshed_at`.

    Raises `NothingStaged` when no site has a complete part, `PartDamaged` when one can't be read. A
    part of an older schema lacks columns; they are null.
    """
    sites = staged_sites(bucket, run_id)
    if not sites:
        raise NothingStaged(f"run {run_id} has nothing staged: crawl it before loading it")
    parts = [read_part(bucket, run_id, site) for site in sites]
    site_runs = _frame(SiteRun, [part.site_run for part in parts])
    starts = site_runs.select("site_id", refreshed_at="started_at")
    records = _frame(Record, [part.records for part in parts]).join(starts, on="site_id")
    return Staged(
        sites=tuple(sites),
        records=records.with_columns(pl.coalesce("fetched_at", "refreshed_at").alias("fetched_at")),
        captures=_frame(CaptureRow, [part.captures for part in parts]),
        site_runs=site_runs,
    )


def _frame(row_type: type, tables: list[pa.Table]) -> pl.DataFrame:
    schema = arrow_schema(row_type)
    try:
        whole = pa.concat_tables([schema.empty_table(), *tables], promote_options="permissive")
        frame = pl.from_arrow(whole.select(schema.names).cast(schema))
    except pa.ArrowException as error:
        raise PartDamaged(
            f"a staged {row_type.__name__} has columns of another type ({error}): it is of another "
            "major version; crawl its site again for this run"
        ) from None
    assert isinstance(frame, pl.DataFrame)  # noqa: S101  # a table never becomes a Series
    return frame


def _mark_loaded(
    bucket: Bucket, site_runs: pl.DataFrame, counts: pl.DataFrame, run_id: str
) -> None:
    # a site that brought nothing, failed or without anything new, has had its run all the same
    rows = (
        site_runs.drop("quarantined", "rejected")
        .join(counts, on="site_id", how="left")
        .with_columns(pl.col(COUNTS).fill_null(0))
    )

    def commit(table: DeltaTable) -> None:
        all_runs = pl.scan_delta(table)
        others = all_runs.filter(pl.col("run_id") != run_id)
        wanted = with_history(rows, others.select(*HISTORY).collect()).sort("site_id")
        held = all_runs.filter(pl.col("run_id") == run_id).collect()
        if not held.select(wanted.columns).sort("site_id").equals(wanted):
            upsert(bucket, table, SITE_RUNS, wanted, run_id)

    committed(bucket, SITE_RUNS, commit)
