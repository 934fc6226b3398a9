"""What the tasks do, one function each, without Airflow's own words."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.site import Site
    from storage.bucket import Bucket

PASSING_CHECKS = frozenset(
    (
        "connection",
        "finish_reason",
        "lost_requests",
        "never_closed",
        "storage",
        "timeout",
    )
)
"""Checks of a crawl that another try, an hour later at most, may pass."""


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


def chosen_sites(
    ids: Sequence[str], environ: Mapping[str, str], *, cadence: str | None = None
) -> list[Site]:
    """Return the sites to crawl: those named, or all of a cadence, or all there are."""
    from crawler.site_files import all_sites, load_site  # noqa: PLC0415

    if ids:
        return [load_site(ref, environ) for ref in dict.fromkeys(ids)]
    return [site for site in all_sites(environ) if cadence in (None, site.cadence)]


def named(sites: Sequence[Site], *, drawn: bool) -> list[dict[str, str]]:
    """Return id and name of the sites that need a browser, or of those that don't."""
    chosen = [site for site in sites if (site.browser != "never") is drawn]
    return [{"id": site.id, "name": site.name} for site in chosen]


def crawl_options(
    run: str, params: Mapping[str, Any], interval: tuple[datetime, datetime] | None = None
) -> dict[str, str]:
    """Return the options of `cppcc crawl` that a run's form, or a backfilled interval, asks for.

    `interval` is that of a backfill: the days of publication in China that it covers.
    """
    options = {"run_id": run, "full": "1" if params.get("full") else ""}
    options |= {name: str(params.get(name) or "") for name in ("since", "until")}
    if interval and not options["since"] and not options["until"]:
        options |= dict(zip(("since", "until"), days_of(*interval), strict=True))
    return {name: value for name, value in options.items() if value}


def days_of(start: datetime, end: datetime) -> tuple[str, str]:
    """Return first and last day in China of an interval, its end not included."""
    from extract.metadata.dates import CHINA  # noqa: PLC0415

    last = max(start, end - timedelta(microseconds=1))
    return tuple(moment.astimezone(CHINA).date().isoformat() for moment in (start, last))  # type: ignore[return-value]  # two of them


def require_sound(options: Mapping[str, str]) -> None:
    """Raise `ConfigurationError` for options that can't be read, or that reach into the future."""
    from crawler.errors import ConfigurationError  # noqa: PLC0415
    from crawler.options import read_options  # noqa: PLC0415
    from extract.metadata.dates import CHINA  # noqa: PLC0415

    read = read_options(options)
    today = datetime.now(CHINA).date()
    for name, day in (("since", read.since), ("until", read.until)):
        if day is not None and day > today:
            raise ConfigurationError(f"{name}={day} is in the future: today is {today}")


def crawl_one(
    site: str, options: Mapping[str, str], environ: Mapping[str, str], log: Callable[[str], None]
) -> tuple[int, float]:
    """Crawl a site in a process group of its own, alone; return exit status and seconds it took.

    Raises `TurnTaken` while another run crawls it.
    """
    from crawler.run import crawl_site  # noqa: PLC0415

    bucket_of(environ)  # without one a crawl would keep nothing
    watched = {**environ, "CPPCC_SUPERVISOR": str(os.getpid())}
    started = time.monotonic()
    status = crawl_site(site, options, environ=watched, log=log)
    return status, time.monotonic() - started


def may_pass(reason: str) -> bool:
    """Whether a failed crawl's last line names only checks that another try may pass."""
    _, _, failed = reason.partition(" failed: ")
    names = [check.partition(":")[0].strip() for check in failed.split("; ")]
    return bool(failed) and set(names) <= PASSING_CHECKS


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
    """Release the articles; return what the asset's event says."""
    from storage import keys  # noqa: PLC0415
    from storage.release import publish as release  # noqa: PLC0415

    bucket = bucket_of(environ)
    manifest = release(bucket, run, created_at=datetime.now(UTC))
    return {
        "run_id": manifest.run_id,
        "articles": manifest.articles,
        "new": manifest.new,
        "changed": manifest.changed,
        "months": sorted(manifest.months),
        "manifest": bucket.uri(keys.run_manifest(manifest.run_id)),
    }


def audit(run: str, environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Look over all sites, keep the findings in the bucket, and return them."""
    from crawler.audit import audit_sites  # noqa: PLC0415
    from extract.record import as_json  # noqa: PLC0415

    findings: list[dict[str, Any]] = as_json(
        audit_sites(bucket_of(environ), chosen_sites((), environ), run, now=datetime.now(UTC))
    )
    return findings


def read_again(
    run: str, params: Mapping[str, Any], environ: Mapping[str, str], log: Callable[[str], None]
) -> dict[str, Any]:
    """Read the archive of the form's scope again; return the numbers of records and damages."""
    from crawler.reextraction.run import read_again as read  # noqa: PLC0415

    return read(bucket_of(environ), run, params, environ, log)


def compare(run: str, environ: Mapping[str, str], log: Callable[[str], None]) -> str:
    """Compare what was read again with what is held, and return the report in Markdown.

    Raises `ConfigurationError` where it may not be promoted.
    """
    from crawler.reextraction.run import judged  # noqa: PLC0415

    return judged(bucket_of(environ), run, log)


def promote(run: str, environ: Mapping[str, str]) -> int:
    """Stage and load the records that differ; return how many those are."""
    from crawler.reextraction.promote import promote as stage  # noqa: PLC0415

    names = {site.id: site.name for site in chosen_sites((), environ)}
    staged = stage(bucket_of(environ), run, names, now=datetime.now(UTC))
    if staged:
        load(run, environ)
    return staged


def maintain(environ: Mapping[str, str]) -> dict[str, Any]:
    """Compact and clean the bucket; return what was done."""
    from extract.record import as_json  # noqa: PLC0415
    from storage.maintain import maintain as keep  # noqa: PLC0415

    done: dict[str, Any] = as_json(keep(bucket_of(environ), now=datetime.now(UTC)))
    return done
