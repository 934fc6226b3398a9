"""From what is known of sites and articles to what a page shows. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler.glances import day, minute, percent, sparkline, urgent
from crawler.inspection import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.overview import Glance
    from extract.record import Record

_NEVER = datetime.min.replace(tzinfo=UTC)
_KEYS: dict[str, Callable[[Glance], Any]] = {
    "site": lambda glance: glance.name,
    "state": urgent,
    "last article": lambda glance: glance.last_article or _NEVER,
    "articles a day": lambda glance: sum(glance.per_day),
    "yield": lambda glance: _or(glance.fruitful),
    "complete": lambda glance: _or(glance.completeness),
    "set aside": lambda glance: _or(glance.set_aside),
    "last run": lambda glance: glance.last_run_at or _NEVER,
}
COLUMNS = tuple(_KEYS)


def matching(glances: Sequence[Glance], q: str) -> list[Glance]:
    """Return the sites whose id, name or state holds what was searched for."""
    wanted = q.casefold().strip()
    return [g for g in glances if wanted in f"{g.id} {g.name} {g.state} {g.cadence}".casefold()]


def ordered(glances: Sequence[Glance], sort: str, *, down: bool) -> list[Glance]:
    """Return the sites by a column of `COLUMNS`; for any other name, the urgent ones first."""
    return sorted(glances, key=_KEYS.get(sort, urgent), reverse=down)


def spans(record: Record, where: str) -> list[tuple[str, str]]:
    """Return a field in pieces, each `kept`, `before` (as served) or `after` (as mended)."""
    out: list[tuple[str, str]] = []
    for kinds, before, after in pieces(record, where):
        out += [("before", before), ("after", after)] if kinds else [("kept", after)]
    return [(kind, piece) for kind, piece in out if piece]


def last_months(now: datetime, count: int) -> list[str]:
    """Return the month of `now` and those before it, as YYYY-MM, oldest first."""
    this = 12 * now.year + now.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(this - count + 1, this + 1)]


def web(url: str | None) -> str:
    """Return an address that may be a link, empty for any other scheme."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


FILTERS: dict[str, Callable[..., str]] = {
    "sparkline": sparkline,
    "percent": percent,
    "day": day,
    "minute": minute,
    "web": web,
}


def _or(share: float | None) -> float:
    return -1.0 if share is None else share
