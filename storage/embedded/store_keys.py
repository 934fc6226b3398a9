"""The embedded server's keys, in a file that nobody else can read."""

from __future__ import annotations

import json
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def credentials(path: Path) -> tuple[str, str]:
    if not path.exists():
        keys = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_urlsafe(30)}
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        identity = {"name": "pipeline", "credentials": [keys], "actions": actions}
        write_private(path, json.dumps({"identities": [identity]}, indent=1))
    return read_keys(path.read_text())


def read_keys(config: str) -> tuple[str, str]:
    keys = json.loads(config)["identities"][0]["credentials"][0]
    return keys["accessKey"], keys["secretKey"]


def write_private(path: Path, text: str) -> None:
    """Write with mode 0600 from the first byte on, and never leave half a file."""
    draft = path.with_suffix(".tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
