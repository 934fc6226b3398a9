"""A process of pytest's own for each mutant, ended with all that it started when it hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from pathlib import Path

# a test that takes this long hangs: none of those that are run needs a tenth of it
_LONGEST_S = 90
_WORDS = (
    *("-q", "-p", "no:cacheprovider"),
    *("-o", f"faulthandler_timeout={_LONGEST_S}", "-o", "faulthandler_exit_on_timeout=true"),
)


def passes(
    root: Path, words: list[str], *, timeout_s: float, environment: dict[str, str] | None = None
) -> bool:
    """Run pytest on the tree below `root`; what hangs or can't even start hasn't passed."""
    scratch = str(root.with_name("scratch"))
    process = subprocess.Popen(  # noqa: S603  # our own words
        [sys.executable, "-m", "pytest", *_WORDS, f"--basetemp={scratch}", *words],
        cwd=root,
        # no bytecode: a mutant of the same size in the same second would run its predecessor's
        env=os.environ
        | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
        | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout_s) == pytest.ExitCode.OK
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        _end_servers(scratch)


def _end_servers(scratch: str) -> None:
    """End the stores whose folders lie in `scratch`: they lead groups of their own."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(scratch in word for word in process.cmdline()):
                process.kill()
