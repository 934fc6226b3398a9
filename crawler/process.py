"""Running a program so that neither it nor its descendants outlive whoever started it."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

KILL_LIMIT_S = 5.0
POLL_S = 0.05


def run_in_process_group(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Callable[[str], None],
    heartbeat_s: float,
    grace_s: float,
) -> int:
    """Run `argv`, hand each line of its output to `log`, and return its exit status.

    Whatever is raised meanwhile, a task's timeout included, first stops the program: TERM, so that
    it closes cleanly, and after `grace_s` seconds KILL for all that is left of its tree.
    """
    process = _begin(argv, env)
    drain = threading.Thread(target=_drain, args=(process, log), daemon=True)
    try:
        drain.start()
        started = time.monotonic()
        while (status := _wait(process, heartbeat_s)) is None:
            log(f"running for {time.monotonic() - started:.0f} s, pid {process.pid}")
        return status
    except BaseException:
        _stop(process, grace_s)
        raise
    finally:
        drain.join(timeout=grace_s)
        if process.stdout is not None and not drain.is_alive():
            process.stdout.close()


def _begin(argv: Sequence[str], env: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - callers build argv, no shell reads it
        list(argv),
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )


def _drain(process: subprocess.Popen[str], log: Callable[[str], None]) -> None:
    if process.stdout is not None:
        for line in process.stdout:
            log(line.rstrip("\n"))


def _wait(process: subprocess.Popen[str], seconds: float) -> int | None:
    with suppress(subprocess.TimeoutExpired):
        return process.wait(seconds)
    return None


def _stop(process: subprocess.Popen[str], grace_s: float) -> None:
    tree = _descendants(process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    if _wait(process, grace_s) is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    deadline = time.monotonic() + KILL_LIMIT_S
    while left := [pid for pid, born in tree.items() if _lives(pid, born)]:
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            return
        time.sleep(POLL_S)


def _lives(pid: int, born: str) -> bool:
    """Whether a process still runs; its number may have gone to another program since."""
    fields = _stat(pid)
    return bool(fields) and fields[0] != "Z" and bool(born) and fields[19] == born


def _descendants(root: int) -> dict[int, str]:
    """Return the processes below `root`, each with its time of birth."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        if fields := _stat(int(entry.name)):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found: dict[int, str] = {}
    waiting = [root]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found[child] = _birth(child)
            waiting.append(child)
    return found


def _birth(pid: int) -> str:
    fields = _stat(pid)
    return fields[19] if fields else ""


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat from the state on, empty without such a process."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
