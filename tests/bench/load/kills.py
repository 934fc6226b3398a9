"""Killing a run at random moments, the server too, behind a proxy that injects faults."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from storage import keys
from storage.bucket import Bucket
from storage.embedded.store import start
from storage.listing import list_keys
from storage.maintain import maintain
from storage.objects import delete
from tests.bench.load.audit import losses, orphans
from tests.bench.load.pipeline import DONE, STEPS
from tests.bench.load.reader import Reader
from tests.bench.load.world import World
from tests.fault_proxy import FaultProxy, Faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.embedded.store import EmbeddedStore

KILLS_A_RUN = 3
NEW, EDITED = 4, 2
SERVER_EVERY = 5
SERVER_AWAY_S = 1.0
FAULTS = Faults(refused=0.03, failed_after=0.01, cut_after=0.01, slow=0.03, slow_s=0.7)


@dataclass(slots=True)
class Toll:
    """What the killing came to."""

    kills: int = 0
    server_kills: int = 0
    by_step: Counter[str] = field(default_factory=Counter)
    """Step that the killed runs were in."""
    runs: int = 0
    releases: int = 0
    losses: Counter[str] = field(default_factory=Counter)
    half_states: list[str] = field(default_factory=list)
    orphans: dict[str, list[str]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not (self.losses or self.half_states or self.orphans)


def kill_runs(
    kills: int, folder: Path, *, seed: int, say: Callable[[str], None], server_every: int
) -> Toll:
    """Kill `kills` runs at random moments of each step; complete every third by a run in peace."""
    toll = Toll()
    killing = _Killing(start(folder / "store"), folder, toll, random.Random(seed), server_every)
    try:
        with World() as world, Reader(killing.direct) as reader:
            killing.until(kills, world, say)
            reader.look()
        toll.half_states, toll.releases = reader.wrong, len(reader.releases)
        toll.losses = losses(killing.direct, world.urls())
        later = datetime.now(UTC) + timedelta(hours=1)
        maintain(killing.direct, now=later, retention=timedelta(0), grace=timedelta(0))
        toll.losses += losses(killing.direct, world.urls())
        toll.orphans = orphans(killing.direct)
    finally:
        killing.store.stop()
    return toll


class _Killing:
    """A bucket whose runs are killed, and now and then its server."""

    def __init__(
        self,
        store: EmbeddedStore,
        folder: Path,
        toll: Toll,
        chance: random.Random,
        server_every: int,
    ) -> None:
        self.store, self._folder, self._toll, self._chance = store, folder, toll, chance
        self._server_every = server_every
        self._variables = store.environment() | {"CPPCC_BUCKET": "killed"}
        self.direct = Bucket.from_environment(self._variables)
        self.direct.create()

    def until(self, kills: int, world: World, say: Callable[[str], None]) -> None:
        """Kill until it has been done `kills` times."""
        toll = self._toll
        site = world.site_file(self._folder)
        with FaultProxy(self.store.endpoint) as proxy:
            env = {**os.environ, **self._variables, "AWS_ENDPOINT_URL_S3": proxy.endpoint}
            world.grow(NEW)
            typical = _completed("r0", site, env)
            while toll.kills < kills:
                world.grow(NEW)
                world.edit(EDITED)
                toll.runs += 1
                proxy.faults = replace(FAULTS, chance=self._chance)
                for _ in range(min(KILLS_A_RUN, kills - toll.kills)):
                    self._kill(_start(site, f"r{toll.runs}", env), typical)
                proxy.faults = Faults()
                _completed(f"r{toll.runs}", site, env)
                say(f"{toll.kills} kills, {toll.server_kills} of the server; {dict(toll.by_step)}")

    def _kill(self, run: subprocess.Popen[str], typical: dict[str, float]) -> None:
        """Kill a run at some moment of the step whose turn it is."""
        toll = self._toll
        step = STEPS[toll.kills % len(STEPS)]
        moment = self._chance.uniform(0, typical[step])
        output = _until(run, step)
        with suppress(subprocess.TimeoutExpired):
            run.wait(moment)
        if toll.kills % self._server_every == self._server_every - 1:
            self.store = _restarted(self.store)
            toll.server_kills += 1
        _kill_tree(run)
        toll.kills += 1
        toll.by_step[_step_of(output, run)] += 1
        # nobody holds it any more, and to wait until that shows would be all that is measured
        for key in list_keys(self.direct, keys.TURNS):
            delete(self.direct, key)


def _restarted(store: EmbeddedStore) -> EmbeddedStore:
    """Kill the server and start it again where it was."""
    os.killpg(store.process.pid, signal.SIGKILL)
    time.sleep(SERVER_AWAY_S)
    return start(store.directory, port=store.port)


def _completed(run_id: str, site: Path, env: dict[str, str]) -> dict[str, float]:
    """Run in peace; return how long each step took, in seconds."""
    took: dict[str, float] = {}
    lines: list[str] = []
    began = time.monotonic()
    with _start(site, run_id, env) as run:
        for line in run.stdout or ():
            lines.append(line)
            if line.startswith(DONE):
                took[line.removeprefix(DONE).strip()] = time.monotonic() - began
                began = time.monotonic()
    if run.returncode:
        raise RuntimeError(f"a run that nobody kills fails:\n{''.join(lines)}")
    return took


def _until(run: subprocess.Popen[str], step: str) -> list[str]:
    """Read a run's output until `step` begins, or the run ends by itself."""
    before = STEPS[STEPS.index(step) - 1] if step != STEPS[0] else None
    lines: list[str] = []
    while before and run.stdout and (line := run.stdout.readline()):
        lines.append(line)
        if line.strip() == f"{DONE}{before}":
            break
    return lines


def _step_of(lines: list[str], run: subprocess.Popen[str]) -> str:
    """Return the step that a killed run was in."""
    rest, _ = run.communicate()
    done = [line for line in (*lines, *rest.splitlines()) if line.startswith(DONE)]
    return (*STEPS, "after")[len(done)] if run.returncode < 0 else "failed by itself"


def _start(site: Path, run_id: str, env: dict[str, str]) -> subprocess.Popen[str]:
    argv = [sys.executable, "-m", "tests.bench.load.pipeline", str(site), run_id]
    return subprocess.Popen(  # noqa: S603 - our own command
        argv,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _kill_tree(run: subprocess.Popen[str]) -> None:
    """Kill a run and the crawl that it started in a session of its own."""
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    with suppress(FileNotFoundError, ProcessLookupError):
        for child in children.read_text().split():
            os.killpg(int(child), signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)


def main(kills: int, seed: int = 1) -> int:
    """Print what came of it; return 1 when anything was lost, doubled, half there or left over."""
    with tempfile.TemporaryDirectory(prefix="cppcc-kills-") as folder:
        toll = kill_runs(kills, Path(folder), seed=seed, say=print, server_every=SERVER_EVERY)
    print(f"{toll.kills} kills ({dict(toll.by_step)}), {toll.server_kills} of the server;")
    print(f"a reader saw {toll.releases} releases, {len(toll.half_states)} half-states (asked: 0)")
    for said in toll.half_states[:5]:
        print(f"  {said}")
    print(f"lost, doubled, without bytes: {dict(toll.losses)} (asked: none)")
    print(f"orphans after maintain: {toll.orphans} (asked: none)")
    return 0 if toll.ok else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
