from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import settings

from storage.bucket import Bucket
from storage.embedded.store import EmbeddedStore, start

if TYPE_CHECKING:
    from collections.abc import Iterator

# a first call loads tables, and machines are shared; a hang takes longer than this all the same
settings.register_profile("shared", deadline=timedelta(seconds=10))
settings.load_profile("shared")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A real S3 server on loopback, started once for all tests that ask for it."""
    started = start(tmp_path_factory.mktemp("store"))
    try:
        yield started
    finally:
        started.stop()


@pytest.fixture
def bucket(store: EmbeddedStore) -> Bucket:
    """A bucket that no other test has touched."""
    fresh = Bucket.from_environment(
        store.environment() | {"CPPCC_BUCKET": f"test-{uuid4().hex[:12]}"}
    )
    fresh.create()
    return fresh
