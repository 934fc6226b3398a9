"""Schemas generated from the dataclasses: Arrow for tables and files, JSON Schema for readers."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any

import pyarrow as pa

from extract.record import SCHEMA_VERSION, Record
from storage.types import Column, columns, item_type, value_type

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
TIMESTAMP = pa.timestamp("us", tz="UTC")

_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), datetime: TIMESTAMP}
_JSON: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
}


@cache
def arrow_schema(row_type: type) -> pa.Schema:
    """Return the schema of a table of `row_type`; each field's `doc` is in its metadata."""
    return pa.schema([_arrow_field(column) for column in columns(row_type)])


def arrow_table(row_type: type, rows: list[dict[str, Any]]) -> pa.Table:
    """Return rows made by `storage.rows.to_row` as a table."""
    return pa.Table.from_pylist(rows, schema=arrow_schema(row_type))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of one line of a release's JSONL."""
    return {
        "$schema": JSON_SCHEMA_DIALECT,
        "title": "article",
        "version": SCHEMA_VERSION,
        **_json_object(Record),
    }


def _arrow_field(column: Column) -> pa.Field:
    # Every column is nullable: a required one could never be dropped or renamed in place.
    return pa.field(column.name, _arrow_type(column.type), metadata={"doc": column.doc})


def _arrow_type(kind: Any) -> pa.DataType:
    if (of := item_type(kind)) is not None:
        return pa.list_(_arrow_type(of))
    if (of := value_type(kind)) is not None:
        return pa.list_(pa.struct([("key", pa.string()), ("value", _arrow_type(of))]))
    if is_dataclass(kind) and isinstance(kind, type):
        return pa.struct([_arrow_field(column) for column in columns(kind)])
    return pa.string() if issubclass(kind, Enum) else _ARROW[kind]


def _json_object(row_type: type) -> dict[str, Any]:
    described = columns(row_type)
    return {
        "type": "object",
        "properties": {column.name: _json_field(column) for column in described},
        "required": [column.name for column in described],
    }


def _json_field(column: Column) -> dict[str, Any]:
    schema = _json_type(column.type)
    if column.nullable:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return schema | ({"description": column.doc} if column.doc else {})


def _json_type(kind: Any) -> dict[str, Any]:
    if (of := item_type(kind)) is not None:
        return {"type": "array", "items": _json_type(of)}
    if (of := value_type(kind)) is not None:
        return {"type": "object", "additionalProperties": _json_type(of)}
    if is_dataclass(kind) and isinstance(kind, type):
        return _json_object(kind)
    if issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return dict(_JSON[kind])
