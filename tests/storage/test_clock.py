from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from storage.clock import TOLERANCE, require_agreement, require_clock
from storage.embedded.ports import free_port
from storage.errors import BucketUnreachable, ClockBehind
from storage.load import load_run
from storage.manifest import latest_manifest
from storage.parts import write_part
from storage.release import publish
from tests.storage.samples import NOON, SITE, record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket

ENDED = site_run().finished_at
HOUR = timedelta(hours=1)


def loaded(bucket: Bucket, run_id: str) -> None:
    held = record(run_id, capture=None)
    write_part(bucket, site_run(run_id, records=[held]), records=[held], captures=[])
    load_run(bucket, run_id)


def test_a_clock_that_went_back_is_named_before_a_crawl(bucket: Bucket) -> None:
    require_clock(bucket, SITE, NOON)
    loaded(bucket, "r1")
    with pytest.raises(ClockBehind, match=r"04:05 UTC, and this machine's clock says .* 03:05"):
        require_clock(bucket, SITE, ENDED - HOUR)


@pytest.mark.parametrize("ahead", [timedelta(0), TOLERANCE, -HOUR], ids=str)
def test_clocks_of_two_machines_may_differ_a_little(bucket: Bucket, ahead: timedelta) -> None:
    loaded(bucket, "r1")
    require_clock(bucket, SITE, ENDED - ahead)


def test_a_site_knows_nothing_of_the_others_clocks(bucket: Bucket) -> None:
    loaded(bucket, "r1")
    require_clock(bucket, "another", ENDED - HOUR)


def test_a_release_by_a_clock_that_went_back_waits_for_the_right_time(bucket: Bucket) -> None:
    loaded(bucket, "r1")
    first = publish(bucket, "r1", created_at=NOON + HOUR)
    loaded(bucket, "r2")
    with pytest.raises(ClockBehind, match="release r1 was made at"):
        publish(bucket, "r2", created_at=NOON)
    assert latest_manifest(bucket) == first
    assert publish(bucket, "r2", created_at=NOON + 2 * HOUR) == latest_manifest(bucket)


@pytest.mark.parametrize("off", [-HOUR, HOUR], ids=["behind", "ahead"])
def test_a_clock_that_is_not_the_servers_is_named(bucket: Bucket, off: timedelta) -> None:
    with pytest.raises(ClockBehind, match=r"says that it is .* set the clock that is wrong"):
        require_agreement(bucket, datetime.now(UTC) + off)


def test_a_clock_may_differ_a_little_from_the_servers(bucket: Bucket) -> None:
    require_agreement(bucket, datetime.now(UTC) + TOLERANCE / 2)
    require_agreement(bucket, datetime.now(UTC) - TOLERANCE / 2)


def test_where_no_server_answers_its_clock_is_no_matter_of_its_own(bucket: Bucket) -> None:
    nowhere = replace(bucket, endpoint=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(BucketUnreachable, match=f"{bucket.name}|{nowhere.endpoint}"):
        require_agreement(nowhere, datetime.now(UTC))
