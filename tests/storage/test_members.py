"""Reading some records of a shard: each on its own, whatever became of the others."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.archive.members import WINDOW, Damaged, pages_at
from storage.archive.warc import WarcArchive
from storage.objects import delete, put, read
from tests.storage.samples import NOON, SITE, page

if TYPE_CHECKING:
    from pathlib import Path

    from extract.record import Capture
    from storage.bucket import Bucket


def archived(bucket: Bucket, spool: Path, *bodies: bytes) -> list[Capture]:
    with WarcArchive(
        bucket, run_id="r1", site_id=SITE, crawl_date=NOON.date(), spool=spool / "not" / "yet"
    ) as archive:
        return [archive.write(page(str(n), body)) for n, body in enumerate(bodies)]


def looked_up(bucket: Bucket, captures: list[Capture]) -> list[bytes | str]:
    """Return the body of each capture's page, or why there is none."""
    found = pages_at(bucket, captures[0].key, captures)
    return [each.why if isinstance(each, Damaged) else each.body for each in found]


def test_pages_come_as_they_were_served_in_the_order_of_the_shard(
    bucket: Bucket, tmp_path: Path
) -> None:
    first, _, third = archived(bucket, tmp_path, b"1", b"2", b"3")
    assert list(pages_at(bucket, first.key, [third, first])) == [
        replace(page(path, body), via="warc", headers=headers(body))
        for path, body in (("0", b"1"), ("2", b"3"))
    ]


def headers(body: bytes) -> dict[str, str]:
    return {"content-type": "text/html; charset=gb2312", "content-length": str(len(body))}


def test_pages_too_large_for_one_request_come_by_several(bucket: Bucket, tmp_path: Path) -> None:
    bodies = [random.Random(seed).randbytes(WINDOW // 2 - seed) for seed in range(3)]
    captures = archived(bucket, tmp_path, *bodies)
    assert looked_up(bucket, captures) == bodies


def test_a_shard_that_is_gone_is_said_of_each_page(bucket: Bucket, tmp_path: Path) -> None:
    captures = archived(bucket, tmp_path, b"1", b"2")
    delete(bucket, captures[0].key)
    assert [captures[0].key in str(why) for why in looked_up(bucket, captures)] == [True, True]


def test_a_cut_costs_the_page_that_it_goes_through(bucket: Bucket, tmp_path: Path) -> None:
    captures = archived(bucket, tmp_path, b"1", b"2")
    stored = read(bucket, captures[0].key)
    assert stored is not None
    put(bucket, captures[0].key, stored.body[:-60], content_type="application/warc")
    first, second = pages_at(bucket, captures[0].key, captures)
    assert not isinstance(first, Damaged)
    assert isinstance(second, Damaged)
    assert second.capture == captures[1]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"digest": "ab"}, "have another digest"),
        ({"offset": 0, "length": 200}, "no response at 0"),
    ],
    ids=["digest", "place"],
)
def test_a_capture_that_leads_elsewhere_is_named(
    bucket: Bucket, tmp_path: Path, wrong: dict[str, int | str], why: str
) -> None:
    (capture,) = archived(bucket, tmp_path, b"1")
    (said,) = looked_up(bucket, [replace(capture, **wrong)])  # type: ignore[arg-type]  # its fields
    assert why in str(said)
