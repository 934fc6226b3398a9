"""SeaweedFS: its program, its flags and its process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

from storage.embedded.ports import HOST, server_ports
from storage.embedded.process import Process
from storage.errors import StoreNotStarted

KEYS, LOG = "s3.json", "weed.log"


def spawn(command: list[str], directory: Path) -> Process:
    """Start in a session of its own: the terminal's Ctrl-C goes to the parent, which stops it."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(directory),
        "GOMEMLIMIT": "512MiB",
        "GOMAXPROCS": "1",
    }
    with (directory / LOG).open("wb") as log:
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


def command_line(directory: Path, port: int) -> list[str]:
    ports = server_ports(port)
    flags = {
        "dir": directory / "data",
        "ip": HOST,
        "ip.bind": HOST,
        "s3.port": ports.s3,
        "master.port": ports.master,
        "volume.port": ports.volume,
        "filer.port": ports.filer,
        "s3.config": directory / KEYS,
        "s3.autoCreateBucket": "false",
        "s3.allowDeleteBucketNotEmpty": "false",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "volume.max": 500,
        "master.telemetry": "false",
        "webdav": "false",
        "admin.ui": "false",
    }
    return [str(find_binary()), "mini", *(f"-{name}={value}" for name, value in flags.items())]


def find_binary() -> Path:
    """Find `weed` among the environment's scripts, where its wheel puts it, or on the path."""
    beside = Path(sysconfig.get_path("scripts")) / "weed"
    if beside.is_file():
        return beside
    if found := shutil.which("weed"):
        return Path(found)
    raise StoreNotStarted("there is no `weed` to run: install this project with its extra [store]")
