"""Each article that readers don't have is named by the next release, and by no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.article_merge import merge_articles
from storage.load import load_run, read_staged
from storage.maintain import maintain
from storage.parts import write_part
from tests.storage.releases import HOUR, loaded, released, stage, told
from tests.storage.samples import NOON, capture_row, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket


def test_what_a_load_that_was_cut_off_brought_is_named_once(bucket: Bucket) -> None:
    loaded(bucket, "x", "a")
    released(bucket, "x")
    cut = stage(bucket, "y", "b", 1)
    merge_articles(bucket, read_staged(bucket, "y").records, "y")
    new = loaded(bucket, "z", "c", 2)
    assert released(bucket, "z", 2).new == 2
    load_run(bucket, "y")
    assert released(bucket, "y", 3).new == 0
    assert told(bucket)[1:] == [("z", {cut: "added", new: "added"}), ("y", {})]


def test_a_site_crawled_again_for_a_released_run_tells_what_it_changed(bucket: Bucket) -> None:
    edited, gone = loaded(bucket, "x", "a"), loaded(bucket, "x", "b")
    released(bucket, "x")
    loaded(bucket, "x", "a", 1, title="改题")
    found = capture_row("b", "x", site_id="b", outcome="gone", fetched_at=NOON + HOUR)
    write_part(bucket, site_run("x", site_id="b"), records=[], captures=[found])
    load_run(bucket, "x")
    further = released(bucket, "x", 1)
    assert (further.new, further.changed) == (0, 2)
    assert told(bucket)[1:] == [("x.2", {edited: "revised", gone: "deleted"})]


def test_files_put_together_in_between_are_no_change(bucket: Bucket) -> None:
    for hours, site in enumerate("ab"):
        loaded(bucket, "x", site, hours)
    released(bucket, "x", 1)
    assert maintain(bucket, now=NOON).compacted
    new = loaded(bucket, "y", "c", 2)
    released(bucket, "y", 2)
    assert told(bucket)[1:] == [("y", {new: "added"})]
