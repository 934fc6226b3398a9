"""Every site at a glance, from its file and from the small table of runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from extract.metadata.dates import CHINA
from storage import keys
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.site import Site
    from storage.bucket import Bucket

DAYS = 30
"""How far back runs are looked at; the sparkline has a point for each day."""
UNKNOWN = "unknown"
REEXTRACTED = "reextracted"
"""How a run ends that read the archive again: it says nothing of the site itself."""


@dataclass(frozen=True, slots=True)
class Glance:
    """One site as an operator wants to see it. What no run has told yet is None."""

    id: str
    name: str
    cadence: str
    state: str
    state_since: datetime | None
    evidence: tuple[str, ...]
    last_article: datetime | None
    """Publication of the newest article, or the start of the last run that brought one."""
    per_day: tuple[int, ...]
    """New articles on each of the last `DAYS` days, today last."""
    articles: int
    """Records with outcome article of the runs looked at."""
    fruitful: float | None
    """Yield: articles for each request, 0 to 1."""
    completeness: float | None
    """Of the articles that the last run's lists name, the share that is captured, 0 to 1."""
    set_aside: float | None
    """Of all records, the share that was quarantined or rejected, 0 to 1."""
    last_run: str | None
    last_run_at: datetime | None
    failures: tuple[str, ...]
    """What failed in the last run."""
    missing: tuple[str, ...]
    failed_in_a_row: int

    @property
    def runs(self) -> bool:
        return self.last_run is not None


def site_runs(bucket: Bucket, *, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of `tables/site_runs` of the last `DAYS` days, oldest first.

    Columns that the table was made without are absent: rows are read with `.get`.
    """
    with named_table_errors(bucket, keys.SITE_RUNS):
        table = open_table(bucket, keys.SITE_RUNS)
        if table is None:
            return []
        since = now - timedelta(days=DAYS)
        crawled = pl.col("finish_reason") != REEXTRACTED
        runs = pl.scan_delta(table).filter((pl.col("started_at") >= since) & crawled)
        return runs.sort("started_at", "run_id").collect().to_dicts()


def overview(sites: Sequence[Site], runs: Sequence[dict[str, Any]], now: datetime) -> list[Glance]:
    """Return a glance for each site; rows of sites that have no file any more are left out."""
    by_site: dict[str, list[dict[str, Any]]] = {}
    for row in runs:
        by_site.setdefault(row["site_id"], []).append(row)
    return [_glance(site, by_site.get(site.id, []), now) for site in sites]


def _glance(site: Site, runs: list[dict[str, Any]], now: datetime) -> Glance:
    last = runs[-1] if runs else {}
    aside = sum(_number(r, "quarantined") + _number(r, "rejected") for r in runs)
    articles = sum(_number(r, "articles") for r in runs)
    requests = sum(_number(r, "requests") for r in runs)
    return Glance(
        id=site.id,
        name=site.name,
        cadence=site.cadence,
        state=last.get("state") or UNKNOWN,
        state_since=last.get("state_since"),
        evidence=tuple(last.get("state_evidence") or ()),
        last_article=_last_article(runs),
        per_day=_per_day(runs, now),
        articles=articles,
        fruitful=_share(articles, requests),
        completeness=_completeness(last),
        set_aside=_share(aside, articles + aside),
        last_run=last.get("run_id"),
        last_run_at=last.get("started_at"),
        failures=tuple(last.get("failures") or ()),
        missing=tuple(last.get("missing") or ()),
        failed_in_a_row=_failed_in_a_row(runs),
    )


def _last_article(runs: list[dict[str, Any]]) -> datetime | None:
    printed: list[datetime] = [row["newest"] for row in runs if row.get("newest")]
    if printed:
        return max(printed)
    brought: list[datetime] = [row["started_at"] for row in runs if _number(row, "new")]
    return max(brought, default=None)


def _per_day(runs: list[dict[str, Any]], now: datetime) -> tuple[int, ...]:
    found: Counter[date] = Counter()
    for row in runs:
        found[row["started_at"].astimezone(CHINA).date()] += _number(row, "new")
    today = now.astimezone(CHINA).date()
    return tuple(found[today - timedelta(days=back)] for back in reversed(range(DAYS)))


def _completeness(last: dict[str, Any]) -> float | None:
    """Where lists say how many articles there are, that counts, and else what they name."""
    missing = len(last.get("missing") or ())
    listed = last.get("listed")
    if listed is None:
        known = _number(last, "articles") + _number(last, "not_modified")
        listed = known + missing
    return _share(max(0, listed - missing), listed)


def _failed_in_a_row(runs: list[dict[str, Any]]) -> int:
    count = 0
    for row in reversed(runs):
        if not row.get("failures"):
            break
        count += 1
    return count


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _number(row: dict[str, Any], name: str) -> int:
    return int(row.get(name) or 0)
