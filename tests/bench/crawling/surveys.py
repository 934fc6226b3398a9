"""Whether the file that a survey prints crawls the site whole."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from crawler.survey.site_text import site_text
from crawler.survey.survey import survey
from crawler.survey.visits import SurveyError
from tests.bench.crawling.runs import crawl, lost
from tests.bench.crawling.sites import SURVEYED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.crawling.figures import Figures

ASKED_SURVEYS = 0.9


def surveys(figures: Figures, folder: Path) -> None:
    """Survey every family's site, and crawl it with the file that was printed."""
    good = 0
    for name in SURVEYED:
        plan = Plan(articles=60, columns=4, per_page=10, nested=name in ("dated", "vsb"))
        with Simulator(name, plan) as served:
            try:
                text = site_text(survey(served.base + "/", lambda _: None))
            except SurveyError as error:
                figures.add(f"survey {name}", str(error)[:80], "a site file", reached=True)
                continue
            good += _is_right(figures, folder, served, text)
    share = good / len(SURVEYED)
    said = f"{good} of {len(SURVEYED)} sites: {share:.0%}"
    figures.add("surveys", said, f"≥ {ASKED_SURVEYS:.0%}", reached=share >= ASKED_SURVEYS)


def _is_right(figures: Figures, folder: Path, served: Simulator, text: str) -> bool:
    file = tomllib.loads(text)
    run = crawl(folder, text, file["spider"])
    missing = lost(served, run)
    wanted, cms = served.pages.starts(), served.family.cms.replace("dated", "")
    # lists that are drawn from JSON are called by their interface or by their page
    lists = sorted(file["starts"]) == sorted(served.base + path for path in wanted)
    right = lists or (served.family.kind == "json" and len(file["starts"]) == len(wanted))
    family = file.get("family", "") == cms or not cms
    said = (
        f"family {file.get('family', '-')}, {len(file['starts'])} lists of {len(wanted)}, "
        f"{len(served.site.expected()) - len(missing)} of {len(served.site.expected())} articles"
    )
    good = bool(right and family and not missing)
    # one site may fail: the share of all of them is the figure
    figures.add(
        f"survey {served.family.name}", said + ("" if good else "  (wrong)"), "", reached=True
    )
    return good
