"""Sites that come late to a run which is released already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.errors import ValidationFailed
from storage.listing import list_keys
from storage.load import load_run
from storage.manifest import latest_manifest
from storage.parts import write_part
from storage.release import publish
from tests.storage.releases import HOUR, loaded, released, told
from tests.storage.samples import NOON, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket


def test_what_a_site_brings_late_is_a_further_release(bucket: Bucket) -> None:
    first = loaded(bucket, "x", "a")
    released(bucket, "x")
    late = loaded(bucket, "x", "b", 1)
    further = released(bucket, "x", 1)
    assert (further.run_id, further.runs, further.previous) == ("x.2", ("x",), "x")
    assert (further.articles, further.new, further.changed, further.difference) == (2, 1, 0, 1)
    assert latest_manifest(bucket) == further
    assert told(bucket) == [("x", {first: "added"}), ("x.2", {late: "added"})]


def test_a_further_release_is_made_once(bucket: Bucket) -> None:
    for hours, site in enumerate("abc"):
        loaded(bucket, "x", site, hours)
        standing = released(bucket, "x", hours)
    before = sorted(list_keys(bucket, ""))
    load_run(bucket, "x")
    assert released(bucket, "x", 4) == standing
    assert standing.run_id == "x.3"
    assert sorted(list_keys(bucket, "")) == before
    assert [run for run, _ in told(bucket)] == ["x", "x.2", "x.3"]


def test_what_came_late_and_was_not_published_is_named_by_the_next_run(bucket: Bucket) -> None:
    first = loaded(bucket, "x", "a")
    released(bucket, "x")
    late = loaded(bucket, "x", "b", 1)
    new = loaded(bucket, "y", "c", 2)
    following = released(bucket, "y", 2)
    assert (following.new, following.runs) == (2, ("x", "y"))
    assert released(bucket, "x", 3).run_id == "x"
    assert latest_manifest(bucket) == following
    assert told(bucket) == [("x", {first: "added"}), ("y", {late: "added", new: "added"})]


def test_a_late_site_without_anything_new_makes_no_further_release(bucket: Bucket) -> None:
    loaded(bucket, "x", "a")
    first = released(bucket, "x")
    write_part(bucket, site_run("x", site_id="b"), records=[], captures=[])
    load_run(bucket, "x")
    assert released(bucket, "x", 1) == latest_manifest(bucket) == first


def test_another_runs_articles_wait_for_its_own_release(bucket: Bucket) -> None:
    loaded(bucket, "x", "a")
    first = released(bucket, "x")
    loaded(bucket, "y", "b", 1)
    assert released(bucket, "x", 1) == latest_manifest(bucket) == first


def test_what_comes_late_is_checked_like_any_other(bucket: Bucket) -> None:
    loaded(bucket, "x", "a")
    first = released(bucket, "x")
    loaded(bucket, "x", "b", 1, text="")
    for run in ("x", "y"):
        loaded(bucket, "y", "c", 2)
        with pytest.raises(ValidationFailed, match=r"texts: 1 rows, first https://zx.example/b"):
            released(bucket, run, 2)
    assert latest_manifest(bucket) == first
    accepted = publish(bucket, "x", created_at=NOON + 2 * HOUR, accept=("texts",))
    assert (accepted.run_id, accepted.accepted) == ("x.2", ("texts",))


def test_a_run_that_is_called_like_a_further_release_is_released_as_well(bucket: Bucket) -> None:
    for hours, site in enumerate("ab"):
        loaded(bucket, "x", site, hours)
        released(bucket, "x", hours)
    namesake = loaded(bucket, "x.2", "c", 2)
    released(bucket, "x.2", 2)
    late = loaded(bucket, "x", "d", 3)
    released(bucket, "x", 3)
    assert told(bucket)[2:] == [("x.2.2", {namesake: "added"}), ("x.3", {late: "added"})]
