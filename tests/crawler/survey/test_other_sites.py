"""Surveys of sites that follow other conventions than the simulators."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from crawler.families import article_pattern
from crawler.site import Site
from crawler.survey.site_text import site_text
from crawler.survey.survey import survey
from tests.crawler.survey.odd_sites import ODD_SITES, drawn_by_a_file, drawn_throughout
from tests.crawler.survey.other_sites import OTHER_SITES
from tests.crawler.survey.script_sites import (
    SCRIPT_SITES,
    loads_more_files,
    numbered_fragments,
    text_in_a_shell,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.crawler.survey.other_sites import OtherSite


@pytest.mark.parametrize(
    "make", [*OTHER_SITES, *ODD_SITES, *SCRIPT_SITES], ids=lambda make: make.__name__
)
def test_a_site_of_other_conventions_is_found_out(make: Callable[[], OtherSite]) -> None:
    with make() as served:
        file = tomllib.loads(site_text(survey(served.base + "/", lambda _: None)))
        lists = [served.base + path for path in served.lists]
        further = [served.base + path for path in served.further]
        articles = [served.base + path for path in served.articles]
    assert (file["spider"], file.get("family")) == (served.spider, served.family)
    assert sorted(file["starts"]) == sorted(lists)
    site = Site.model_validate(file)
    if site.spider in ("listing", "feed", "sitemap"):
        pattern = article_pattern(site)
        assert [url for url in articles if not re.search(pattern, url)] == []
        assert [url for url in [*lists, *further] if re.search(pattern, url)] == []


@pytest.mark.parametrize(
    "make",
    [drawn_by_a_file, drawn_throughout, numbered_fragments, loads_more_files, text_in_a_shell],
)
def test_what_the_survey_writes_crawls_what_scripts_draw(
    make: Callable[[], OtherSite], tmp_path: Path
) -> None:
    with make() as served:
        text = site_text(survey(served.base + "/", lambda _: None))
        (tmp_path / "s.toml").write_text(text, "utf-8")
        argv = [sys.executable, "-m", "scrapy", "crawl", "listing", "-a", f"site={tmp_path}/s.toml"]
        served.hits.clear()
        subprocess.run([*argv, "-O", f"{tmp_path}/out.jsonl"], timeout=120, check=True)  # noqa: S603
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    read = {json.loads(line)["url"].removeprefix(served.base) for line in lines}
    assert read == set(served.articles)
    assert [path for path in served.articles if served.hits[path] > 1] == []
    assert ('browser = "always"' in text) is (make is drawn_throughout)
