"""Which records are to be read again, as a form names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import polars as pl

from crawler.options import read_options

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records: all there are, or those of some sites, fetched between two days."""

    sites: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def within(self) -> pl.Expr:
        """Return what holds for the rows of the scope."""
        within = pl.lit(value=True)
        if self.sites:
            within &= pl.col("site_id").is_in(list(self.sites))
        if self.since:
            within &= pl.col("fetched_at") >= _midnight(self.since)
        if self.until:
            within &= pl.col("fetched_at") < _midnight(self.until + timedelta(days=1))
        return within


def scope_of(sites: Collection[str], since: str, until: str) -> Scope:
    """Return the scope that a form names; raises `ConfigurationError` for days that can't be."""
    days = {"since": since, "until": until}
    read = read_options({name: day for name, day in days.items() if day})
    return Scope(tuple(sites), read.since, read.until)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
