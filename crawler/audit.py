"""What is wrong with the sites, beyond what a single run can see."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.overview import DAYS, overview, site_runs
from extract.record import as_json
from storage import keys
from storage.check import Status
from storage.objects import put

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from crawler.overview import Glance
    from crawler.site import Site
    from storage.bucket import Bucket

STALE_DAYS = 45
"""Days without an article after which a site that names no limit is worth a look: a session's
break in summer is about as long."""
MAX_MISSING = 0.2
MAX_IN_A_ROW = 3
MAX_SET_ASIDE = 0.5
FEW = 20
"""Records below which a share says nothing."""
MIN_OF_USUAL = 1 / 3
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Finding:
    site_id: str
    check: str
    """completeness, freshness, drift or compromise."""
    status: Status
    detail: str


def audit_sites(bucket: Bucket, sites: Sequence[Site], run: str, *, now: datetime) -> list[Finding]:
    """Return what is wrong with the sites, and keep it in the bucket under `report/audit/`."""
    glances = overview(sites, site_runs(bucket, now=now), now)
    found = [
        finding
        for site, glance in zip(sites, glances, strict=True)
        for finding in findings(site, glance, now)
    ]
    report = {"run_id": run, "at": now.isoformat(), "sites": len(sites), "findings": as_json(found)}
    body = json.dumps(report, ensure_ascii=False, indent=1).encode()
    put(bucket, keys.audit(run), body, content_type="application/json")
    return found


def findings(site: Site, glance: Glance, now: datetime) -> Iterator[Finding]:
    """Yield what is wrong with one site. Pure."""
    for check, seen in (
        ("completeness", _completeness(glance)),
        ("freshness", _freshness(site, glance, now)),
        ("drift", _drift(site, glance)),
        ("compromise", _compromise(site, glance)),
    ):
        for status, detail in seen:
            yield Finding(site.id, check, status, detail)


def _completeness(glance: Glance) -> Iterator[tuple[Status, str]]:
    if not glance.runs:
        yield Status.WARNED, f"no run in the last {DAYS} days"
        return
    if glance.failed_in_a_row >= MAX_IN_A_ROW:
        yield Status.FAILED, f"{glance.failed_in_a_row} runs in a row failed: {glance.failures[0]}"
    if glance.completeness is not None and glance.completeness < 1:
        first = f", first {glance.missing[0]}" if glance.missing else ""
        far = glance.completeness < 1 - MAX_MISSING
        status = Status.FAILED if far else Status.WARNED
        yield status, f"{glance.completeness:.0%} of what is listed{first}"


def _freshness(site: Site, glance: Glance, now: datetime) -> Iterator[tuple[Status, str]]:
    if glance.last_article is None:
        return
    days = (now - glance.last_article).days
    expected = site.expect.newest_within_days
    if days > (expected or STALE_DAYS):
        said = f"newest article is {days} days old"
        yield (Status.FAILED, f"{said}, {expected} expected") if expected else (Status.WARNED, said)


def _drift(site: Site, glance: Glance) -> Iterator[tuple[Status, str]]:
    aside = glance.set_aside
    if aside is not None and glance.articles / (1 - aside or 1) >= FEW and aside > MAX_SET_ASIDE:
        yield Status.WARNED, f"{aside:.0%} of all records are quarantined or rejected"
    week, earlier = sum(glance.per_day[-_WEEK:]), glance.per_day[:-_WEEK]
    usual = site.expect.articles_a_week or sum(earlier) * _WEEK / len(earlier)
    if usual >= FEW and week < usual * MIN_OF_USUAL:
        yield Status.WARNED, f"{week} new articles in 7 days, {usual:.0f} are usual"


def _compromise(site: Site, glance: Glance) -> Iterator[tuple[Status, str]]:
    since = f" since {glance.state_since:%Y-%m-%d}" if glance.state_since else ""
    shown = f": {glance.evidence[0]}" if glance.evidence else ""
    if glance.state == "compromised":
        yield Status.FAILED, f"compromised{since}{shown}"
    elif glance.state == "mirror" and site.role == "publisher":
        yield Status.FAILED, f"looks like a mirror{since}, its file says publisher{shown}"
