"""Reading the annotations of a row's dataclass: the one definition that all schemas come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a row: its type without `Annotated` and `None`, and what they said."""

    name: str
    type: Any
    nullable: bool
    doc: str


def columns(row_type: Any) -> tuple[Column, ...]:
    """Return the fields of a dataclass in order."""
    return _columns(row_type)


@cache
def _columns(row_type: type) -> tuple[Column, ...]:
    hints = get_type_hints(row_type, include_extras=True)
    return tuple(_column(f.name, hints[f.name]) for f in fields(row_type))


def item_type(kind: Any) -> Any:
    """Return `T` of `tuple[T, ...]`, or None for anything else."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def value_type(kind: Any) -> Any:
    """Return `T` of `Mapping[str, T]`, or None for anything else."""
    return get_args(kind)[1] if get_origin(kind) is Mapping else None


def _column(name: str, hint: Any) -> Column:
    doc = ""
    if get_origin(hint) is Annotated:
        hint, doc = get_args(hint)[:2]
    if get_origin(hint) not in (Union, UnionType):
        return Column(name, hint, nullable=False, doc=doc)
    (kind,) = (arg for arg in get_args(hint) if arg is not NoneType)
    return Column(name, kind, nullable=True, doc=doc)
