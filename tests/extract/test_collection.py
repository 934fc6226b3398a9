"""How often a process that reads pages looks for garbage."""

from __future__ import annotations

import subprocess
import sys

_READ = """
import gc
from extract.cli import main
main(["--jsonl"])
print(gc.get_freeze_count() > 0, gc.isenabled())
"""


def test_a_process_that_reads_pages_spares_what_it_has_loaded_and_still_collects() -> None:
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _READ], input="", capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["True", "True"]
