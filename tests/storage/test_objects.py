"""Objects whose bytes break off on the way, and such as others wrote first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.errors import BucketUnreachable, ObjectConflict
from storage.objects import put, put_new, read, read_range
from tests.fault_proxy import FaultProxy

if TYPE_CHECKING:
    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

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


def test_an_object_with_other_content_stays_and_the_error_says_what_to_do(bucket: Bucket) -> None:
    put_new(bucket, "new.bin", BODY, content_type="application/octet-stream")
    put_new(bucket, "new.bin", BODY, content_type="application/octet-stream")
    with pytest.raises(ObjectConflict, match=r"new.bin exists with other .* a new run id$"):
        put_new(bucket, "new.bin", BODY[1:], content_type="application/octet-stream")
    stored = read(bucket, "new.bin")
    assert stored is not None
    assert stored.body == BODY
