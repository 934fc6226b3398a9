"""Surveys of simulated sites: the right system, the right lists, and nothing else asked."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from crawler.families import article_pattern
from crawler.simulators.faults import Faults
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from crawler.site import Site
from crawler.survey.site_text import site_text
from crawler.survey.survey import survey

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAN = Plan(articles=60, columns=3, per_page=10)
LISTED = [
    "trs", "hanweb", "enorth", "cntv", "rmzxb", "founder", "vsb", "webplus", "jeecms",
    "phpcms", "dedecms", "empire", "ucap", "query", "dated", "traditional", "blog",
    "posted", "posted_json",
]  # fmt: skip
OTHERS = ["discuz", "feed", "sitemap", "epaper"]
CALLED = {"query": "zhengxieyun", "dated": None, "traditional": None, "blog": "wordpress",
          "posted": None, "posted_json": None, "feed": None, "sitemap": None,
          "epaper": "founder"}  # fmt: skip
CPPCC = [sys.executable, "-c", "from crawler.cli import main; main()", "survey"]


def surveyed(served: Simulator) -> Mapping[str, object]:
    return tomllib.loads(site_text(survey(served.base + "/", lambda _: None)))


@pytest.mark.parametrize("name", [*LISTED, *OTHERS])
def test_a_survey_finds_a_sites_system_and_lists(name: str) -> None:
    with Simulator(name, PLAN) as served:
        file = surveyed(served)
        wanted = [served.base + path for path in served.pages.starts()]
        articles = [served.base + wanted.path for wanted in served.site.expected()]
        assert served.offsite == 0
    assert file["spider"] == served.family.spider
    assert file.get("family") == CALLED.get(name, name)
    assert sorted(file["starts"]) == sorted(wanted)  # type: ignore[call-overload]
    if file["spider"] in ("listing", "feed", "sitemap"):
        pattern = article_pattern(Site.model_validate(file))
        assert [url for url in articles if not re.search(pattern, url)] == []
        assert not any(re.search(pattern, url) for url in wanted)


def test_columns_behind_a_channel_page_are_found() -> None:
    with Simulator("dated", Plan(articles=80, columns=5, nested=True)) as served:
        wanted = [served.base + path for path in served.pages.starts()]
        assert sorted(surveyed(served)["starts"]) == sorted(wanted)  # type: ignore[call-overload]


def test_lists_without_days_are_found() -> None:
    with Simulator("traditional", Plan(articles=60, columns=3, dates=False)) as served:
        file = surveyed(served)
        assert len(file["starts"]) == 3  # type: ignore[arg-type]
        assert file["script"] == "traditional"


def test_galleries_and_services_are_left_out_and_named() -> None:
    with Simulator("vsb", PLAN) as served:
        text = site_text(survey(served.base + "/", lambda _: None))
    assert "图片新闻" not in "".join(line for line in text.splitlines() if line[0] != "#")
    assert re.search(r"^# left out: .*图片新闻", text, re.MULTILINE)


def test_passing_faults_are_waited_out() -> None:
    plan = Plan(articles=60, columns=3, faults=Faults(errors=0.2, truncated=0.2))
    with Simulator("trs", plan) as served:
        assert len(surveyed(served)["starts"]) == 3  # type: ignore[arg-type]


def run(url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [*CPPCC, url], capture_output=True, text=True, timeout=60, check=False
    )


def test_only_the_file_goes_to_stdout() -> None:
    with Simulator("ucap", PLAN) as served:
        done = run(served.base + "/")
    assert done.returncode == 0, done.stderr
    file = tomllib.loads(done.stdout)
    assert file["loopback"] is True
    assert Site.model_validate(file).spider == "listing"
    assert "/zxyw/list.shtml" in done.stderr


def test_a_site_that_does_not_answer_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    done = run(f"http://127.0.0.1:{port}/")
    assert (done.returncode, done.stdout) == (1, "")
    assert "can't be fetched" in done.stderr


@pytest.mark.parametrize(
    ("faults", "says"),
    [(Faults(challenges=1.0), "no list found"), (Faults(stubs=1.0), "no list found")],
    ids=["challenge", "stub"],
)
def test_a_site_whose_articles_cannot_be_had_is_named(faults: Faults, says: str) -> None:
    with Simulator("trs", Plan(articles=20, columns=2, faults=faults)) as served:
        done = run(served.base + "/")
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr


def test_a_site_that_forbids_it_is_left_alone() -> None:
    with Simulator("trs", Plan(robots="closed")) as served:
        done = run(served.base + "/")
        assert set(served.hits) == {"/robots.txt"}
    assert done.returncode == 1
    assert "robots.txt" in done.stderr


def test_an_address_off_the_public_web_is_refused() -> None:
    done = run("http://10.0.0.1/")
    assert done.returncode == 1
    assert "no public address" in done.stderr
