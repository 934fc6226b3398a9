"""The record's schema only grows within a major version."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from storage import keys
from storage.compatibility import additions, breaking_changes, version_of
from storage.documents import put_documents
from storage.errors import SchemaBroken
from storage.objects import put, read
from storage.schema import json_schema

if TYPE_CHECKING:
    from storage.bucket import Bucket

RELEASED = sorted(
    (
        json.loads(path.read_text("utf-8"))
        for path in (Path(__file__).parent / "schemas").glob("article-*.json")
    ),
    key=version_of,
)
"""Each version that was ever released, as it was. A file there is never edited."""


def changed(**properties: Any) -> dict[str, Any]:
    schema = copy.deepcopy(json_schema())
    schema["properties"] |= properties
    return schema


@pytest.mark.parametrize("released", RELEASED, ids=lambda schema: schema["version"])
def test_a_change_that_breaks_readers_has_raised_the_major_version(
    released: dict[str, Any],
) -> None:
    now = json_schema()
    assert not breaking_changes(released, now) or version_of(released)[0] < version_of(now)[0]


def test_a_field_that_was_added_has_raised_the_minor_version() -> None:
    latest, now = RELEASED[-1], json_schema()
    assert not additions(latest, now) or version_of(latest) < version_of(now)


@pytest.mark.parametrize(
    ("properties", "says"),
    [
        ({"title": {"type": "string"}}, []),
        ({"more": {"type": "string"}}, []),
        ({"text": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, ["text may be null"]),
        ({"revision": {"type": "string"}}, ["revision was integer, is string"]),
        (
            {"authors": {"type": "array", "items": {"type": "object", "properties": {}}}},
            ["authors[] was string, is object"],
        ),
    ],
    ids=["never null", "added", "nullable", "another type", "another item type"],
)
def test_a_change_that_readers_trip_over_is_named(
    properties: dict[str, Any], says: list[str]
) -> None:
    assert breaking_changes(json_schema(), changed(**properties)) == says


def test_a_field_that_is_gone_is_named_by_its_path() -> None:
    later = changed()
    del later["properties"]["capture"]["anyOf"][0]["properties"]["offset"]
    assert breaking_changes(json_schema(), later) == ["capture.offset is gone"]
    assert additions(later, json_schema()) == ["capture.offset"]


def test_a_bucket_keeps_a_schema_that_a_release_would_break(bucket: Bucket) -> None:
    earlier = changed(signature={"type": "string"})
    key = keys.article_schema(earlier["version"])
    put(bucket, key, json.dumps(earlier).encode(), content_type="application/json")
    with pytest.raises(SchemaBroken, match="signature is gone"):
        put_documents(bucket)
    stored = read(bucket, key)
    assert stored is not None
    assert json.loads(stored.body) == earlier
