"""Dataclasses to rows of plain values and back.

A mapping becomes a list of `{key, value}`: Delta, polars and DuckDB all read that alike, while
polars has no map type.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from storage.types import columns, item_type, value_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


def to_row(value: Any) -> dict[str, Any]:
    """Return a dataclass as a row that fits `storage.schema.arrow_schema` of its class."""
    row_type: Any = type(value)
    return _row_of(row_type)(value)


def from_row(row_type: type[T], row: Mapping[str, Any]) -> T:
    """Return the dataclass that `to_row` made `row` of; keys that it doesn't know are left out."""
    return row_type(
        **{
            c.name: _typed(row[c.name], c.type, nullable=c.nullable)
            for c in columns(row_type)
            if c.name in row
        }
    )


@cache
def _row_of(row_type: type) -> Callable[[Any], dict[str, Any]]:
    """Return what makes rows of a class: a record has thousands of values, and few types."""
    plain = [(c.name, _plain(c.type)) for c in columns(row_type)]

    def row(value: Any) -> dict[str, Any]:
        return {
            name: None if (of := getattr(value, name)) is None else make(of) for name, make in plain
        }

    return row


def _plain(kind: Any) -> Callable[[Any], Any]:
    """Return what makes plain values of a type, none of which is None."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _row_of(kind)
    if (of := item_type(kind)) is not None:
        item = _plain(of)
        return lambda value: [item(each) for each in value]
    if (of := value_type(kind)) is not None:
        held = _plain(of)
        return lambda value: [{"key": _text(k), "value": held(v)} for k, v in value.items()]
    if kind is datetime:
        return lambda value: value.astimezone(UTC)
    if kind is str:
        return _text
    return attrgetter("value") if issubclass(kind, Enum) else lambda value: value


def _typed(value: Any, kind: Any, *, nullable: bool = False) -> Any:
    if value is None:
        return None
    if (of := item_type(kind)) is not None:
        return tuple(_typed(item, of) for item in value)
    if (of := value_type(kind)) is not None:
        return {pair["key"]: _typed(pair["value"], of) for pair in value}
    if is_dataclass(kind):
        if nullable and all(part is None for part in value.values()):
            return None  # polars hands out an absent struct as one of nothing but nulls
        return from_row(kind, value) if isinstance(kind, type) else value
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _text(value: str) -> str:
    """UTF-8 has no lone surrogates, and a page may name one; they become U+FFFD."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value
