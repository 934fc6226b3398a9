"""Site files tried on simulated sites, as `cppcc check` does."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from crawler.site_files import load_site
from crawler.survey.survey import survey
from crawler.survey.trial import Trial, try_site
from crawler.survey.visits import SurveyError
from extract.metadata.dates import CHINA
from tests.crawler.survey.odd_sites import drawn_throughout
from tests.crawler.survey.other_sites import OtherSite, Story, article, page

if TYPE_CHECKING:
    from pathlib import Path

PLAN = Plan(articles=20, columns=2)
DRAWN = ("always", "stubs")


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
    assert trial.failed == ""
    assert "not tried" in trial.said[0]


def test_a_site_on_this_machine_has_to_say_so(tmp_path: Path) -> None:
    with Simulator("trs", PLAN) as served:
        trial = tried(served, tmp_path, **{"loopback = true": ""})
    assert "set `loopback = true`" in trial.failed


def tried_on(served: OtherSite, folder: Path, lines: str) -> Trial:
    host = served.base.removeprefix("http://")
    (folder / "s.toml").write_text(
        f'id = "s"\nname = "s"\nlevel = "test"\nhosts = ["{host}"]\nspider = "{served.spider}"\n'
        f"loopback = true\n{lines.replace('BASE', served.base)}\n",
        "utf-8",
    )
    return try_site(load_site(str(folder / "s.toml"), {}), lambda _: None)


def test_a_newspaper_is_tried_by_the_newest_issue_that_its_address_leads_to(tmp_path: Path) -> None:
    paper = OtherSite("paper", spider="epaper")
    story = Story(3, 0)
    day = datetime.now(CHINA).date() - timedelta(days=2)
    paper.pages[f"/{day:%Y%m/%d}/node_01.html"] = page("要闻", "<a href='content_5.html'>要闻</a>")
    paper.pages[f"/{day:%Y%m/%d}/content_5.html"] = article(story, box='id="ozoom"')
    with paper as served:
        trial = tried_on(served, tmp_path, "starts = ['BASE/{yyyy}{mm}/{dd}/node_01.html']")
    assert trial.failed == ""
    assert story.title in trial.said[1]


def test_a_list_that_is_posted_for_is_tried_by_post(tmp_path: Path) -> None:
    story = Story(3, 0)
    site = OtherSite("posted", types={"/list.do": "application/json"})
    site.pages |= {"/yw.html?c=5": page("要闻", "<ul></ul>"), "/wz/3.html": article(story)}
    rows = json.dumps({"rows": [{"title": story.title, "url": "/wz/3.html"}]})
    site.dynamic = lambda _, fields: rows if fields == {"channel": "5", "page": "1"} else None
    keys = "starts = ['BASE/yw.html?c=5']\narticle = '/wz/'\n[list]\napi = '/list.do'\n"
    with site as served:
        trial = tried_on(served, tmp_path, keys + "form = 'channel={c}&page={n}'")
    assert trial.failed == ""
    assert story.title in trial.said[1]


def test_a_site_that_a_script_draws_is_tried_in_a_browser_if_its_file_says_so(
    tmp_path: Path,
) -> None:
    with drawn_throughout() as served:
        file = "starts = ['BASE/lm/1']\narticle = '/wz/'\n"
        plain = tried_on(served, tmp_path, file)
        drawn = [tried_on(served, tmp_path, f"{file}browser = '{way}'") for way in DRAWN]
    assert "no link on the list looks like an article" in plain.failed
    assert [trial.failed for trial in drawn] == ["", ""]
    assert all(": article, " in trial.said[1] for trial in drawn)


def test_pages_that_are_named_elsewhere_cant_be_tried(tmp_path: Path) -> None:
    trial = tried_on(OtherSite("pages", spider="pages", base="http://127.0.0.1:9"), tmp_path, "")
    assert (trial.failed, trial.said[0][:9]) == ("", "not tried")


def test_a_host_that_shows_spam_is_named_by_check_and_survey(tmp_path: Path) -> None:
    title = "澳门新葡京官网_开云体育app下载_米兰体育登录入口_百家乐真人娱乐"
    link = "<p><a href='/game/{}.html'>真人娱乐 彩票 棋牌 注册送彩金</a></p>"
    body = f"<h1>{title}</h1>" + "".join(map(link.format, range(40)))
    spam = OtherSite("spam")
    spam.pages["/"] = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    with spam as served:
        trial = tried_on(served, tmp_path, "starts = ['BASE/']\nfamily = 'trs'")
        with pytest.raises(SurveyError, match=r"shows spam: .*澳门"):
            survey(served.base + "/", lambda _: None)
    assert "shows spam" in trial.failed
    assert "澳门" in trial.failed
