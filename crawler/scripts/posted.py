"""Interfaces that a page's script asks for the rows of its list, by POST or by GET."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from crawler.lists.hrefs import absolute
from crawler.paging.counting import number_in, with_parameter
from crawler.paging.targets import Target
from crawler.paging.words import PARAMETERS, POSTED_OTHERWISE
from crawler.scripts.calls import calls
from crawler.scripts.sent_values import UNKNOWN
from crawler.scripts.values import ScriptReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage

_ASKS = re.compile(r"\b(?:post|get|fetch|ajax|axios|request|open)\w{0,6}\W", re.IGNORECASE)
_QUERY = re.compile(
    r"""\b(?!encode|decode|String|Number|parse)\w{3,40}\(\s*["'](\w{1,40})["']\s*\)"""
)
# a file for each page of a list
_FILE = re.compile(r"[_-]1\.json$", re.IGNORECASE)
_MOST = 5


def posted_to(page: ListPage) -> list[Target]:
    """Return what the page's scripts post, or ask for by GET, in order, each once.

    Counters and logins are none.
    """
    scripts = page.scripts
    if not _ASKS.search(scripts):
        return []

    def field(name: str) -> str | None:
        found = page.root.xpath("//*[@id=$name]/@value", name=name)
        return str(found[0]) if found else None

    reader = ScriptReader(
        _with_query(page, scripts),
        field,
        lambda name: 1 if name.lower() in PARAMETERS else UNKNOWN,
    )
    asked = (_target(page, address, sent) for address, sent in calls(reader))
    return list(dict.fromkeys(_first_page(target) for target in asked if target))[:_MOST]


def more_posted(page: ListPage, number: int) -> Iterator[Target]:
    """Yield requests for one page's rows, by calls that send the number of a page."""
    for target in posted_to(page):
        if at := number_in(target, PARAMETERS):
            yield with_parameter(target, at[0], number)


def _target(page: ListPage, address: Any, sent: str) -> Target | None:
    """Return what a call asks for, None where it can't be for the rows of a list."""
    url = absolute(page.base, address) if isinstance(address, str) else None
    if not url or not sent or POSTED_OTHERWISE.search(url.partition("://")[2].partition("/")[2]):
        return None
    if sent[0] != "?":
        return Target(url, sent)
    here, _, own = url.partition("?")
    target = Target(f"{here}?{'&'.join(filter(None, (own, sent[1:])))}")
    if not own and len(sent) == 1:
        return Target(here) if _FILE.search(here) else None
    # without parameters that it names by itself, only a page's number tells a list
    return target if len(sent) > 1 or number_in(target, PARAMETERS) else None


def _first_page(target: Target) -> Target:
    """Return a request for the first page, whatever page the script counts from."""
    at = number_in(target, PARAMETERS)
    return with_parameter(target, at[0], 1) if at and at[1] > 1 else target


def _with_query(page: ListPage, scripts: str) -> str:
    """Return scripts with what they read from the page's own address: getQuery('id') is its id."""
    own = dict(parse_qsl(urlsplit(page.url).query))
    return (
        _QUERY.sub(lambda call: json.dumps(own[call[1]]) if call[1] in own else call[0], scripts)
        if own
        else scripts
    )
