"""The lines over and under a title: kicker (引题) and subtitle (副题)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.blocks import HEADINGS
from extract.lines import fold, is_prose
from extract.metadata.byline import is_byline
from extract.metadata.dates import read_date
from extract.metadata.headings import heading_text
from extract.metadata.sites import is_site
from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.document import Document, Element
    from extract.metadata.tags import HeadTags
    from extract.metadata.titles import Title

_LONGEST = 80
_SHORTEST_KICKER = 7
"""Letters; what is shorter over a title is its column's name."""
_SHORTEST = 4
_LEVELS = 3
_MOST = 8
_NO_DECK = re.compile("[>»›。]|位置|字体|字号|打印|分享|收藏|阅读|浏览|点击")


@dataclass(frozen=True, slots=True)
class Decks:
    kicker: str | None = None
    subtitle: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Field and what gave it."""


def read_decks(
    document: Document, title: Title | None, tags: HeadTags, column: Sequence[str]
) -> Decks:
    """Return kicker and subtitle by the tags, by class names, or by their place at the heading."""
    if title is None:
        return Decks()
    known = {fold(title.text), *map(fold, column)}
    found: dict[str, tuple[str, str]] = {}
    for name in ("kicker", "subtitle"):
        shortest = _SHORTEST_KICKER if name == "kicker" else _SHORTEST
        claims = [(claim.value, claim.evidence) for claim in tags.claims.get(name, ())]
        for text, how in (*claims, *_named(document, name, title), *_beside(name, title)):
            folded = fold(text)
            if shortest <= len(folded) and folded not in known and _may_be_deck(text, tags):
                found[name] = (text, how)
                break
    return Decks(
        kicker=found["kicker"][0] if "kicker" in found else None,
        subtitle=found["subtitle"][0] if "subtitle" in found else None,
        evidence=tuple((name, how) for name, (_, how) in found.items()),
    )


def _may_be_deck(text: str, tags: HeadTags) -> bool:
    fit = len(text) <= _LONGEST and not _NO_DECK.search(text)
    return fit and not (is_site(text, tags) or read_date(text) or is_byline(text))


def _named(document: Document, name: str, title: Title) -> list[tuple[str, str]]:
    """Return the texts of elements near the heading that a class calls so."""
    return [
        (heading_text(element), f"class:{word}")
        for word in load("metadata/sites.toml")[f"{name}_classes"]
        for element in document.called(word)[:_MOST]
        if element is not title.element and _is_near(element, title.element)
    ]


def _is_near(element: Element, heading: Element | None) -> bool:
    if heading is None:
        return True
    above = list(heading.iterancestors())[:_LEVELS]
    return any(parent in above for parent in list(element.iterancestors())[:_LEVELS])


def _beside(name: str, title: Title) -> list[tuple[str, str]]:
    """Return the heading that stands directly over or under the title's."""
    heading = title.element
    if heading is None or heading.tag not in HEADINGS:
        return []
    over = name == "kicker"
    near = _next(heading, over=over)
    if near is None or near.tag not in HEADINGS or near.find(".//a") is not None:
        return []
    if not over:
        behind = _next(near, over=False)
        if behind is None or is_prose(heading_text(behind)):
            return []  # the first section of the text
    return [(heading_text(near), "beside_title")]


def _next(element: Element, *, over: bool) -> Element | None:
    return next((e for e in element.itersiblings(preceding=over) if isinstance(e.tag, str)), None)
