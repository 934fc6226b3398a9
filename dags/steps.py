"""What the tasks of `crawl_sites` do, one function each, without Airflow's own words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def chosen_sites(ids: Sequence[str], environ: Mapping[str, str]) -> list[dict[str, str]]:
    """Return id and name of the sites to crawl: those named, or all there are."""
    from crawler.site_files import all_sites, load_site  # noqa: PLC0415

    sites = [load_site(ref, environ) for ref in ids] if ids else all_sites(environ)
    return [{"id": site.id, "name": site.name} for site in sites]


def crawl_options(run_id: str, params: Mapping[str, Any]) -> dict[str, str]:
    """Return the options of `cppcc crawl` that a run's form asks for."""
    options = {"run_id": run_id, "full": "1" if params.get("full") else ""}
    options |= {name: str(params.get(name) or "") for name in ("since", "until")}
    return {name: value for name, value in options.items() if value}


def crawl_one(
    site: str, options: Mapping[str, str], environ: Mapping[str, str], log: Callable[[str], None]
) -> int:
    """Crawl a site in a process group of its own and return the exit status."""
    from crawler.run import crawl_site  # noqa: PLC0415

    return crawl_site(site, options, environ=environ, log=log)


def load(run_id: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Merge what the run staged into the tables; return the counts."""
    from extract.record import as_json  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.keys import run_id as as_run_id  # noqa: PLC0415
    from storage.load import load_run  # noqa: PLC0415

    counts: dict[str, Any] = as_json(load_run(Bucket.from_environment(environ), as_run_id(run_id)))
    return counts


def validate(run_id: str, environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Check the loaded run; raises `ValidationFailed` where a check fails."""
    from extract.record import as_json  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.validate import require_valid, validate_run  # noqa: PLC0415

    checks = validate_run(Bucket.from_environment(environ), run_id)
    require_valid(checks)
    seen: list[dict[str, Any]] = as_json(checks)
    return seen


def publish(run_id: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """Release the articles; return what the asset's event says."""
    from storage import keys  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.release import publish as release  # noqa: PLC0415

    bucket = Bucket.from_environment(environ)
    manifest = release(bucket, run_id, created_at=datetime.now(UTC))
    return {
        "run_id": manifest.run_id,
        "articles": manifest.articles,
        "new": manifest.new,
        "changed": manifest.changed,
        "months": sorted(manifest.months),
        "manifest": bucket.uri(keys.run_manifest(manifest.run_id)),
    }
