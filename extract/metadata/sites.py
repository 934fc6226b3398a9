"""Telling a site's or a column's name from a title."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extract.lines import fold
from extract.metadata.persons import fold_script
from extract.rules_files import load

if TYPE_CHECKING:
    from extract.metadata.tags import HeadTags

_SEPARATORS = re.compile(r"\s*(?:[_|｜»<>]|::|--+|(?<=\s)[-–—·•:](?=\s))\s*")
_SHORTEST = 4
_LONGEST = 24
_SURE = 8
"""Letters before a hyphen from which what stands behind it is rather a site's name."""
_SITE = 14
_COLUMN = 5
"""Letters of a part that is rather a column's name than a title."""


def is_site(text: str, tags: HeadTags) -> bool:
    """Whether `text` is what a site calls itself: in its tags, or by its last word."""
    folded = fold(fold_script(text))
    if any(folded == fold(fold_script(claim.value)) for claim in tags.claims.get("site", ())):
        return True
    return len(folded) <= _LONGEST and bool(_names().search(folded))


def without_site(text: str, tags: HeadTags) -> str:
    """Return a document's title without the site and column names set before or behind it."""
    divided = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    parts = [part for each in divided for part in _at_hyphens(each, tags)]
    if not parts:
        return text.strip()
    own = [part for part in parts if not is_site(part, tags)] or parts
    if own[0] != parts[0] and max(len(fold(part)) for part in own) <= _COLUMN:
        own = parts  # what looked like the site's name is all that a title can be
    first = own[0]
    return first if len(fold(first)) >= _SHORTEST or len(own) == 1 else max(own, key=len)


def _at_hyphens(text: str, tags: HeadTags) -> list[str]:
    """Divide at hyphens set solid, which titles have as well, as in 中国-东盟博览会."""
    head, hyphen, tail = text.rpartition("-") if "-" in text else text.rpartition("–")
    lengths = len(fold(head)), len(fold(tail))
    long_enough = lengths[0] >= _SURE and lengths[1] <= _SITE and not tail[:1].isdigit()
    if not hyphen or not (long_enough or is_site(tail, tags) or _leads(head, tags)):
        return [text]
    return [*_at_hyphens(head.strip(), tags), tail.strip()]


def _leads(head: str, tags: HeadTags) -> bool:
    """Whether a site's name stands before a hyphen that is set solid; an office's may be text."""
    return is_site(head, tags) and bool(_leading().search(fold(head)))


def cut_site(text: str, tags: HeadTags) -> str:
    """Return a heading without the site's name behind it; all else may be the title's own."""
    parts = _at_hyphens(text, tags)
    if len(parts) > 1 and is_site(parts[-1], tags):
        return text[: text.rindex(parts[-1])].rstrip(" -–")
    *_, last = [(0, 0), *(found.span() for found in _SEPARATORS.finditer(text))]
    return text[: last[0]] if last[1] and is_site(text[last[1] :], tags) else text


@cache
def _leading() -> re.Pattern[str]:
    return re.compile("|".join(load("metadata/sites.toml")["leading"]))


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(load("metadata/sites.toml")["names"]))
