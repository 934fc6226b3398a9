"""Archives that are read again: what stands in them, and what they only refer to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from crawler.archive_file import require_archive
from crawler.errors import ConfigurationError
from crawler.replay import Replay
from crawler.site import Site
from storage.archive import warc_record
from storage.errors import ObjectMissing
from tests.crawler.pages import page

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket

SITE = Site.model_validate(
    {"id": "a", "name": "甲", "level": "test", "hosts": ["a.example", "www.a.example"],
     "spider": "pages", "starts": ["http://a.example/"], "article": r"/[\d_]+\.html$"}
)  # fmt: skip
FIRST = page("<h1>甲</h1><p>全文</p>", "http://a.example/xw/1000.html")
LATER = replace(FIRST, fetched_at=FIRST.fetched_at + timedelta(days=2))


def archive(path: Path, *members: bytes) -> Path:
    path.write_bytes(warc_record.warcinfo("a.warc.gz", FIRST.fetched_at) + b"".join(members))
    return path


def response() -> bytes:
    return warc_record.response(FIRST, None, record_id=warc_record.new_record_id())


def revisit(url: str) -> bytes:
    same = replace(LATER, url=url)
    refers_to = (FIRST.url, FIRST.fetched_at)
    return warc_record.revisit(
        same, None, record_id=warc_record.new_record_id(), refers_to=refers_to
    )


def test_a_page_that_was_the_same_again_has_its_body_and_its_later_time(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", response(), revisit(FIRST.url))
    (found,) = Replay(str(path), SITE, None).articles()
    assert (found.page.body, found.page.fetched_at) == (FIRST.body, LATER.fetched_at)


def test_the_same_body_at_another_address_is_a_page_of_its_own(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", response(), revisit("http://a.example/xw/1001.html"))
    found = [each.page for each in Replay(str(path), SITE, None).articles()]
    assert [each.url[-9:] for each in found] == ["1000.html", "1001.html"]
    assert {each.body for each in found} == {FIRST.body}


def test_of_a_forums_archive_the_threads_are_articles_though_its_file_has_no_pattern(
    tmp_path: Path,
) -> None:
    forum = SITE.model_copy(update={"spider": "forum", "family": "discuz", "article": ""})
    paths = ("thread-7-1-1.html", "forum-2-1.html", "forum.php?mod=viewthread&tid=7&mobile=2")
    members = [revisit(f"http://a.example/{path}") for path in paths]
    path = archive(tmp_path / "a.warc.gz", response(), *members)
    found = [each.page.url for each in Replay(str(path), forum, None).articles()]
    assert found == ["http://a.example/thread-7-1-1.html"]


def test_a_body_in_another_archive_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = archive(tmp_path / "a.warc.gz", revisit(FIRST.url))
    assert list(Replay(str(path), SITE, None).articles()) == []
    assert FIRST.url in caplog.text


def test_an_archive_that_isnt_there_is_named_by_file_or_by_key(bucket: Bucket) -> None:
    with pytest.raises(ConfigurationError, match="warc=nosuch: there is no such file"):
        require_archive("nosuch", None)
    with pytest.raises(ObjectMissing, match="raw/nosuch is not there"):
        require_archive("raw/nosuch", bucket)
    with pytest.raises(ConfigurationError, match="warc=s3://other/x: CPPCC_BUCKET names"):
        require_archive("s3://other/x", bucket)


def test_what_is_no_archive_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>政协", "utf-8")
    with pytest.raises(ConfigurationError, match=r"page\.html can't be read: Invalid WARC"):
        list(Replay(str(path), SITE, None).articles())


def test_what_was_taken_as_an_articles_part_is_no_article(tmp_path: Path) -> None:
    second = replace(FIRST, url="http://a.example/xw/1000_2.html", body=b"<p>2</p>")
    member = warc_record.response(second, None, record_id=warc_record.new_record_id())
    replay = Replay(str(archive(tmp_path / "a.warc.gz", response(), member)), SITE, None)
    yielded = []
    for first in replay.articles():
        yielded.append(first.page.url)
        taken = replay.part(second.url)
        assert taken is not None
        assert taken.page.body == second.body
        assert replay.part("http://a.example/xw/1000_3.html") is None
    assert yielded == [FIRST.url]
