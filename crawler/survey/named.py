"""Articles whose addresses have names alone, /news/abcdef.html: told by the lists they stand in.

Nothing in such an address tells it from a column's, so this is looked at where nothing else was
found, and only a folder of which one page lists several by headlines and days counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.survey.samples import Group
from crawler.survey.shapes import SLUG, has_id, pattern, shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crawler.lists.links import Link
    from crawler.survey.views import View

_FEWEST, _HEADLINE = 5, 10
_LISTS = r"(?!(?:index|default|list|home)[\w-]*(?:\.|$))"
_NAME = re.compile(r"[a-z][a-z_-]{2,80}(?:\.\w{2,5})?$", re.IGNORECASE)


def named_form(url: str) -> str:
    """Return an address's folder with the name left open, empty where it is no name alone."""
    folder, _, name = urlsplit(url).path.rpartition("/")
    if has_id(shape(url)) or "?" in url or not _NAME.match(name):
        return ""
    dot = name.rfind(".")
    return f"{folder}/{SLUG}{name[dot:] if dot > 0 else ''}"


def find_named(views: Iterable[View], covers: Callable[[str], bool], skip: set[str]) -> list[Group]:
    """Return the groups of named links that a page lists with headlines and days."""
    groups: dict[str, Group] = {}
    for view in views:
        rows: dict[str, list[Link]] = defaultdict(list)
        for link in view.links:
            form = named_form(link.url) if covers(link.url) and link.url not in skip else ""
            if form and len(link.text) >= _HEADLINE:
                rows[form].append(link)
        for form, links in rows.items():
            dated = sum(bool(link.day or link.month_day) for link in links)
            if len(links) >= _FEWEST and dated * 2 >= len(links):
                group = groups.setdefault(form, Group(form, named=True))
                group.texts |= {link.url: link.text for link in links}
                group.on[view.url] += [link.url for link in links]
    return list(groups.values())


def named_pattern(form: str, urls: Sequence[str]) -> str:
    """Return a regular expression for the addresses of a named group."""
    folder, _, name = form.rpartition("/")
    return f"{re.escape(folder)}/{_LISTS}{pattern('/' + name, urls).lstrip('/')}"
