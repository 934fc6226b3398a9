import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.process import run_in_process_group

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                         start_new_session=True, stdout=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(60)
"""


class Interrupted(BaseException):
    """What a task's time limit raises, wherever the task is."""


@pytest.fixture
def interrupted() -> Iterator[None]:
    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 1.0)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def run(code: str, lines: list[str]) -> int:
    return run_in_process_group(
        [sys.executable, "-c", code], env=os.environ, log=lines.append, heartbeat_s=0.3, grace_s=0.5
    )


def test_output_is_logged_and_the_exit_status_returned() -> None:
    lines: list[str] = []
    assert run("print('one'); raise SystemExit(3)", lines) == 3
    assert lines[-1] == "one"  # a busy machine may log that it runs, before


@pytest.mark.usefixtures("interrupted")
def test_an_interrupt_ends_a_stubborn_program_and_its_descendants_and_goes_on() -> None:
    lines: list[str] = []
    with pytest.raises(Interrupted):
        run(STUBBORN, lines)
    child = next(line for line in lines if line.isdigit())
    stat = Path(f"/proc/{child}/stat")
    assert not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"
