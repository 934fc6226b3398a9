"""Listing what the bucket holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.faults import named_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from storage.bucket import Bucket


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing shows it."""

    key: str
    size: int
    """Bytes."""
    modified: datetime
    """Aware, by the server's clock."""


def list_keys(bucket: Bucket, prefix: str) -> Iterator[str]:
    """Yield the keys under `prefix` in order."""
    return (key for key, _ in list_sizes(bucket, prefix))


def list_sizes(bucket: Bucket, prefix: str) -> Iterator[tuple[str, int]]:
    """Yield the keys under `prefix` in order, each with its object's bytes."""
    return ((found.key, found.size) for found in list_objects(bucket, prefix))


def list_objects(bucket: Bucket, prefix: str) -> Iterator[Listed]:
    """Yield the objects under `prefix` in the order of their keys."""
    with named_errors(bucket, prefix):
        pages = bucket.client().get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=bucket.name, Prefix=prefix):
            for item in page.get("Contents", ()):
                yield Listed(item["Key"], item["Size"], item["LastModified"])
