"""JSON as interfaces answer it: opened, and its values found whatever they stand in."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from extract.codec.decode import decode
from extract.digits import whole_number
from extract.metadata.dates import CHINA, read_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.page import Page

_PADDED = re.compile(r"^\s*[\w.$]{1,80}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", re.DOTALL)
_DEEPEST = 6
_EPOCH_MS, _EPOCH_S = 10**11, 10**8


def read_json(page: Page) -> Any:
    """Return what a JSON or JSONP answer holds, None where it is neither."""
    text = decode(page).text.lstrip("\ufeff \r\n\t")
    if padded := _PADDED.match(text):
        text = padded[1]
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):  # a number of 4,300 digits is a ValueError alone
        return None


def value_at(data: Any, path: str) -> Any:
    """Return what stands at a path of keys and places with dots between, None for nothing."""
    for key in path.split("."):
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and (at := whole_number(key)) is not None and at < len(data):
            data = data[at]
        else:
            return None
    return data


def lists_in(data: Any, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    """Yield every list of objects, at whatever depth."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        yield [item for item in data if isinstance(item, dict)]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in values:
        if isinstance(value, dict | list):
            yield from lists_in(value, depth + 1)


def scalars_in(data: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield the values of all objects by key; items of lists are objects of their own."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield from ((k, v) for k, v in data.items() if not isinstance(v, dict | list))
        for value in data.values():
            yield from scalars_in(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:2000]:
            if isinstance(value, str):
                yield "", value
            yield from scalars_in(value, depth + 1)


def known_number(flat: dict[str, Any], names: Sequence[str]) -> int | None:
    """Return the first of the named values that is a number."""
    return next((n for n in (number_of(flat.get(name)) for name in names) if n is not None), None)


def number_of(value: Any) -> int | None:
    """Return a value as the number that it is or spells."""
    if isinstance(value, bool) or value is None:
        return None
    return value if isinstance(value, int) else whole_number(str(value))


def day_of(value: Any) -> date | None:
    """Return the day in China that a time in seconds, milliseconds or words names."""
    number = number_of(value)
    if number is not None and number > _EPOCH_S:
        seconds = number / 1000 if number > _EPOCH_MS else number
        try:
            return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).date()
        except (OverflowError, ValueError, OSError):
            return None
    dated = read_date(value) if isinstance(value, str) else None
    return dated.moment.date() if dated else None
