"""How one CMS serves a site: its addresses, lists, pagers and pages, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from crawler.errors import ConfigurationError

_FOLDER = "families"


class Family(BaseModel):
    """One file of `families/`. Addresses are filled by `str.format`, markup by `string.Template`.

    Addresses know `slug`, `col` (the column's number), `id`, `hash` (32 hex digits), `micros`,
    `yyyy mm dd m d` and, for list pages, `n`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    imitates: str
    spider: Literal["listing", "feed", "sitemap", "forum", "epaper"] = "listing"
    kind: Literal["html", "records", "json", "feed", "sitemap", "issues"] = "html"
    cms: str = ""
    """Name in `extract/rules/families.toml`; without one, `pattern` tells articles."""
    pattern: str = ""
    encoding: str = "utf-8"
    article: str
    first_id: int = 50_000
    list: str = ""
    next: str = ""
    """A list's further pages."""
    first: int = 1
    """`n` of the second page."""
    descending: bool = False
    """The second page has the highest number."""
    pages_from: int = 0
    """Added to `n` where pages are numbered downwards."""
    api: str = ""
    """Address of a list's JSON, with `col` and `n`."""
    form: str = ""
    """What is posted to `api`, a form or JSON, with `col` and `n`; without it, nothing is."""
    item_urls: bool = True
    """Whether the JSON's items have addresses; else a script makes them from their ids."""
    shell: str = ""
    """What a list page that a script draws holds instead of rows: `slug col tree`."""
    wrap: str = "<ul>\n$rows\n</ul>"
    row: str = '<li><a href="$url" title="$title">$short</a><span>$day</span></li>'
    pager: str = ""
    """Knows `pages page page0 total per next last numbers slug col`."""
    last_pager: str = ""
    links: Literal["relative", "root", "absolute"] = "root"
    day: str = "%Y-%m-%d"
    moment: str = "%Y-%m-%d %H:%M"
    frame: str = "portal"
    head: str = ""
    list_head: str = ""
    article_head: str = ""
    body: str
    """The article: `title text day source author editor column slug id url`."""
    part: str = ""
    """What stands before the extension of an article's further pages, with `{n}`."""
    part_first: int = 1
    feeds: str = ""
    sitemap: str = ""


@cache
def family(name: str) -> Family:
    """Read a family's definition; raises `ConfigurationError` for an unknown one."""
    if name not in family_names():
        raise ConfigurationError(f"no family {name!r}: there are {', '.join(family_names())}")
    path = files("crawler.simulators") / _FOLDER / f"{name}.toml"
    return Family.model_validate(tomllib.loads(path.read_text("utf-8")))


@cache
def family_names() -> tuple[str, ...]:
    folder = files("crawler.simulators") / _FOLDER
    return tuple(sorted(p.name[:-5] for p in folder.iterdir() if p.name.endswith(".toml")))
