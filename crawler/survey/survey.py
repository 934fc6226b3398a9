"""Surveying a site: its system, its lists, its articles' addresses, and how sure each of it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from crawler.paging.targets import Target
from crawler.survey.choosing import Choosing
from crawler.survey.drawing import Drawing
from crawler.survey.explore import Exploration
from crawler.survey.visits import NoListError, SurveyError, Visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.survey.found import Found


def survey(url: str, say: Callable[[str], None]) -> Found:
    """Look a site over and return what a site file needs; raises `SurveyError`.

    A site of which plain requests show no list is looked over again in a browser, if there is one.
    """
    visits = Visits(url, say)
    try:
        return _looked_over(url, visits)
    except NoListError as nothing:
        if not nothing.scripted:
            raise
        return _looked_over_drawn(url, visits, say, nothing)


def _looked_over(url: str, visits: Visits) -> Found:
    exploration = Exploration(visits)
    exploration.run(visits.enter(Target(url)))
    return Choosing(url, visits, exploration).found()


def _looked_over_drawn(
    url: str, visits: Visits, say: Callable[[str], None], nothing: SurveyError
) -> Found:
    try:
        drawing = Drawing(visits.hosts, visits.agent, loopback=visits.loopback)
    except ConfigurationError as missing:
        raise SurveyError(f"{nothing}; a script may draw its pages, but {missing}") from None
    say("     nothing by plain requests: once more, in a browser")
    with drawing:
        found = _looked_over(url, Visits(url, say, drawing))
    found.drawn = True
    return found
