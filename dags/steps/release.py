"""Loading what a run staged, checking it, releasing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.bucket import Bucket


def bucket_of(environ: Mapping[str, str]) -> Bucket:
    """Return the bucket, once it has answered; raises a `StorageError` that says what is wrong."""
    from storage.bucket import Bucket  # noqa: PLC0415

    bucket = Bucket.from_environment(environ)
    bucket.check()
    return bucket


def bucket_run(dag_id: str, run_id: str) -> str:
    """Return the name that a DAG's run has in the bucket: two DAGs may call theirs alike."""
    from storage.keys import run_id as as_run_id  # noqa: PLC0415

    return as_run_id(f"{dag_id}-{run_id}")


def load(run: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Merge what the run staged into the tables; return the counts."""
    from extract.record import as_json  # noqa: PLC0415
    from storage.load import load_run  # noqa: PLC0415

    counts: dict[str, Any] = as_json(load_run(bucket_of(environ), run))
    return counts


def validate(run: str, environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Check the loaded run; raises `ValidationFailed` where a check fails."""
    from extract.record import as_json  # noqa: PLC0415
    from storage.validate import require_valid, validate_run  # noqa: PLC0415

    checks = validate_run(bucket_of(environ), run)
    require_valid(checks)
    seen: list[dict[str, Any]] = as_json(checks)
    return seen


def publish(run: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Release the articles, with the bucket's report; return what the asset's event says."""
    from crawler.publishing import publish_run  # noqa: PLC0415
    from storage import keys  # noqa: PLC0415
    from storage.manifest import run_manifest  # noqa: PLC0415

    bucket = bucket_of(environ)
    manifest = publish_run(bucket, run, environ)
    previous = run_manifest(bucket, manifest.previous) if manifest.previous else None
    before = previous.months.items() if previous else set()
    return {
        "run_id": manifest.run_id,
        "articles": manifest.articles,
        "new": manifest.new,
        "changed": manifest.changed,
        # the partitions whose files this release doesn't share with the one before
        "months": sorted(month for month, _ in manifest.months.items() - before),
        "manifest": bucket.uri(keys.run_manifest(manifest.run_id)),
    }
