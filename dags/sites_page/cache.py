"""Answers kept for some seconds: a page with 200 sites must not read the tables anew each time."""

from __future__ import annotations

import time
from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

FRESH_S = 15.0
_kept: dict[str, tuple[float, Any]] = {}
_locks: defaultdict[str, Lock] = defaultdict(Lock)


def cached(name: str, make: Callable[[], Any]) -> Any:
    """Return what `make` has returned under a name in the last `FRESH_S` seconds, or does now."""
    # held while reading: twenty open tabs must not read the same twenty times
    with _locks[name]:
        at, value = _kept.get(name, (-FRESH_S, None))
        if time.monotonic() - at < FRESH_S:
            return value
        value = make()
        _kept[name] = (time.monotonic(), value)
        return value


def forget() -> None:
    """Read everything anew the next time."""
    _kept.clear()
