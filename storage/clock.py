"""Noticing a clock that is wrong.

Of two captures of a page the later one is the page as it is, and that is told by when they were
made. By a clock that is behind, an edit would look older than the text that it replaces, and would
be left out without a word; so such a machine may not crawl or publish. What a clock that was ahead
has dated too late, `storage.redate` brings back.
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import polars as pl

from storage import keys
from storage.errors import ClockBehind
from storage.faults import named_errors
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
            f"{now:%Y-%m-%d %H:%M}: set the clock (NTP) and run this again; if it was the earlier "
            "clock that was wrong, `cppcc redate` brings back what it dated too late"
        )


def require_agreement(bucket: Bucket, now: datetime) -> None:
    """Raise `ClockBehind` when the bucket's server, a third party as a rule, has another time."""
    with named_errors(bucket):
        answer = bucket.client().head_bucket(Bucket=bucket.name)
    date = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
    if date is None:  # it should say (RFC 9110 6.6.1); one that doesn't can't be asked
        return
    there = parsedate_to_datetime(date)
    if abs(there - now) > TOLERANCE:
        raise ClockBehind(
            f"{bucket.endpoint or 'AWS S3'} says that it is {there:%Y-%m-%d %H:%M} UTC, and this "
            f"machine's clock says {now:%Y-%m-%d %H:%M}: set the clock that is wrong (NTP) first"
        )
