"""A server's process, known by pid and birth, so that a reused pid is never taken for it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

POLL_S = 0.05
TERM_LIMIT_S = 20.0
KILL_LIMIT_S = 5.0


@dataclass(frozen=True, slots=True)
class Process:
    """The leader of its own process group."""

    pid: int
    born: str
    """Clock ticks from boot to its start, as `/proc` has them (proc(5), field 22)."""

    @classmethod
    def of(cls, pid: int) -> Process:
        return cls(pid, _birth(pid) or "")

    def is_alive(self) -> bool:
        return bool(self.born) and _birth(self.pid) == self.born

    def stop(self) -> None:
        """Ask the whole group to end, then make it; return when the leader is gone."""
        for signum, limit_s in ((signal.SIGTERM, TERM_LIMIT_S), (signal.SIGKILL, KILL_LIMIT_S)):
            if not self.is_alive():
                return
            try:
                os.killpg(self.pid, signum)
            except ProcessLookupError:
                return
            self._gone_within(limit_s)

    def _gone_within(self, limit_s: float) -> None:
        deadline = time.monotonic() + limit_s
        while self.is_alive() and time.monotonic() < deadline:
            time.sleep(POLL_S)


def _birth(pid: int) -> str | None:
    """Return when `pid` was born, or None when it is gone or only a zombie of ours."""
    with suppress(ChildProcessError):  # an earlier session of ours started it
        os.waitpid(pid, os.WNOHANG)
    try:
        # The name in brackets may hold spaces; the numbered fields start after it, at field 3.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields[19]
