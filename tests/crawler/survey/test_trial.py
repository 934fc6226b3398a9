"""Site files tried on simulated sites, as `cppcc check` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from crawler.site_files import load_site
from crawler.survey.survey import survey
from crawler.survey.trial import Trial, try_site
from crawler.survey.visits import SurveyError
from tests.crawler.survey.other_sites import OtherSite

if TYPE_CHECKING:
    from pathlib import Path

PLAN = Plan(articles=20, columns=2)


def tried(served: Simulator, folder: Path, **changes: str) -> Trial:
    path = folder / "s.toml"
    text = served.site_file()
    for old, new in changes.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return try_site(load_site(str(path), {}), lambda _: None)


@pytest.mark.parametrize("name", ["trs", "hanweb", "gkmlpt", "posted", "posted_json",
                                  "discuz", "feed", "sitemap", "epaper"])  # fmt: skip
def test_a_good_file_finds_a_list_and_an_article(name: str, tmp_path: Path) -> None:
    with Simulator(name, PLAN) as served:
        trial = tried(served, tmp_path)
    assert trial.failed == ""
    assert "articles" in trial.said[0]
    assert "article" in trial.said[1]
    assert "no title" not in trial.said[1]


def test_a_pattern_that_fits_nothing_is_told(tmp_path: Path) -> None:
    with Simulator("dedecms", PLAN) as served:
        trial = tried(served, tmp_path, **{r"\d{4}": "x{4}"})
    assert "no link on the list looks like an article" in trial.failed


def test_a_list_that_is_gone_is_told(tmp_path: Path) -> None:
    with Simulator("trs", PLAN) as served:
        trial = tried(served, tmp_path, **{"/zxyw/": "/zxyx/"})
    assert "answers 404 (gone)" in trial.failed


def test_a_site_that_does_not_answer_is_not_tried(tmp_path: Path) -> None:
    with Simulator("trs", PLAN) as served:
        (tmp_path / "gone.toml").write_text(served.site_file(), "utf-8")
    trial = try_site(load_site(str(tmp_path / "gone.toml"), {}), lambda _: None)
    assert not trial.answered
    assert trial.failed == ""
    assert "not tried" in trial.said[0]


def test_a_site_on_this_machine_has_to_say_so(tmp_path: Path) -> None:
    with Simulator("trs", PLAN) as served:
        trial = tried(served, tmp_path, **{"loopback = true": ""})
    assert "set `loopback = true`" in trial.failed


def test_a_host_that_shows_spam_is_named_by_check_and_survey(tmp_path: Path) -> None:
    title = "澳门新葡京官网_开云体育app下载_米兰体育登录入口_百家乐真人娱乐"
    link = "<p><a href='/game/{}.html'>真人娱乐 彩票 棋牌 注册送彩金</a></p>"
    body = f"<h1>{title}</h1>" + "".join(map(link.format, range(40)))
    spam = OtherSite("spam")
    spam.pages["/"] = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    with spam as served:
        file = tmp_path / "s.toml"
        host = served.base.removeprefix("http://")
        file.write_text(
            f'id = "s"\nname = "s"\nlevel = "test"\nhosts = ["{host}"]\nspider = "listing"\n'
            f'starts = ["{served.base}/"]\nfamily = "trs"\nloopback = true\n'
        )
        trial = try_site(load_site(str(file), {}), lambda _: None)
        with pytest.raises(SurveyError, match=r"shows spam: .*澳门"):
            survey(served.base + "/", lambda _: None)
    assert "shows spam" in trial.failed
    assert "澳门" in trial.failed
