"""Staging what another version of the rules reads otherwise, as a run like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from crawler.overview import REEXTRACTED
from crawler.reextraction.pairs import FIELDS, differing, scan_new
from extract.record import Outcome, Record, Verdict
from storage.parts import write_part
from storage.rows import from_row
from storage.site_runs import SiteRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from storage.bucket import Bucket


def promote(bucket: Bucket, run: str, names: Mapping[str, str], *, now: datetime) -> int:
    """Stage the records that differ from those held, site by site; return how many those are.

    `now` must be later than the crawls were, which it is: of two readings of one capture, the
    tables keep the later.
    """
    differs = pl.any_horizontal(pl.col(f"{name}_differs") for name in FIELDS)
    ids = differing(bucket, run).filter(differs).select("article_id").collect(engine="streaming")
    new = scan_new(bucket, run).join(ids.lazy(), on="article_id", how="semi")
    count = 0
    for site in new.select(pl.col("site_id").unique()).collect()["site_id"].sort():
        frame = new.filter(pl.col("site_id") == site).collect()
        records = [from_row(Record, row) for row in frame.iter_rows(named=True)]
        write_part(
            bucket, _site_run(site, names.get(site, site), run, records, now),
            records=records, captures=[],
        )  # fmt: skip
        count += len(records)
    return count


def _site_run(site: str, name: str, run: str, records: Sequence[Record], now: datetime) -> SiteRun:
    outcomes = [record.outcome for record in records]
    return SiteRun(
        site_id=site,
        site_name=name,
        run_id=run,
        started_at=now,
        finished_at=now,
        finish_reason=REEXTRACTED,
        requests=0,
        not_modified=0,
        articles=outcomes.count(Outcome.ARTICLE),
        quarantined=outcomes.count(Outcome.QUARANTINED),
        rejected=outcomes.count(Outcome.REJECTED),
        failures=(),
        poisoned=sum(record.poison.verdict is Verdict.POISONED for record in records),
    )
