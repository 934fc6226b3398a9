"""An S3 server on loopback for one machine: SeaweedFS, started and stopped with the program."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sysconfig
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

from storage.errors import StoreNotStarted
from storage.ports import HOST, free_port, require_free, server_ports
from storage.process import Process

REGION = "us-east-1"
START_LIMIT_S = 30.0
POLL_S = 0.1
LOG_LINES = 10

_KEYS, _PID, _LOG = "s3.json", "weed.pid", "weed.log"


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
    command = _command(directory, port)
    (directory / "data").mkdir(parents=True, exist_ok=True)
    access_key, secret_key = _credentials(directory / _KEYS)
    process = _spawn(command, directory)
    store = EmbeddedStore(directory, port, process, access_key, secret_key)
    try:
        state = {"pid": process.pid, "born": process.born, "port": port}
        _write_private(directory / _PID, json.dumps(state))
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
        access_key, secret_key = _keys((directory / _KEYS).read_text())
    except FileNotFoundError:
        return None
    process = Process(state["pid"], state["born"])
    store = EmbeddedStore(directory, state["port"], process, access_key, secret_key)
    if process.is_alive() and store.is_healthy():
        return store
    store.stop()
    return None


def _binary() -> Path:
    """Find `weed` among the environment's scripts, where its wheel puts it, or on the path."""
    beside = Path(sysconfig.get_path("scripts")) / "weed"
    if beside.is_file():
        return beside
    if found := shutil.which("weed"):
        return Path(found)
    raise StoreNotStarted("there is no `weed` to run: install this project with its extra [store]")


def _command(directory: Path, port: int) -> list[str]:
    ports = server_ports(port)
    flags = {
        "dir": directory / "data",
        "ip": HOST,
        "ip.bind": HOST,
        "s3.port": ports.s3,
        "master.port": ports.master,
        "volume.port": ports.volume,
        "filer.port": ports.filer,
        "s3.config": directory / _KEYS,
        "s3.autoCreateBucket": "false",
        "s3.allowDeleteBucketNotEmpty": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "volume.max": 500,
        "master.telemetry": "false",
        "webdav": "false",
        "admin.ui": "false",
    }
    return [str(_binary()), "mini", *(f"-{name}={value}" for name, value in flags.items())]


def _credentials(path: Path) -> tuple[str, str]:
    if not path.exists():
        keys = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_urlsafe(30)}
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        identity = {"name": "pipeline", "credentials": [keys], "actions": actions}
        _write_private(path, json.dumps({"identities": [identity]}, indent=1))
    return _keys(path.read_text())


def _keys(config: str) -> tuple[str, str]:
    keys = json.loads(config)["identities"][0]["credentials"][0]
    return keys["accessKey"], keys["secretKey"]


def _write_private(path: Path, text: str) -> None:
    """Write with mode 0600 from the first byte on, and never leave half a file."""
    draft = path.with_suffix(".tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)


def _spawn(command: list[str], directory: Path) -> Process:
    """Start in a session of its own: the terminal's Ctrl-C goes to the parent, which stops it."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(directory),
        "GOMEMLIMIT": "512MiB",
        "GOMAXPROCS": "1",
    }
    with (directory / _LOG).open("wb") as log:
        child = subprocess.Popen(  # noqa: S603  # our own binary and numbers
            command,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    child.returncode = 0  # `Process` follows and reaps it, as it does one found later
    return Process.of(child.pid)


def _await_health(store: EmbeddedStore) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while store.process.is_alive() and time.monotonic() < deadline:
        if store.is_healthy():
            return
        time.sleep(POLL_S)
    log = (store.directory / _LOG).read_text(errors="replace").splitlines()
    raise StoreNotStarted(
        f"the embedded server on {store.directory} isn't healthy; its log ends:\n"
        + "\n".join(log[-LOG_LINES:])
    )
