"""A crawl on a disk that runs full, and the one after it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from storage.articles import current_articles
from tests.bench.load.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

BLOCKS = 5
"""Of 1024 bytes (`ulimit -f`): room for a list page and a few articles."""


def ran(site: Path, environ: dict[str, str], *limit: str) -> subprocess.CompletedProcess[str]:
    argv = [*limit, sys.executable, "-m", "tests.bench.load.pipeline", str(site), "r1"]
    return subprocess.run(  # noqa: S603 - our own command
        argv, env=environ, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_full_disk_ends_the_crawl_by_name_and_the_next_one_has_it_all(
    store: EmbeddedStore, bucket: Bucket, tmp_path: Path
) -> None:
    environ = {**os.environ, **store.environment(), "CPPCC_BUCKET": bucket.name}
    with World() as world:
        world.grow(8)
        site = world.site_file(tmp_path)
        full = ran(site, environ, "bash", "-c", f'ulimit -f {BLOCKS}; exec "$0" "$@"')
        assert full.returncode == 1
        assert "spool_full" in full.stdout.splitlines()[-1]
        assert "set TMPDIR to a folder on a larger disk" in full.stdout
        assert current_articles(bucket).is_empty()
        assert ran(site, environ).returncode == 0
        assert dict(current_articles(bucket).select("url", "text").iter_rows()) == world.urls()
