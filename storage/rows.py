"""Dataclasses to rows of plain values and back.

A mapping becomes a list of `{key, value}`: Delta, polars and DuckDB all read that alike, while
polars has no map type.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from storage.types import columns, item_type, value_type

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def to_row(value: Any) -> dict[str, Any]:
    """Return a dataclass as a row that fits `storage.schema.arrow_schema` of its class."""
    return {c.name: _plain(getattr(value, c.name), c.type) for c in columns(type(value))}


def from_row(row_type: type[T], row: Mapping[str, Any]) -> T:
    """Return the dataclass that `to_row` made `row` of; keys that it doesn't know are left out."""
    return row_type(
        **{
            c.name: _typed(row[c.name], c.type, nullable=c.nullable)
            for c in columns(row_type)
            if c.name in row
        }
    )


def _plain(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if is_dataclass(value):
        return to_row(value)
    if (of := item_type(kind)) is not None:
        return [_plain(item, of) for item in value]
    if (of := value_type(kind)) is not None:
        return [{"key": _text(k), "value": _plain(v, of)} for k, v in value.items()]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return _text(value) if isinstance(value, str) else value


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
