from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crawler.known import Known, page_key
from crawler.site import Site
from storage.captures import CaptureRow

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
SITE = Site.model_validate(
    {"id": "t", "name": "t", "level": "test", "hosts": ["www.a.example", "zx.b.example"],
     "spider": "listing"}
)  # fmt: skip


def known(outcome: str, first_days: float, last_days: float) -> Known:
    row = CaptureRow(
        site_id="t", run_id="r", url="http://a/1", canonical_url="http://a/1", outcome=outcome,
        evidence=None, status=200, content_type="", digest="", etag=None, last_modified=None,
        fetched_at=NOW - timedelta(days=last_days), via="http", warc=None,
    )  # fmt: skip
    return Known(row, outcome, NOW - timedelta(days=first_days))


@pytest.mark.parametrize(
    ("outcome", "first", "last", "due"),
    [
        ("article", 0.5, 0.5, False),
        ("article", 1.1, 1.1, True),
        ("article", 1.1, 0.05, False),
        ("article", 4, 2.8, True),
        ("article", 30, 10, True),
        ("article", 400, 370, False),
        ("rejected", 4, 4, False),
        ("error_5xx", 0.01, 0.01, True),
        ("error_5xx", 8, 1, False),
        ("error_5xx", 60, 15, True),
        ("redirect_loop", 0.01, 0.01, False),
        ("redirect_loop", 1, 1, True),
    ],
)
def test_young_articles_and_failures_are_looked_at_again_less_and_less(
    outcome: str, first: float, last: float, *, due: bool
) -> None:
    assert known(outcome, first, last).is_due(NOW) is due


@pytest.mark.parametrize(
    "other",
    [
        "https://www.a.example/zxyw/202603/t20260316_1234.html",
        "http://zx.b.example/zxyw/202603/t20260316_1234.html#top",
        "http://www.a.example//ZXYW/202603/T20260316_1234.HTML?spm=1",
    ],
)
def test_one_article_has_one_key_whichever_way_it_is_addressed(other: str) -> None:
    assert page_key(other, SITE) == page_key(
        "http://www.a.example/zxyw/202603/t20260316_1234.html", SITE
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/d/aB3dE1234", "http://www.a.example/d/ab3de1234"),
        ("http://www.a.example/index.html", "http://zx.b.example/index.html"),
        ("http://www.a.example/t20260316_1.html", "http://c.example/t20260316_1.html"),
    ],
)
def test_pages_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert page_key(one, SITE) != page_key(other, SITE)
