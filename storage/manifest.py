"""The list of what a release is made of: what it doesn't name does not exist."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from extract.record import as_json
from storage import keys
from storage.listing import list_keys
from storage.objects import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    key: str
    month: str
    """Month in which the articles were first seen, YYYY-MM."""
    format: str
    """parquet or jsonl.gz."""
    rows: int
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class ChangesFile:
    """One JSON line for each article that isn't as in the release before."""

    key: str
    rows: int
    size: int
    """Bytes."""
    sha256: str
    added: int
    revised: int
    """Title or text is another, or a page that was gone is back."""
    deleted: int
    """Gone from their sites: `deleted_at` says since when, and the row stays."""


@dataclass(frozen=True, slots=True)
class Manifest:
    run_id: str
    """The run that it was made after; `RUN.2` for what came late to that run."""
    created_at: datetime
    schema_version: str
    table_version: int
    """Version of the Delta table `tables/articles` that the files hold."""
    articles: int
    new: int
    """Articles that readers see for the first time."""
    changed: int
    """Articles of which readers saw an earlier revision."""
    verdicts: Mapping[str, int]
    """Poison verdict to articles."""
    null_rates: Mapping[str, float]
    """Field to the share of articles that lack it, 0 to 1."""
    months: Mapping[str, str]
    """Month to a digest of the table's files of that month."""
    files: tuple[ReleaseFile, ...]
    previous: str | None = None
    """`run_id` of the release before this one."""
    difference: int = 0
    """Articles more, or less, than the release before."""
    runs: tuple[str, ...] = ()
    """Runs that brought what this release is the first to show."""
    accepted: tuple[str, ...] = ()
    """Failed checks that an operator let pass."""
    changes: ChangesFile | None = None
    """The difference to the release before, article by article."""

    @property
    def listed(self) -> set[str]:
        """The keys of all that the release is made of."""
        changes = {self.changes.key} if self.changes else set()
        return {file.key for file in self.files} | changes


def as_bytes(manifest: Manifest) -> bytes:
    return json.dumps(as_json(manifest), ensure_ascii=False, indent=1).encode()


def from_bytes(body: bytes) -> Manifest:
    """Return the manifest that `as_bytes` made; keys that it doesn't know are left out."""
    given: dict[str, Any] = json.loads(body)
    known = {name: given[name] for name in Manifest.__dataclass_fields__ if name in given}
    known["created_at"] = datetime.fromisoformat(given["created_at"])
    known["files"] = tuple(ReleaseFile(**file) for file in given["files"])
    if given.get("changes"):
        known["changes"] = ChangesFile(**given["changes"])
    known |= {name: tuple(given.get(name, ())) for name in ("runs", "accepted")}
    return Manifest(**known)


def latest_manifest(bucket: Bucket) -> Manifest | None:
    """Return what readers see now; None before the first release."""
    stored = read(bucket, keys.LATEST_MANIFEST)
    return from_bytes(stored.body) if stored else None


def run_manifest(bucket: Bucket, run_id: str) -> Manifest | None:
    """Return the manifest of a run, None for one that published nothing."""
    stored = read(bucket, keys.run_manifest(run_id))
    return from_bytes(stored.body) if stored else None


def all_manifests(bucket: Bucket) -> Iterator[Manifest]:
    """Yield the manifest of every release there ever was."""
    for key in list_keys(bucket, keys.RUN_MANIFESTS):
        if stored := read(bucket, key):
            yield from_bytes(stored.body)


def released_runs(bucket: Bucket) -> set[str]:
    """Return every run whose articles some release shows."""
    stored = read(bucket, keys.HISTORY)
    lines = [json.loads(line) for line in stored.body.splitlines()] if stored else []
    return {run for line in lines for run in (line["run_id"], *line.get("runs", ()))}
