"""How what is known of a site is shown: its urgency, days, shares, and a line of its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.metadata.dates import CHINA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crawler.overview import Glance

_URGENCY = {"compromised": 0, "mirror": 2, "unknown": 3, "clean": 3}
WIDTH, HEIGHT = 120, 24
"""Of a sparkline, in pixels."""


def urgent(glance: Glance) -> tuple[int, str]:
    """Return what sites are ordered by, those that somebody should look at first."""
    failed = 1 if glance.failures else 9
    return (min(failed, _URGENCY.get(glance.state, 3)), glance.id)


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
    """Return the day in China, empty for None."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d") if moment else ""


def minute(moment: datetime | None) -> str:
    """Return the minute in China, empty for None."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if moment else ""
