"""Rows of a table as the JSON that readers are promised.

The same as `as_json(from_row(...))`, ten times as fast: a release has every article in it.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from storage.types import columns, item_type, value_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Converter = Callable[[Any], Any]


def line_writer(row_type: type) -> Callable[[Mapping[str, Any]], bytes]:
    """Return what makes one line, with its end, of a row of `row_type`."""
    converted = _object(row_type)
    encode = json.JSONEncoder(ensure_ascii=False).encode

    def line(row: Mapping[str, Any]) -> bytes:
        return f"{encode(converted(row))}\n".encode()

    return line


def _object(row_type: Any) -> Converter:
    described = [(c.name, _converter(c.type, nullable=c.nullable)) for c in columns(row_type)]
    return lambda row: {
        name: row[name] if convert is None else convert(row[name]) for name, convert in described
    }


def _converter(kind: Any, *, nullable: bool = False) -> Converter | None:
    """Return what turns a value into JSON's types, None where it has one already."""
    if (of := item_type(kind)) is not None:
        item = _converter(of)
        return None if item is None else lambda values: [item(value) for value in values]
    if (of := value_type(kind)) is not None:
        inner = _converter(of) or (lambda value: value)
        return lambda pairs: {pair["key"]: inner(pair["value"]) for pair in pairs}
    if is_dataclass(kind):
        return _nullable(_object(kind)) if nullable else _object(kind)
    if kind is datetime:
        return lambda moment: None if moment is None else moment.isoformat()
    return None


def _nullable(convert: Converter) -> Converter:
    # polars hands out an absent struct as one of nothing but nulls
    return lambda row: (
        None if row is None or all(part is None for part in row.values()) else convert(row)
    )
