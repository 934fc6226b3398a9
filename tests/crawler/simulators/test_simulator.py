"""Simulated sites, asked over HTTP as a crawl asks them."""

from __future__ import annotations

from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from typing import TYPE_CHECKING

import pytest

from crawler.errors import ConfigurationError
from crawler.simulators.family import family_names
from crawler.simulators.faults import Faults, read_faults
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from crawler.site import Site as SiteFile
from crawler.site_files import load_site
from extract.page import Page
from extract.read import read_page

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Plan(articles=30, columns=3, per_page=5)


def ask(served: Simulator, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", served.site.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def page(served: Simulator, path: str) -> Page:
    answer, body = ask(served, path)
    headers = {name.lower(): value for name, value in answer.getheaders()}
    return Page(served.base + path, answer.status, body, datetime.now(UTC), headers)


@pytest.mark.parametrize("name", family_names())
def test_an_article_of_each_family_reads_as_it_was_written(name: str) -> None:
    with Simulator(name, SMALL) as served:
        wanted = served.site.expected()[7]
        record = read_page(page(served, wanted.path))
    assert record.title == wanted.title
    assert set(wanted.text.split("\n")[:3]) <= set(record.text.split("\n"))
    assert record.published is not None
    assert record.published.date() == wanted.published.date()


@pytest.mark.parametrize("name", family_names())
def test_each_family_has_a_valid_site_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    with Simulator(name, SMALL) as served:
        path.write_text(served.site_file(), "utf-8")
        starts = served.pages.starts()
        assert [ask(served, start)[0].status for start in starts] == [200] * len(starts)
    assert isinstance(load_site(str(path), {}), SiteFile)


def test_the_same_plan_makes_the_same_site() -> None:
    with Simulator("vsb", SMALL) as one, Simulator("vsb", SMALL) as other:
        assert one.site.expected() == other.site.expected()


def test_requests_are_counted_by_what_they_name() -> None:
    with Simulator("phpcms", SMALL) as served:
        article = served.site.articles[0]
        ask(served, article.path)
        ask(served, "/index.php?" + "&".join(reversed(article.path.partition("?")[2].split("&"))))
        assert served.article_hits()[article.path] == 2
        served.forget()
        assert served.article_hits()[article.path] == 0


def test_an_unchanged_article_is_not_sent_again_and_an_edited_one_is() -> None:
    with Simulator("trs", SMALL) as served:
        path = served.site.articles[3].path
        tag = ask(served, path)[0].headers["ETag"]
        assert ask(served, path, **{"If-None-Match": tag})[0].status == 304
        served.site.edit(3)
        assert ask(served, path, **{"If-None-Match": tag})[0].status == 200
        served.site.delete(3)
        assert ask(served, path)[0].status == 404


def test_new_articles_head_their_lists() -> None:
    with Simulator("trs", SMALL) as served:
        new = served.site.publish(1)[0]
        assert served.site.listed(new.column)[0] == new
        assert new.title.encode() in ask(served, f"/{new.column.slug}/")[1]


def test_a_passing_fault_strikes_once_and_a_lasting_one_is_not_expected() -> None:
    plan = Plan(articles=30, columns=3, faults=Faults(errors=1.0, missing=0.3))
    with Simulator("trs", plan) as served:
        had = {wanted.path for wanted in served.site.expected()}
        lost = [a.path for a in served.site.articles if a.path not in had]
        path = next(iter(had))
        assert ask(served, path)[0].status >= 500
        assert ask(served, path)[0].status == 200
        ask(served, lost[0])
        assert ask(served, lost[0])[0].status == 404
    assert 0 < len(lost) < 30


def test_a_reset_breaks_the_body_off() -> None:
    plan = Plan(articles=10, columns=1, faults=Faults(resets=1.0))
    with Simulator("trs", plan) as served, pytest.raises((ConnectionError, IncompleteRead)):
        ask(served, served.site.articles[0].path)


def test_an_unknown_fault_is_answered_with_those_there_are() -> None:
    with pytest.raises(ConfigurationError, match=r"fault 'erors=1'.*errors"):
        read_faults(["erors=1"])
