"""Servers that promise less than this program needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from botocore.credentials import Credentials

from storage.capabilities import Capabilities, probe, require_capable
from storage.errors import Unsupported
from storage.listing import list_keys
from storage.load import load_run
from tests.fault_proxy import FaultProxy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore


@pytest.fixture
def proxy(store: EmbeddedStore) -> Iterator[FaultProxy]:
    with FaultProxy(store.endpoint) as relay:
        yield relay


def test_the_embedded_server_keeps_every_promise_and_no_probe_stays(bucket: Bucket) -> None:
    assert require_capable(bucket) == Capabilities(create_only=True, swap=True, checksums=True)
    assert list(list_keys(bucket, "")) == []


def test_a_server_that_ignores_conditions_is_found_out(bucket: Bucket, proxy: FaultProxy) -> None:
    proxy.ignored = frozenset(("if-none-match", "if-match"))
    proxy.credentials = Credentials(bucket.access_key or "", bucket.secret_key or "")
    behind = replace(bucket, endpoint=proxy.endpoint)
    assert probe(behind) == Capabilities(create_only=False, swap=False, checksums=True)
    with pytest.raises(Unsupported, match="doesn't keep to If-None-Match and If-Match"):
        load_run(behind, "r1")


def test_a_server_that_knows_no_conditions_is_named_too(bucket: Bucket, proxy: FaultProxy) -> None:
    proxy.refused = {"If-Match": (501, "NotImplemented")}
    with pytest.raises(Unsupported, match="doesn't keep to If-Match on writes"):
        require_capable(replace(bucket, endpoint=proxy.endpoint))


def test_without_checksums_work_goes_on_with_a_warning(
    bucket: Bucket, proxy: FaultProxy, caplog: pytest.LogCaptureFixture
) -> None:
    proxy.accepted_errors = frozenset((b"BadDigest",))
    assert not require_capable(replace(bucket, endpoint=proxy.endpoint)).checksums
    assert "doesn't check SHA-256" in caplog.text
