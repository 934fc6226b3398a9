"""Values that a script holds, as it sends them: a form or JSON, without what isn't known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

UNKNOWN: Any = type("Unknown", (), {"__repr__": lambda _: "UNKNOWN"})()
"""Stands for what only running the script would tell."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A value written out as it is sent: JSON or a form."""

    text: str


def form_of(values: dict[str, Any]) -> str:
    """Return values as a form sends them; those without a known one are left out."""
    kept = {
        name: value for name, value in _plain(values).items() if not isinstance(value, dict | list)
    }
    return urlencode({name: string_of(value) for name, value in kept.items()})


def json_of(value: Any) -> str:
    """Return a value as JSON; what isn't known is left out."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Return a value without what isn't known."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if v is not UNKNOWN}
    if isinstance(value, list):
        return [_plain(v) for v in value if v is not UNKNOWN]
    return value.text if isinstance(value, Sent) else value


def string_of(value: Any) -> str:
    """Return a value as it is put into a string; nothing for what isn't known."""
    if isinstance(value, Sent):
        return value.text
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or value is UNKNOWN else str(value)
