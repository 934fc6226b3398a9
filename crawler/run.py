"""One crawl of one site, in a process of its own."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler import checks
from crawler.browser import browser_settings
from crawler.exit_status import DONE, FAILED, INTERRUPTED
from crawler.options import read_options
from crawler.process import run_in_process_group
from crawler.site import Site
from crawler.site_files import load_site, require_enough
from crawler.site_turn import SUPERVISOR, TURN_HELD, site_turn
from storage.bucket import Bucket
from storage.capabilities import require_capable
from storage.check import Check, Status

HEARTBEAT_S = 60.0
GRACE_S = 40.0
"""Longer than a request may hang (`DOWNLOAD_TIMEOUT`), since closing waits for those under way."""
_REFUSAL = ": error: "


@dataclass(frozen=True, slots=True)
class Ending:
    """How a crawl ended: its exit status, the last line logged, and the checks that failed."""

    status: int
    said: str
    failed: tuple[Check, ...] = ()


def crawl_site(
    ref: str, options: Mapping[str, str], *, environ: Mapping[str, str], log: Callable[[str], None]
) -> Ending:
    """Crawl a site and return how that ended.

    Raises `ConfigurationError` for a site or an option that can't be meant, `StorageError` for a
    bucket that is configured and doesn't answer, `TurnTaken` while another run crawls the site.
    """
    site = load_site(ref, environ)
    read = read_options(options)
    require_enough(site, given=bool(read.urls or read.warc))
    options = {**options, "run_id": read.run_id}  # else a run without a name makes one twice
    if site.browser != "never":
        browser_settings(site)
    if not environ.get("CPPCC_BUCKET"):
        return _crawl(site, ref, options, environ, log)
    bucket = Bucket.from_environment(environ)
    require_capable(bucket)
    with site_turn(bucket, site.id, read.run_id, log):
        return _crawl(site, ref, options, {**environ, TURN_HELD: site.id}, log)


def _crawl(
    site: Site,
    ref: str,
    options: Mapping[str, str],
    environ: Mapping[str, str],
    log: Callable[[str], None],
) -> Ending:
    last = ""

    def say(line: str) -> None:
        nonlocal last
        last = line
        log(line)

    with tempfile.TemporaryDirectory(prefix="cppcc-") as folder:
        path = Path(folder, "stats.json")
        # scrapy.cfg is looked for upwards from the working folder, which may be anywhere
        env = {**environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
        env[SUPERVISOR] = str(os.getpid())
        argv = _command(site, ref, options, path)
        status = run_in_process_group(
            argv, env=env, log=say, heartbeat_s=HEARTBEAT_S, grace_s=GRACE_S
        )
        stats = json.loads(path.read_text("utf-8")) if path.exists() else None
    if stats is None:
        words = last.partition(_REFUSAL)[2] or last
        never = Check("never_closed", Status.FAILED, f"scrapy exited {status}: {words}")
        ending = _failed_for(site, (never,))
    else:
        ending = _ending(site, stats)
    log(ending.said)
    return ending


def _command(site: Site, ref: str, options: Mapping[str, str], stats: Path) -> list[str]:
    argv = [sys.executable, "-m", "scrapy", "crawl", site.spider]
    argv += ["-a", f"site={ref}", "-s", f"STATS_FILE={stats}"]
    for name, value in options.items():
        argv += ["-a", f"{name}={value}"]
    return argv


def status_of(stats: Mapping[str, Any]) -> int:
    """Return the exit status of a crawl with these sums; of a spider without checks, `DONE`."""
    if stats.get("finish_reason") == checks.INTERRUPTED:
        return INTERRUPTED
    return FAILED if _failed(stats) else DONE


def _failed(stats: Mapping[str, Any]) -> tuple[Check, ...]:
    return checks.failed(
        [
            Check(said["name"], Status(said["status"]), said["detail"])
            for said in stats.get("ledger/checks", ())
        ]
    )


def _ending(site: Site, stats: Mapping[str, Any]) -> Ending:
    status = status_of(stats)
    if status == INTERRUPTED:
        return Ending(status, f"{site.id} was interrupted: run it again to go on")
    if status == FAILED:
        return _failed_for(site, _failed(stats))
    return Ending(status, f"{site.id} done: {_brought(stats)}")


def _failed_for(site: Site, failed: tuple[Check, ...]) -> Ending:
    return Ending(FAILED, f"{site.id} failed: {'; '.join(checks.failures(failed))}", failed)


def _brought(stats: Mapping[str, Any]) -> str:
    records, articles = stats.get("ledger/records", 0), stats.get("ledger/articles", 0)
    known = stats.get("ledger/known", 0)
    if not records:
        return f"nothing new ({known} known, {stats.get('ledger/not_modified', 0)} not modified)"
    return f"{articles} articles, {records - articles} set aside, {known} known"
