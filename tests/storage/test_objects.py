"""Objects whose bytes break off on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.errors import BucketUnreachable
from storage.objects import put, read, read_range
from tests.fault_proxy import FaultProxy

if TYPE_CHECKING:
    from storage.bucket import Bucket
    from storage.embedded import EmbeddedStore

BODY = bytes(range(256)) * 400


def test_bytes_that_break_off_are_asked_for_again(bucket: Bucket, store: EmbeddedStore) -> None:
    put(bucket, "a.bin", BODY, content_type="application/octet-stream")
    with FaultProxy(store.endpoint) as proxy:
        behind = replace(bucket, endpoint=proxy.endpoint)
        proxy.halves_left = 2
        stored = read(behind, "a.bin")
        assert stored is not None
        assert stored.body == BODY
        proxy.halves_left = 2
        assert read_range(behind, "a.bin", 1000, 5000) == BODY[1000:6000]


def test_bytes_that_always_break_off_are_a_bucket_out_of_reach(
    bucket: Bucket, store: EmbeddedStore
) -> None:
    put(bucket, "a.bin", BODY, content_type="application/octet-stream")
    with FaultProxy(store.endpoint) as proxy:
        proxy.halves_left = 100
        with pytest.raises(BucketUnreachable):
            read(replace(bucket, endpoint=proxy.endpoint), "a.bin")
