"""One crawl of one site, in a process of its own."""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from crawler.checks import INTERRUPTED, failures
from crawler.process import run_in_process_group
from crawler.site_files import load_site

DONE, FAILED, BAD_CONFIGURATION, STOPPED = 0, 1, 2, 3
HEARTBEAT_S = 60.0
GRACE_S = 20.0


def crawl_site(
    ref: str, options: Mapping[str, str], *, environ: Mapping[str, str], log: Callable[[str], None]
) -> int:
    """Crawl a site and return the exit status; the last line logged names the failed checks.

    Raises `ConfigurationError` for a site that can't be read.
    """
    site = load_site(ref, environ)
    with tempfile.TemporaryDirectory(prefix="cppcc-") as folder:
        path = Path(folder, "stats.json")
        argv = [sys.executable, "-m", "scrapy", "crawl", site.spider]
        argv += ["-a", f"site={ref}", "-s", f"STATS_FILE={path}"]
        for name, value in options.items():
            argv += ["-a", f"{name}={value}"]
        # scrapy.cfg is looked for upwards from the working folder, which may be anywhere
        env = {**environ, "SCRAPY_SETTINGS_MODULE": "crawler.settings"}
        status = run_in_process_group(
            argv, env=env, log=log, heartbeat_s=HEARTBEAT_S, grace_s=GRACE_S
        )
        stats = json.loads(path.read_text("utf-8")) if path.exists() else None
    if stats is None:
        log(f"{site.id} failed: never_closed: scrapy exited {status}")
        return FAILED
    if stats["finish_reason"] == INTERRUPTED:
        log(f"{site.id} was interrupted: run it again to go on")
        return STOPPED
    failed = failures(site, stats)
    log(f"{site.id} failed: {'; '.join(failed)}" if failed else f"{site.id} done")
    return FAILED if failed else DONE
