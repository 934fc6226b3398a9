"""What a person or a scheduler may ask of one crawl."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from storage.keys import run_id as as_run_id

if TYPE_CHECKING:
    from collections.abc import Mapping

_YES, _NO = ("1", "true", "yes"), ("", "0", "false", "no")


BY_HAND = "manual-"
"""What the name of a run begins with that was given none."""


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """Scrapy's `-a` arguments, read."""

    run_id: str
    limit: int = 0
    """Most articles to ask for, 0 for all."""
    full: bool = False
    """Fetch what is known too."""
    since: date | None = None
    until: date | None = None
    """Days of publication, both included; an article without a date passes."""
    extract: bool = True
    """Read articles; without it they are archived only."""
    urls: str = ""
    """File of addresses, one a line, for the spider `pages`."""
    warc: str = ""
    """WARC file, or key in the bucket, whose pages the spider `pages` reads without the network."""


def read_options(arguments: Mapping[str, str]) -> CrawlOptions:
    """Read arguments as text; raises `ConfigurationError` that names the wrong one."""
    known = [field.name for field in fields(CrawlOptions)]
    for name in arguments:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise ConfigurationError(f"there is no option {name!r}: {hint}")
    options = CrawlOptions(
        run_id=as_run_id(arguments.get("run_id", ""))
        or f"{BY_HAND}{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        limit=_number(arguments.get("limit", "0")),
        full=_flag("full", arguments.get("full", "")),
        since=_day("since", arguments.get("since", "")),
        until=_day("until", arguments.get("until", "")),
        extract=_flag("extract", arguments.get("extract", "1")),
        urls=arguments.get("urls", ""),
        warc=arguments.get("warc", ""),
    )
    if options.since and options.until and options.since > options.until:
        raise ConfigurationError(f"since={options.since} is after until={options.until}")
    return options


def _number(text: str) -> int:
    if not text.isdigit():
        raise ConfigurationError(f"limit={text} is no number of articles")
    return int(text)


def _flag(name: str, text: str) -> bool:
    if text.lower() not in _YES + _NO:
        raise ConfigurationError(f"{name}={text} is neither 1 nor 0")
    return text.lower() in _YES


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigurationError(f"{name}={text} is no day: write it as 2026-03-31") from None
