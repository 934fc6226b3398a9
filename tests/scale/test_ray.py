"""Reading an archive again on a cluster that loses one of its two workers."""

import subprocess
import sys

PAGES = 1000
LIMIT_S = 900


def test_every_record_is_read_once_though_a_worker_is_killed() -> None:
    # a process of its own, since Daft can be told only once what to run on
    argv = [sys.executable, "-m", "tests.scale.ray_workers", str(PAGES)]
    done = subprocess.run(  # noqa: S603  # our own words
        argv, capture_output=True, text=True, timeout=LIMIT_S, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
