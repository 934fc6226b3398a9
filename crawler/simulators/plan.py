"""How large and how awkward a simulated site is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crawler.simulators.faults import Faults

Robots = Literal["open", "missing", "html", "error", "closed"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The same plan always makes the same site."""

    articles: int = 120
    columns: int = 4
    per_page: int = 20
    seed: int = 1
    encoding: str = ""
    """Instead of the family's."""
    header_charset: bool = True
    """Whether Content-Type names the charset, or only the page does."""
    dates: bool = True
    """Whether lists print days."""
    order: Literal["newest", "oldest", "shuffled"] = "newest"
    pinned: int = 0
    """Old articles that stand at the head of each list's first page."""
    parts: int = 1
    """Pages of every tenth article."""
    nested: bool = False
    """Columns hang off a channel page that the home page leads to."""
    chrome_kb: int = 0
    """Styles, scripts, menus and side blocks around each page's content."""
    decoys: bool = True
    """Galleries, films, services, friends' links."""
    drawn: bool = False
    """Articles come by script, with pictures and a script of another host beside them."""
    alias: bool = False
    """Every third link of a list names the site by its other name, localhost."""
    cases: bool = False
    """Every fourth link of a list is written in capitals."""
    conditional: bool = True
    """ETag, Last-Modified and 304."""
    packed: bool = False
    """gzip."""
    robots: Robots = "open"
    crawl_delay: float = 0
    """Seconds that robots.txt asks for between requests."""
    concurrency: int = 8
    """What the site file allows."""
    feed_items: int = 0
    """Most items of a feed, 0 for all."""
    faults: Faults = field(default_factory=Faults)
