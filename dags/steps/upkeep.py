"""Looking over the sites, keeping the bucket, reading the archive again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dags.steps.crawl import chosen_sites
from dags.steps.release import bucket_of, load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def audit(run: str, environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """Look over all sites, keep the findings in the bucket, and return them."""
    from crawler.audit import audit_sites  # noqa: PLC0415
    from extract.record import as_json  # noqa: PLC0415

    findings: list[dict[str, Any]] = as_json(
        audit_sites(bucket_of(environ), chosen_sites((), environ), run, now=datetime.now(UTC))
    )
    return findings


def maintain(environ: Mapping[str, str]) -> dict[str, Any]:
    """Compact and clean the bucket; return what was done."""
    from extract.record import as_json  # noqa: PLC0415
    from storage.maintain import maintain as keep  # noqa: PLC0415

    done: dict[str, Any] = as_json(keep(bucket_of(environ), now=datetime.now(UTC)))
    return done


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
