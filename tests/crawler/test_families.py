from __future__ import annotations

import re

import pytest

from crawler.errors import ConfigurationError
from crawler.families import article_pattern
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


def test_a_sites_own_pattern_comes_first() -> None:
    assert article_pattern(site(family="trs", article="x")) == "x"


def test_an_unknown_family_is_named_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"family 'trss'.*give `article`, or one of .*trs"):
        article_pattern(site(family="trss"))


def test_every_packaged_site_can_be_crawled() -> None:
    sites = all_sites({})
    assert len(sites) >= 90
    for packaged in sites:
        assert packaged.starts, packaged.id
        assert packaged.spider == "forum" or re.compile(article_pattern(packaged)), packaged.id
