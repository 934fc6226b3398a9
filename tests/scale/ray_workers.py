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

import ray

from crawler.reextraction.pairs import scan_new
from crawler.reextraction.run import read_again
from storage.bucket import Bucket
from storage.embedded.ports import free_port
from storage.embedded.store import start
from storage.listing import list_keys
from tests.crawler.archive import fill

COMMON = ("--node-ip-address=127.0.0.1", "--object-store-memory=200000000",
          # below the ports that `free_port` hands out
          "--min-worker-port=10002", "--max-worker-port=17999",
          "--disable-usage-stats", "--block")  # fmt: skip
PATIENT = {"RAY_health_check_timeout_ms": "60000"}
"""A node that only lags, on a busy machine, isn't dead; one that is refuses at once."""
START_LIMIT_S = 300.0
STARTED = "Ray runtime started"
SCRIPTS = Path(sysconfig.get_path("scripts"))
RUN = "ray-1"


class Node:
    """One `ray start` in a process group of its own."""

    def __init__(self, folder: Path, name: str, *words: str) -> None:
        self._path = folder / f"{name}.log"
        self._words = words
        self._begin()

    def _begin(self) -> None:
        with self._path.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own words
                [str(SCRIPTS / "ray"), "start", *self._words, *COMMON],
                env={**os.environ, **PATIENT},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def await_start(self) -> None:
        """Wait until the node has joined; one that ends before that is begun anew.

        Ray gives its agents 15 s to start in, too few on a busy machine, and dies without them.
        """
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline:
            time.sleep(0.5)
            if STARTED in self._path.read_text("utf-8", "replace"):
                return
            if self._process.poll() is not None:
                self.kill()
                self._begin()
        raise AssertionError(f"ray didn't start:\n{self._path.read_text('utf-8')[-2000:]}")

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


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
        head.await_start()
        workers = []
        for number in (1, 2):  # one after the other: two at once fail to register
            worker = Node(folder, f"worker-{number}", f"--address={address}", "--num-cpus=1")
            opened.callback(worker.kill)
            worker.await_start()
            workers.append(worker)
        # first of all that ends: at its exit, a driver waits a minute for a head that is gone
        opened.callback(ray.shutdown)
        environ = {
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


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000))
