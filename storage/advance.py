"""Letting readers know of a release: its manifest, then `latest.json` and the history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage import keys
from storage.errors import TableBusy
from storage.manifest import Manifest, as_bytes, from_bytes
from storage.objects import Stored, put_new, read, swap

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from storage.bucket import Bucket

JSON = "application/json"
JSON_LINES = "application/x-ndjson"
_ATTEMPTS = 8


def put_manifest(bucket: Bucket, manifest: Manifest) -> None:
    """Store a run's manifest, then let `latest.json` and the history point to it."""
    put_new(bucket, keys.run_manifest(manifest.run_id), as_bytes(manifest), content_type=JSON)
    advance(bucket, manifest)


def advance(bucket: Bucket, manifest: Manifest) -> None:
    """Let `latest.json` and the history know a manifest; an older one never replaces a newer."""

    def newer(seen: Stored | None) -> bytes | None:
        held = from_bytes(seen.body) if seen else None
        if held is not None and held.run_id == manifest.run_id:
            return None  # its time may have been brought back since
        return as_bytes(manifest) if held is None or _age(held) < _age(manifest) else None

    def appended(seen: Stored | None) -> bytes | None:
        lines = seen.body.splitlines() if seen else []
        if any(json.loads(line)["run_id"] == manifest.run_id for line in lines):
            return None
        return b"".join(line + b"\n" for line in [*lines, _history_line(manifest)])

    _swap(bucket, keys.LATEST_MANIFEST, newer, JSON)
    _swap(bucket, keys.HISTORY, appended, JSON_LINES)


def _age(manifest: Manifest) -> tuple[int, datetime]:
    return manifest.table_version, manifest.created_at


def _history_line(manifest: Manifest) -> bytes:
    line = {
        "run_id": manifest.run_id,
        "created_at": manifest.created_at.isoformat(),
        "articles": manifest.articles,
        "new": manifest.new,
        "changed": manifest.changed,
        "runs": manifest.runs,
        "manifest": keys.run_manifest(manifest.run_id),
        "changes": manifest.changes.key if manifest.changes else None,
    }
    return json.dumps(line, ensure_ascii=False).encode()


def _swap(
    bucket: Bucket, key: str, change: Callable[[Stored | None], bytes | None], content_type: str
) -> None:
    """Replace an object by what `change` makes of it, until nobody gets in between."""
    for _ in range(_ATTEMPTS):
        seen = read(bucket, key)
        body = change(seen)
        if body is None or swap(bucket, key, body, seen=seen, content_type=content_type):
            return
    raise TableBusy(f"{bucket.uri(key)}: {_ATTEMPTS} writes lost to others; publish again later")
