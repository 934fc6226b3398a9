from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from storage.embedded.ports import free_port, server_ports
from storage.embedded.store import EmbeddedStore, running, start
from storage.errors import PortInUse, StoreNotStarted

if TYPE_CHECKING:
    from pathlib import Path


def test_a_server_is_found_again_and_stops_for_good(tmp_path: Path) -> None:
    store = start(tmp_path)
    try:
        assert running(tmp_path) == store
        assert start(tmp_path) == store
    finally:
        store.stop()
    assert not store.process.is_alive()
    assert running(tmp_path) is None
    store.stop()


def test_the_file_with_the_keys_is_for_its_owner_only(store: EmbeddedStore) -> None:
    assert stat.S_IMODE((store.directory / "s3.json").stat().st_mode) == 0o600


def test_the_environment_leaves_the_bucket_to_the_caller(store: EmbeddedStore) -> None:
    assert set(store.environment()) == {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_ENDPOINT_URL_S3",
        "AWS_REGION",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_ALLOW_HTTP",
    }


def test_a_port_that_is_taken_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(PortInUse, match=str(store.port)):
        start(tmp_path, port=store.port)


def test_a_derived_port_that_is_taken_is_refused_too(store: EmbeddedStore, tmp_path: Path) -> None:
    port = server_ports(store.port).filer
    with pytest.raises(PortInUse):
        start(tmp_path, port=port)


def test_a_pid_that_somebody_else_has_now_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "s3.json").write_text(
        json.dumps({"identities": [{"credentials": [{"accessKey": "a", "secretKey": "b"}]}]})
    )
    state = {"pid": 1, "born": "0-not-its-birth", "port": free_port()}
    (tmp_path / "weed.pid").write_text(json.dumps(state))
    assert running(tmp_path) is None
    assert not (tmp_path / "weed.pid").exists()


def test_a_server_that_dies_at_once_is_reported_with_its_log(tmp_path: Path) -> None:
    (tmp_path / "s3.json").write_text(
        '{"identities": [{"credentials": [{"accessKey": "a", "secretKey": "b"}], "actions": 7}]}'
    )
    with pytest.raises(StoreNotStarted, match="its log ends"):
        start(tmp_path)
    assert not (tmp_path / "weed.pid").exists()
