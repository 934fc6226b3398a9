import os
import signal
import sys
from pathlib import Path

import pytest

from crawler.process import TIMED_OUT, run_in_process_group

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                         start_new_session=True, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


def run(code: str, lines: list[str], limit: float | None = None) -> int:
    return run_in_process_group(
        [sys.executable, "-c", code],
        env=os.environ,
        log=lines.append,
        heartbeat_s=0.3,
        grace_s=0.5,
        time_limit_s=limit,
    )


def test_output_is_logged_and_the_exit_status_returned() -> None:
    lines: list[str] = []
    assert run("print('one'); raise SystemExit(3)", lines) == 3
    assert lines == ["one"]


def test_time_limit_ends_a_stubborn_program_and_its_descendants() -> None:
    lines: list[str] = []
    assert run(STUBBORN, lines, limit=1.0) == TIMED_OUT
    child = next(line for line in lines if line.isdigit())
    stat = Path(f"/proc/{child}/stat")
    assert not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def test_an_interrupt_ends_the_program_and_goes_on() -> None:
    class Interrupted(BaseException):
        pass

    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(Interrupted):
            run("import time; time.sleep(60)", [])
    finally:
        signal.signal(signal.SIGALRM, before)
