"""Noticing a clock that went back.

Of two captures of a page the later one is the page as it is, and that is told by when they were
made. By a clock that is behind, an edit would look older than the text that it replaces, and would
be left out without a word; so such a machine may not crawl or publish.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.errors import ClockBehind
from storage.tables import open_table

if TYPE_CHECKING:
    from datetime import datetime

    from storage.bucket import Bucket

TOLERANCE = timedelta(minutes=5)
"""By how much the clocks of two workers may differ; S3 itself refuses 15 minutes."""


def require_clock(bucket: Bucket, site_id: str, now: datetime) -> None:
    """Raise `ClockBehind` when a loaded run of the site ended after `now`."""
    table = open_table(bucket, keys.SITE_RUNS)
    if table is None:
        return
    mine = pl.scan_delta(table).filter(pl.col("site_id") == site_id)
    latest: datetime | None = mine.select(pl.col("finished_at").max()).collect().item()
    if latest is not None:
        require_later(f"the last run of {site_id} ended", latest, now)


def require_later(what: str, then: datetime, now: datetime) -> None:
    """Raise `ClockBehind` when `now` is before `then`, when `what` happened."""
    if now < then - TOLERANCE:
        raise ClockBehind(
            f"{what} at {then:%Y-%m-%d %H:%M} UTC, and this machine's clock says "
            f"{now:%Y-%m-%d %H:%M}: set the clock (NTP) and run this again; if it is the earlier "
            "clock that was wrong, wait until then"
        )
