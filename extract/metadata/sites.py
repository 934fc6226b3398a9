"""Telling a site's or a column's name from a title."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extract.metadata.persons import fold_script
from extract.rules_files import load
from extract.trim import fold

if TYPE_CHECKING:
    from extract.metadata.tags import HeadTags

_SEPARATORS = re.compile(
    r"\s*(?:[_|｜»<>]|::|--+|(?<=\s)[-–—·•:](?=\s)|[-–](?=[^-–\d][^-–]{1,23}$))\s*"
)
_SHORTEST = 4
_LONGEST = 24


def is_site(text: str, tags: HeadTags) -> bool:
    """Whether `text` is what a site calls itself: in its tags, or by its last word."""
    folded = fold(fold_script(text))
    if any(folded == fold(fold_script(claim.value)) for claim in tags.claims.get("site", ())):
        return True
    return len(folded) <= _LONGEST and bool(_names().search(folded))


def without_site(text: str, tags: HeadTags) -> str:
    """Return a document's title without the site and column names set before or behind it."""
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    if not parts:
        return text.strip()
    own = [part for part in parts if not is_site(part, tags)] or parts
    first = own[0]
    return first if len(fold(first)) >= _SHORTEST or len(own) == 1 else max(own, key=len)


def cut_site(text: str, tags: HeadTags) -> str:
    """Return a heading without the site's name behind it; all else may be the title's own."""
    *before, last = [found.span() for found in _SEPARATORS.finditer(text)] or [(0, 0)]
    if last[1] and is_site(text[last[1] :], tags):
        return cut_site(text[: last[0]], tags) if before else text[: last[0]]
    return text


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(load("metadata/sites.toml")["names"]))
