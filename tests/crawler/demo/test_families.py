"""Simulated sites in the demo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from crawler.demo.families import FamilySites
from crawler.errors import ConfigurationError
from crawler.site_files import load_site
from extract.read import read_page
from tests.crawler.pages import page

if TYPE_CHECKING:
    from pathlib import Path

    from extract.record import Record


def records(sites: FamilySites) -> list[Record]:
    blank = read_page(page("<p>"))
    return [
        replace(blank, site_id=name, title=article.title, text=article.text)
        for name, served in sites.served.items()
        for article in served.site.expected()
    ]


def test_each_family_has_a_site_file_and_keeps_its_address(tmp_path: Path) -> None:
    starts = []
    for _ in range(2):
        with FamilySites(["trs", "discuz"], tmp_path):
            files = sorted(path.name for path in (tmp_path / "sites").iterdir())
            site = load_site(str(tmp_path / "sites" / "family-trs.toml"), {})
            starts.append(site.starts)
    assert files == ["family-discuz.toml", "family-trs.toml"]
    assert site.family == "trs"
    assert starts[0] == starts[1]


def test_a_site_that_is_shown_no_more_has_no_file(tmp_path: Path) -> None:
    with FamilySites(["trs"], tmp_path):
        pass
    with FamilySites([], tmp_path):
        assert not list((tmp_path / "sites").iterdir())


def test_what_is_lost_or_changed_is_counted(tmp_path: Path) -> None:
    with FamilySites(["trs"], tmp_path) as sites:
        whole = records(sites)
        changed = [replace(whole[0], text="别的"), *whole[1:]]
        assert not list(sites.differences(whole))
        assert list(sites.differences(changed)) == [
            "family-trs: 11 of 12 articles as they were printed"
        ]
        assert list(sites.differences(whole[1:])) == list(sites.differences(changed))


def test_a_family_that_there_isnt_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no family .tsr.: there are .*trs"):
        FamilySites(["tsr"], tmp_path)
