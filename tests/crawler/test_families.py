from __future__ import annotations

import re

import pytest

from crawler.errors import ConfigurationError
from crawler.families import article_pattern, article_test
from crawler.site import Site
from crawler.site_files import all_sites


def site(**changes: object) -> Site:
    given = {"id": "t", "name": "t", "level": "test", "hosts": ["a.example"], "spider": "listing"}
    return Site.model_validate(given | changes)


@pytest.mark.parametrize(
    ("family", "url"),
    [
        ("trs", "https://a.example/zxyw/202609/t20260916_55806.html"),
        ("hanweb", "http://a.example/art/2026/9/10/art_78506_1.html"),
        ("enorth", "https://a.example/system/2024/06/19/030294101.shtml"),
        ("rmzxb", "http://a.example/c/2020-08-26/3541120.shtml"),
        ("", "http://a.example/info/1012/1124.htm"),
        ("", "http://a.example/xw/2024-03-05/12345.html"),
    ],
)
def test_an_article_is_known_by_its_familys_address(family: str, url: str) -> None:
    pattern = article_pattern(site(family=family))
    assert re.search(pattern, url)
    assert not re.search(pattern, "https://a.example/zxyw/index_1.html")


@pytest.mark.parametrize(
    ("spider", "article", "other"),
    [
        ("forum", "/Thread-88-1-1.html", "/thread-88-1-1.html?mobile=2"),
        ("forum", "/viewthread.php?tid=8", "/forum-2-1.html"),
        ("epaper", "/html/2026-09/16/CONTENT_55.HTM", "/html/2026-09/16/node_2.htm"),
        ("listing", "/ART/2026/9/10/art_78506_1.html", "/art/index.html"),
        ("listing", "/info/1012/1124.htm?from=groupmessage", "/info/1012.htm"),
    ],
)
def test_each_spiders_articles_are_told_by_their_addresses(
    spider: str, article: str, other: str
) -> None:
    is_article = article_test(site(spider=spider))
    assert is_article(f"http://a.example{article}")
    assert not is_article(f"http://a.example{other}")
    assert not is_article(f"http://b.example{article}")


@pytest.mark.parametrize("spider", ["feed", "sitemap", "pages"])
def test_what_a_feed_or_a_file_names_is_an_article(spider: str) -> None:
    is_article = article_test(site(spider=spider))
    assert is_article("http://a.example/anything")
    assert not is_article("http://b.example/anything")


def test_a_sites_own_pattern_comes_first() -> None:
    assert article_pattern(site(family="trs", article="x")).pattern == "x"


def test_an_unknown_family_is_named_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"family 'trss'.*give `article`, or one of .*trs"):
        article_pattern(site(family="trss"))


def test_every_packaged_site_can_be_crawled() -> None:
    sites = all_sites({})
    assert len(sites) >= 90
    for packaged in sites:
        assert packaged.starts, packaged.id
        assert article_pattern(packaged), packaged.id
