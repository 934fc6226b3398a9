"""The crawl's memory: what was fetched, when, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import polars as pl

from extract.record import Capture
from storage import keys
from storage.bucket import Bucket
from storage.tables import open_table

GONE = ("gone", "soft_404")
"""Outcomes of a page that is there no more: HTTP 404 or 410, and one that says it was deleted."""


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One response, whatever it was."""

    site_id: Annotated[str, "id of the site file"]
    run_id: Annotated[str, "run that fetched it"]
    url: Annotated[str, "address that was fetched"]
    canonical_url: Annotated[str, "address without session, tracking and scheme differences"]
    outcome: Annotated[str, "article, list, not_modified, gone, stub, blocked, soft_404 …"]
    evidence: Annotated[str | None, "what the outcome was judged by"]
    status: Annotated[int, "HTTP status"]
    content_type: Annotated[str, "as served"]
    digest: Annotated[str, "sha256 of the body, hex"]
    etag: Annotated[str | None, "as served, for the next conditional request"]
    last_modified: Annotated[str | None, "as served, for the next conditional request"]
    fetched_at: Annotated[datetime, "when the response came, UTC"]
    via: Annotated[str, "http, browser, file or warc"]
    warc: Annotated[Capture | None, "where the raw bytes are"]


def site_history(bucket: Bucket, site_id: str) -> pl.DataFrame:
    """Return what earlier runs know of each canonical address of a site, one row each.

    Columns of `CaptureRow` as of the latest capture, `first_seen`, and `known_outcome`, the latest
    that isn't `not_modified`. No columns for a site before the first load of all.
    """
    bucket.check()
    table = open_table(bucket, keys.CAPTURES)
    if table is None:
        return pl.DataFrame()
    rows = pl.scan_delta(table).filter(pl.col("site_id") == site_id).sort("fetched_at")
    said = pl.col("outcome") != "not_modified"
    seen = rows.group_by("canonical_url").agg(
        first_seen=pl.col("fetched_at").first(),
        known_outcome=pl.col("outcome").filter(said).last(),
    )
    latest = rows.unique("canonical_url", keep="last", maintain_order=True)
    return latest.join(seen, on="canonical_url", maintain_order="left").collect()
