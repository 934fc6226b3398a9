"""Days in addresses that are none, or no addresses."""

from __future__ import annotations

import pytest

from extract.metadata.urls import date_in_url
from tests.extract.pages import article, read


@pytest.mark.parametrize(
    "url",
    ["http://[", "http://a.example/2024/2/30/1.html", "http://a.example/20240230/1.html"],
)
def test_an_impossible_day_or_address_gives_none(url: str) -> None:
    assert date_in_url(url) is None


def test_behind_an_impossible_day_a_possible_one_is_read() -> None:
    dated = date_in_url("http://a.example/20230230/2024-03/05/1.html")
    assert dated is not None
    assert str(dated.moment) == "2024-03-05 00:00:00+08:00"


def test_the_address_dates_an_article_where_nothing_else_does() -> None:
    record = read(article(), url="http://a.example/202403/t20240305_1.html")
    assert (str(record.published), record.provenance["published"]) == (
        "2024-03-05 00:00:00+08:00",
        "url",
    )


def test_a_tag_that_names_no_day_leaves_it_to_the_byline() -> None:
    html = article(before="<p>时间：2024-03-05 09:30 来源：某某日报</p>")
    record = read(html.replace("<head>", "<head><meta name='PubDate' content='未知'>"))
    assert (str(record.published), record.provenance["published"]) == (
        "2024-03-05 09:30:00+08:00",
        "byline",
    )
