"""An S3 server on loopback for one machine: SeaweedFS, started and stopped with the program."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.request import urlopen

from storage.embedded.ports import HOST, free_port, require_free
from storage.embedded.process import Process
from storage.embedded.store_keys import credentials, read_keys, write_private
from storage.embedded.weed import KEYS, LOG, command_line, spawn
from storage.errors import StoreNotStarted

if TYPE_CHECKING:
    from pathlib import Path

REGION = "us-east-1"
START_LIMIT_S = 30.0
POLL_S = 0.1
LOG_LINES = 10

_PID = "weed.pid"


@dataclass(frozen=True, slots=True)
class EmbeddedStore:
    """A running server. Its data and keys live in `directory` and outlast it."""

    directory: Path
    port: int
    process: Process
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)

    @property
    def endpoint(self) -> str:
        return f"http://{HOST}:{self.port}"

    def environment(self) -> dict[str, str]:
        """Return the standard variables that lead any S3 client here; the bucket is yours."""
        return {
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_ENDPOINT_URL_S3": self.endpoint,
            "AWS_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            # what delta-rs and polars ask for beside an http endpoint
            "AWS_ALLOW_HTTP": "true",
        }

    def is_healthy(self) -> bool:
        try:
            with urlopen(f"{self.endpoint}/healthz", timeout=2) as answer:  # noqa: S310  # loopback
                return bool(answer.status == 200)  # noqa: PLR2004  # HTTP OK
        except OSError:
            return False

    def stop(self) -> None:
        """Stop the server and return when it is gone; one that is gone already is fine."""
        self.process.stop()
        (self.directory / _PID).unlink(missing_ok=True)


def start(directory: Path, *, port: int | None = None) -> EmbeddedStore:
    """Start the server on `directory`, or return the one that runs on it already.

    Raises `PortInUse` when `port` was asked for and can't be had, `StoreNotStarted` when there is
    no `weed` to run or it isn't healthy within 30 s.
    """
    directory = directory.absolute()
    if found := running(directory):
        return found
    if port is None:
        port = free_port()
    else:
        require_free(port)
    command = command_line(directory, port)
    (directory / "data").mkdir(parents=True, exist_ok=True)
    access_key, secret_key = credentials(directory / KEYS)
    process = spawn(command, directory)
    store = EmbeddedStore(directory, port, process, access_key, secret_key)
    try:
        state = {"pid": process.pid, "born": process.born, "port": port}
        write_private(directory / _PID, json.dumps(state))
        _await_health(store)
    except BaseException:  # Ctrl-C while it starts must not leave it behind
        store.stop()
        raise
    return store


def running(directory: Path) -> EmbeddedStore | None:
    """Return the healthy server that an earlier start left on `directory`, if there is one.

    One that is there and doesn't answer is stopped.
    """
    directory = directory.absolute()
    try:
        state = json.loads((directory / _PID).read_text())
        access_key, secret_key = read_keys((directory / KEYS).read_text())
    except FileNotFoundError:
        return None
    process = Process(state["pid"], state["born"])
    store = EmbeddedStore(directory, state["port"], process, access_key, secret_key)
    if process.is_alive() and store.is_healthy():
        return store
    store.stop()
    return None


def _await_health(store: EmbeddedStore) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while store.process.is_alive() and time.monotonic() < deadline:
        if store.is_healthy():
            return
        time.sleep(POLL_S)
    log = (store.directory / LOG).read_text(errors="replace").splitlines()
    raise StoreNotStarted(
        f"the embedded server on {store.directory} isn't healthy; its log ends:\n"
        + "\n".join(log[-LOG_LINES:])
    )
