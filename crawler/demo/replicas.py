"""Five small sites of our own text, damaged as mirrors do, and what must come of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from crawler.demo.pages import DemoSite
from crawler.demo.replica_pages import PICTURE, served

if TYPE_CHECKING:
    from datetime import datetime

_LISTS = {"forum": "/forum-2-1.html"}
_LIST = "/zxdt/index.html"


@dataclass(frozen=True, slots=True)
class Expected:
    """The article as its publisher printed it."""

    title: str
    subtitle: str | None
    text: str
    published: datetime | None
    source: str
    authors: tuple[str, ...]
    correspondents: tuple[str, ...]
    editors: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Replica:
    site: DemoSite
    expected: Expected


@cache
def replicas() -> tuple[Replica, ...]:
    """Return the five sites, in the order of their ids."""
    folder = files("crawler.demo") / "replicas"
    sources = [path for path in folder.iterdir() if path.name.endswith(".toml")]
    given = [tomllib.loads(path.read_text("utf-8")) for path in sources]
    return tuple(_replica(source) for source in sorted(given, key=lambda source: source["id"]))


def _replica(source: dict[str, Any]) -> Replica:
    start = _LISTS.get(source["template"], _LIST)
    site = DemoSite(
        id=source["id"],
        name=source["name"],
        spider="forum" if source["template"] == "forum" else "listing",
        starts=(start,),
        pages={start: served("list", source), source["path"]: served(source["template"], source)},
        role=source["role"],
        article="" if source["template"] == "forum" else re.escape(source["path"]) + "$",
    )
    return Replica(site, _expected(source))


def _expected(source: dict[str, Any]) -> Expected:
    lines = []
    for line in source["text"].strip().splitlines():
        found = PICTURE.fullmatch(line)
        if found is None:
            lines.append(line)
        elif found[1]:
            lines.append(source["pictures"][int(found[1]) - 1][1])
    for at, caption in zip((0, 7), source.get("captions", ()), strict=False):
        lines.insert(at, caption)
    return Expected(
        title=source["title"],
        subtitle=source.get("subtitle"),
        text="\n".join(lines),
        published=source.get("published"),
        source=source["source"],
        authors=tuple(source["authors"]),
        correspondents=tuple(source.get("correspondents", ())),
        editors=tuple(source.get("editors", ())),
        verdict="poisoned" if "kit" in source else "clean",
    )
