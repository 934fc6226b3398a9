"""What a survey found; enough for a site file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.survey.systems import System
    from crawler.survey.views import View


@dataclass
class Found:
    """The keys of a site file, and what speaks for each."""

    url: str
    hosts: list[str]
    loopback: bool
    entry: View
    spider: str
    starts: dict[str, str] = field(default_factory=dict)
    """Address to what was seen there."""
    system: System | None = None
    article: str = ""
    """Regular expression; empty where the family's own fits."""
    article_note: str = ""
    traditional: bool = False
    drawn: bool = False
    """Whether a browser had to show the pages."""
    left_out: dict[str, str] = field(default_factory=dict)
    read: int = 0
    good: int = 0
