"""What a page's head claims of its article, and by which of its tags."""

from __future__ import annotations

import json

import pytest

from extract.document import parse
from extract.metadata.tags import Claim, HeadTags, read_head_tags


def tags(head: str, body: str = "<p>text</p>") -> HeadTags:
    document = parse(f"<html><head>{head}</head><body>{body}</body></html>", "")
    assert document is not None
    return read_head_tags(document.root, document.source)


def linked(*data: object) -> str:
    script = '<script type="application/ld+json">{}</script>'.format
    return "".join(script(each if isinstance(each, str) else json.dumps(each)) for each in data)


@pytest.mark.parametrize("name", ["name", "property", "itemprop"])
def test_a_meta_tag_is_known_by_any_of_its_names(name: str) -> None:
    found = tags(f'<meta {name}=" PubDate " content=" 2024-03-05 \n 09:30 ">')
    assert found.claims["published"] == [Claim("2024-03-05 09:30", "meta:pubdate")]


def test_of_two_tags_of_a_name_the_first_with_content_counts() -> None:
    found = tags("".join(f'<meta name="author" content="{who}">' for who in ("", "甲乙", "丙丁")))
    assert found.claims["author"] == [Claim("甲乙", "meta:author")]


def test_the_most_trusted_tag_comes_first_wherever_it_stands() -> None:
    head = '<meta property="og:title" content="乙"><meta name="ArticleTitle" content="甲">'
    found = tags(head + linked({"@type": "NewsArticle", "headline": "丙"}))
    assert found.claims["title"] == [
        Claim("甲", "meta:articletitle"),
        Claim("乙", "meta:og:title"),
        Claim("丙", "jsonld:headline"),
    ]
    assert found.first("title") == Claim("甲", "meta:articletitle")
    assert found.first("author") is None


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "NewsArticle", "headline": "标题"},
        {"@type": ["Thing", "BlogPosting"], "headline": "标题"},
        [{"@type": "Organization"}, {"@type": "Article", "headline": "标题"}],
        {"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "标题"}]},
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "标题"}},
    ],
)
def test_an_article_is_found_wherever_linked_data_has_it(data: object) -> None:
    assert tags(linked("{no json", data)).claims["title"] == [Claim("标题", "jsonld:headline")]


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "WebPage", "headline": "标题"},
        {"@type": "Article", "headline": 7},
        {"@type": "Article", "other": {"@type": "Article", "headline": "标题"}},
        "",
    ],
)
def test_linked_data_of_something_else_claims_nothing(data: object) -> None:
    assert tags(linked(data)).claims["title"] == []
    script = '<script type="text/json">{"@type": "Article", "headline": "标题"}</script>'
    assert tags(script).claims["title"] == []


def test_people_of_linked_data_are_named_in_a_row() -> None:
    people = [{"@type": "Person", "name": " 甲 乙 "}, "丙丁", {"url": "/a"}, {"name": ["戊己"]}]
    found = tags(linked({"@type": "Article", "author": people}))
    assert found.claims["author"] == [Claim("甲 乙 丙丁 戊己", "jsonld:author")]


def test_a_comment_of_the_editing_system_is_read_to_its_end() -> None:
    comment = (
        "<!--enpproperty <founder-Date>2024-03-05</founder-Date><author>甲&nbsp;乙</author>"
        "<author>丙</author><title> </title>/enpproperty--><!-- <sourcename>丁</sourcename> -->"
    )
    found = tags("", comment)
    assert found.claims["published"] == [Claim("2024-03-05", "enpproperty:date")]
    assert found.claims["author"] == [Claim("甲 乙", "enpproperty:author")]
    assert (found.claims["title"], found.claims["source"]) == ([], [])


def test_a_comment_that_nothing_ends_is_read_as_well() -> None:
    assert tags("", "<!--enpproperty <title>甲</title>").claims["title"] == [
        Claim("甲", "enpproperty:title")
    ]


def test_the_first_time_of_the_text_is_kept_apart() -> None:
    times = '<time datetime="2024-03-05">3月</time><time datetime="2020-01-01">1月</time>'
    assert tags("", times).claims["time"] == [Claim("2024-03-05", "time")]
    assert tags("", "<time>3月</time>").claims["time"] == []


def test_endless_content_is_cut() -> None:
    found = tags(f'<meta name="description" content="{"字" * 5000}">')
    assert found.claims["description"] == [Claim("字" * 2000, "meta:description")]


@pytest.mark.parametrize(("others", "heard"), [(398, True), (399, False)])
def test_linked_data_is_looked_through_up_to_a_number_of_objects(others: int, heard: bool) -> None:
    data = [{"@type": "Article", "headline": "标题"}, *[{"@type": "Thing"}] * others]
    assert bool(tags(linked(data)).claims["title"]) is heard
