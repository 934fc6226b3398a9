"""A Ray head and two workers on loopback; one worker is killed while an archive is read again.

`python -m tests.scale.ray_workers [PAGES]`: exit 0 when every record is there once. Needs [scale].
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from crawler.reextraction.compare import scan_new
from crawler.reextraction.run import read_again
from storage.bucket import Bucket
from storage.embedded import start
from storage.objects import list_keys
from storage.ports import free_port
from tests.crawler.archive import fill

COMMON = ("--node-ip-address=127.0.0.1", "--object-store-memory=200000000",
          "--disable-usage-stats", "--block")  # fmt: skip
AGENT_PORTS = ("dashboard-agent-grpc", "dashboard-agent-listen", "metrics-export",
               "runtime-env-agent")  # fmt: skip
"""Named beforehand: a node waits 15 s for those that its agents choose, and then dies of it."""
START_LIMIT_S = 300.0
RUN = "ray-1"


class Node:
    """One `ray start` in a process group of its own."""

    def __init__(self, folder: Path, name: str, *words: str) -> None:
        self._log = (folder / f"{name}.log").open("wb")
        ports = [f"--{agent}-port={free_port()}" for agent in AGENT_PORTS]
        self._process = subprocess.Popen(  # noqa: S603  # our own words
            [str(Path(sysconfig.get_path("scripts")) / "ray"), "start", *words, *ports, *COMMON],
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()


def main(pages: int) -> int:
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        store = start(folder / "store")
        opened.callback(store.stop)
        bucket = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "ray"})
        bucket.create()
        total = len(fill(bucket, folder / "spool", copies=pages // 5, change=lambda record: record))
        address = f"127.0.0.1:{free_port()}"
        port = address.rpartition(":")[2]
        head = Node(folder, "head", "--head", f"--port={port}", "--num-cpus=0",
                    "--include-dashboard=false")  # fmt: skip
        opened.callback(head.kill)
        workers = []
        for number in (1, 2):  # one after the other: two at once fail to register
            worker = Node(folder, f"worker-{number}", f"--address={address}", "--num-cpus=1")
            opened.callback(worker.kill)
            workers.append(worker)
            _await_cpus(address, number)
        environ = {
            "CPPCC_ENGINE": "ray",
            "RAY_ADDRESS": address,
            "CPPCC_SITES": str(folder / "none"),
        }
        killer = threading.Thread(target=_kill_in_mid_run, args=(bucket, workers[0]), daemon=True)
        killer.start()
        done = read_again(bucket, RUN, {}, environ, print)
        found = scan_new(bucket, RUN).select("article_id").collect()
    print(f"{done['records']} of {total} records, {found['article_id'].n_unique()} distinct")
    return 0 if done["records"] == found.height == found["article_id"].n_unique() == total else 1


def _kill_in_mid_run(bucket: Bucket, worker: Node) -> None:
    while not any(True for _ in list_keys(bucket, f"reextraction/run={RUN}/accounts/")):
        time.sleep(0.2)
    print("killing a worker")
    worker.kill()


def _await_cpus(address: str, wanted: int) -> None:
    program = str(Path(sysconfig.get_path("scripts")) / "ray")
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline:
        said = subprocess.run(  # noqa: S603  # our own words
            [program, "status"], env={**os.environ, "RAY_ADDRESS": address},
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        if f"/{wanted}.0 CPU" in said:
            return
        time.sleep(2)  # the command itself takes a core for seconds
    raise AssertionError(f"no {wanted} workers within {START_LIMIT_S:.0f} s")


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
