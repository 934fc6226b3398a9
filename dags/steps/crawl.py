"""Choosing sites and crawling one, without Airflow's own words."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dags.steps.release import bucket_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crawler.run import Ending
    from crawler.site import Site
    from storage.check import Check

PASSING_CHECKS = frozenset(("finish_reason", "lost_requests", "never_closed", "storage"))
"""Checks of a crawl that another try may pass, beside those that say a site is down."""


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
) -> tuple[Ending, float]:
    """Crawl a site in a process group of its own, alone; return how that ended, after how long.

    Raises `TurnTaken` while another run crawls it.
    """
    from crawler.run import crawl_site  # noqa: PLC0415

    bucket_of(environ)  # without one a crawl would keep nothing
    started = time.monotonic()
    ending = crawl_site(site, options, environ=environ, log=log)
    return ending, time.monotonic() - started


def may_pass(failed: Sequence[Check]) -> bool:
    """Whether another try may pass all checks that failed, which are none after an interruption."""
    from crawler.outcome import PASSING  # noqa: PLC0415

    return {check.name for check in failed} <= PASSING_CHECKS | PASSING
