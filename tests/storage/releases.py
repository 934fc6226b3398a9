"""Runs of sites with one article each, their releases, and what these tell."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from storage import keys
from storage.load import load_run
from storage.objects import read
from storage.parts import write_part
from storage.release import publish
from tests.storage.samples import NOON, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket
    from storage.manifest import Manifest

HOUR = timedelta(hours=1)


def stage(bucket: Bucket, run_id: str, site: str, hours: int = 0, **changes: Any) -> str:
    """Stage a site with one article; return the article's id."""
    at = NOON + hours * HOUR
    held = record(site, site_id=site, capture=None, fetched_at=at, **changes)
    run = site_run(run_id, records=[held], site_id=site, started_at=at)
    write_part(bucket, run, records=[held], captures=[])
    return held.article_id


def loaded(bucket: Bucket, run_id: str, site: str, hours: int = 0, **changes: Any) -> str:
    named = stage(bucket, run_id, site, hours, **changes)
    load_run(bucket, run_id)
    return named


def released(bucket: Bucket, run_id: str, hours: int = 0) -> Manifest:
    return publish(bucket, run_id, created_at=NOON + hours * HOUR)


def body(bucket: Bucket, key: str) -> bytes:
    stored = read(bucket, key)
    assert stored is not None
    return stored.body


def told(bucket: Bucket) -> list[tuple[str, dict[str, str]]]:
    """Return each release of the history, and what its file of changes says."""
    history = map(json.loads, body(bucket, keys.HISTORY).splitlines())
    return [(each["run_id"], _named(bucket, each["changes"])) for each in history]


def _named(bucket: Bucket, key: str) -> dict[str, str]:
    rows = map(json.loads, gzip.decompress(body(bucket, key)).splitlines())
    return {row["article_id"]: row["change"] for row in rows}
