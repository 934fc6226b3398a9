"""Numbers that a page writes, where nothing says that they are sound."""

from __future__ import annotations

_LONGEST = 18
"""Digits: more count nothing, and Python reads no more than 4,300."""


def whole_number(text: str) -> int | None:
    """Return the number that ASCII digits write; None for all else, as ² or a thousand digits."""
    sound = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) if sound else None
