"""Small sites to be served on loopback."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from extract.publisher import HostRole

_UNSAFE = re.compile(r"[^a-z0-9]+")
_PAGES = {".html": "text/html", ".htm": "text/html", ".shtml": "text/html", ".txt": "text/plain"}
MAX_FILES = 10_000


@dataclass(frozen=True, slots=True)
class ServedPage:
    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:24]}"'


@dataclass(frozen=True, slots=True)
class DemoSite:
    """One site: what it serves by path, and the keys of its site file."""

    id: str
    name: str
    spider: str
    starts: tuple[str, ...]
    """Paths."""
    pages: Mapping[str, ServedPage]
    role: HostRole = "unknown"
    article: str = ""

    def site_file(self, host: str) -> str:
        """Return the site file for a server at `host`, port included."""
        starts = ", ".join(f'"http://{host}{path}"' for path in self.starts)
        lines = [
            f'id = "{self.id}"',
            f'name = "{self.name}"',
            'level = "test"',
            f'hosts = ["{host}"]',
            f'spider = "{self.spider}"',
            f"starts = [{starts}]",
            f"article = '{self.article}'",
            f'role = "{self.role}"',
            "loopback = true",
            "[politeness]",
            "delay = 0",
            "concurrency = 4",
        ]
        return "\n".join(lines) + "\n"


def site_of_folder(folder: Path) -> DemoSite:
    """Return a site of a folder's own pages; raises `ConfigurationError` when it holds none."""
    if not folder.is_dir():
        raise ConfigurationError(f"{folder} is no folder: give one with .html or .txt files")
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _PAGES]
    files = [path for path in files if path.is_file()][:MAX_FILES]
    if not files:
        raise ConfigurationError(
            f"{folder} holds no pages: there must be .html or .txt files in it"
        )
    pages = {f"/{path.relative_to(folder).as_posix()}": _served(path) for path in files}
    name = folder.resolve().name
    return DemoSite(
        id=_UNSAFE.sub("-", name.lower()).strip("-") or "pages",
        name=name.replace('"', "'"),
        spider="pages",
        starts=tuple(pages),
        pages=pages,
    )


def _served(path: Path) -> ServedPage:
    return ServedPage(path.read_bytes(), _PAGES[path.suffix.lower()])
