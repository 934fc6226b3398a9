"""What the pages show of the bucket: manifests and small tables.

Of the articles, narrow columns of the latest months are read until a page is full, and the one file
that the index names for the page of one article.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

from crawler.overview import Glance, overview, site_runs
from crawler.site_files import all_sites
from dags.connection import bucket_environment
from dags.sites_page.cache import cached
from dags.sites_page.shapes import last_months
from storage import keys
from storage.archive.raw import read_raw
from storage.bucket import Bucket
from storage.listing import list_objects
from storage.manifest import Manifest, latest_manifest
from storage.objects import read
from storage.record_lookup import find_record
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from extract.record import Record

_SHOWN = 50
_MONTHS = 3
_NARROW = ("article_id", "title", "url", "published", "fetched_at")
_ASIDE = (*_NARROW, "outcome", "reasons")


def glances() -> list[Glance]:
    environment = bucket_environment()
    found: list[Glance] = cached(
        "glances", lambda: overview(all_sites(environment), _runs(), datetime.now(UTC))
    )
    return found


def runs_of(site_id: str) -> list[dict[str, Any]]:
    """Return a site's runs, newest first."""
    mine = [run for run in _runs() if run["site_id"] == site_id]
    return mine[::-1][:_SHOWN]


def release() -> Manifest | None:
    found: Manifest | None = cached("release", lambda: latest_manifest(_bucket()))
    return found


def findings_of(site_id: str) -> list[dict[str, Any]]:
    """Return what the latest audit found on a site."""
    report = cached("audit", _latest_audit)
    return [finding for finding in report.get("findings", ()) if finding["site_id"] == site_id]


def audited() -> bool:
    """Whether any audit has left its findings."""
    return bool(cached("audit", _latest_audit))


def articles_of(site_id: str) -> list[dict[str, Any]]:
    """Return a site's latest articles, in narrow columns, from no more months than it takes."""
    verdict = pl.col("poison").struct.field("verdict")
    found: list[dict[str, Any]] = []
    for month in reversed(last_months(datetime.now(UTC), _MONTHS)):
        this = pl.col("ingest_month") == month
        found += _rows(keys.ARTICLES, site_id, this, [*_NARROW, verdict])
        if len(found) >= _SHOWN:
            break
    return found[:_SHOWN]


def set_aside_of(site_id: str) -> list[dict[str, Any]]:
    """Return what was quarantined and rejected lately, newest first, with its reasons."""
    recent = pl.col("fetched_at") > datetime.now(UTC) - timedelta(days=30 * _MONTHS)
    found = [
        row
        for key in (keys.QUARANTINE, keys.REJECTIONS)
        for row in _rows(key, site_id, recent, _ASIDE)
    ]
    return sorted(found, key=itemgetter("fetched_at"), reverse=True)[:_SHOWN]


def record(article_id: str) -> Record | None:
    """Return one record, an article's or else the latest that was set aside under its id."""
    return find_record(_bucket(), article_id)


def raw(article_id: str) -> bytes | None:
    found = record(article_id)
    return read_raw(_bucket(), found.capture) if found and found.capture else None


def _runs() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cached(
        "runs", lambda: site_runs(_bucket(), now=datetime.now(UTC))
    )
    return found


def _latest_audit() -> dict[str, Any]:
    listed = list(list_objects(_bucket(), keys.AUDITS))
    if not listed:
        return {}
    stored = read(_bucket(), max(listed, key=lambda found: found.modified).key)
    report: dict[str, Any] = json.loads(stored.body) if stored else {}
    return report


def _rows(key: str, site_id: str, where: pl.Expr, columns: Any) -> list[dict[str, Any]]:
    with named_table_errors(_bucket(), key):
        table = open_table(_bucket(), key)
        if table is None:
            return []
        mine = pl.scan_delta(table).filter((pl.col("site_id") == site_id) & where)
        frame = mine.select(columns).sort("fetched_at", descending=True).head(_SHOWN).collect()
    return frame.to_dicts()


def _bucket() -> Bucket:
    return Bucket.from_environment(bucket_environment())
