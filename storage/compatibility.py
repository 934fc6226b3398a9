"""Telling a schema that readers can go on with from one that breaks them.

Within a major version fields are only added (Semantic Versioning 2.0.0, clause 8). A new value of
an enumeration is an addition too: readers are told to expect them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VERSION = re.compile(r"(\d+)\.(\d+)")


def breaking_changes(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[str]:
    """Return what readers of `earlier`, a JSON Schema of ours, can't read in `later`'s lines."""
    return list(_broken("", earlier, later))


def additions(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[str]:
    """Return the fields of `later` that `earlier` lacks, nested ones with their path."""
    return sorted(set(_paths("", later)) - set(_paths("", earlier)))


def version_of(schema: Mapping[str, Any]) -> tuple[int, int]:
    """Return major and minor version of a schema."""
    found = _VERSION.fullmatch(schema["version"])
    if not found:
        raise ValueError(f"{schema['version']!r} is no version: write it as 1.0")
    return int(found[1]), int(found[2])


def _broken(path: str, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[str]:
    before, after = _without_null(earlier), _without_null(later)
    where = path or "the article"
    if "anyOf" in later and "anyOf" not in earlier:
        yield f"{where} may be null"
    if before.get("type") != after.get("type") or before.get("format") != after.get("format"):
        yield f"{where} was {_named(before)}, is {_named(after)}"
        return
    for name, inner in before.get("properties", {}).items():
        at = f"{path}.{name}" if path else name
        if name not in after["properties"]:
            yield f"{at} is gone"
        else:
            yield from _broken(at, inner, after["properties"][name])
    for key in ("items", "additionalProperties"):
        if key in before:
            yield from _broken(f"{path}[]", before[key], after[key])


def _paths(path: str, schema: Mapping[str, Any]) -> Iterator[str]:
    whole = _without_null(schema)
    for name, inner in whole.get("properties", {}).items():
        at = f"{path}.{name}" if path else name
        yield at
        yield from _paths(at, inner)
    if "items" in whole:
        yield from _paths(f"{path}[]", whole["items"])


def _without_null(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    first: Mapping[str, Any] = schema["anyOf"][0] if "anyOf" in schema else schema
    return first


def _named(schema: Mapping[str, Any]) -> str:
    return str(schema.get("format") or schema.get("type"))
