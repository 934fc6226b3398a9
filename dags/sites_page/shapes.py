"""From what is known of sites and articles to what a page shows. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler.inspection import mended
from extract.metadata.dates import CHINA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crawler.overview import Glance
    from extract.record import Record

_NEVER = datetime.min.replace(tzinfo=UTC)
_URGENCY = {"compromised": 0, "mirror": 2, "unknown": 3, "clean": 3}
WIDTH, HEIGHT = 120, 24
"""Of a sparkline, in pixels."""


def _urgent(glance: Glance) -> tuple[Any, ...]:
    failed = 1 if glance.failures else 9
    return (min(failed, _URGENCY.get(glance.state, 3)), glance.id)


_KEYS: dict[str, Callable[[Glance], Any]] = {
    "site": lambda glance: glance.name,
    "state": _urgent,
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
    return sorted(glances, key=_KEYS.get(sort, _urgent), reverse=down)


def spans(record: Record) -> list[tuple[str, str]]:
    """Return the text in pieces, each `kept`, `before` (as served) or `after` (as mended)."""
    text = mended(record)
    kinds = {"red strike": "before", "green": "after"}
    out, at = [], 0
    for span in sorted(text.spans, key=lambda span: (span.start, span.end)):
        out.append(("kept", text.plain[at : span.start]))
        out.append((kinds.get(str(span.style), "kept"), text.plain[span.start : span.end]))
        at = span.end
    out.append(("kept", text.plain[at:]))
    return [(kind, piece) for kind, piece in out if piece]


def sparkline(counts: Sequence[int]) -> str:
    """Return the points of a polyline, `WIDTH` by `HEIGHT`, zero at the bottom."""
    most = max(1, *counts)
    step = WIDTH / max(1, len(counts) - 1)
    return " ".join(
        f"{i * step:.1f},{HEIGHT - 1 - n / most * (HEIGHT - 3):.1f}" for i, n in enumerate(counts)
    )


def percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def day(moment: datetime | None) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%d") if moment else ""


def minute(moment: datetime | None) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if moment else ""


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
