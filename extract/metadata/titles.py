"""The article's title among all that a page calls its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.document import Element, text_of
from extract.trim import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.metadata.tags import HeadTags

_SEPARATORS = re.compile(r"\s*(?:[_|｜»]|::|>>|--+|(?<=\s)[-–—·•:](?=\s)|[-–](?=[^-–]{2,24}$))\s*")
_LONGEST = 200
_SHORTEST = 4
_TITLE_CLASS = "contains(translate(concat(@class,' ',@id),'TILE','tile'),'title')"
_OTHER = (
    "//body//*[self::div or self::span or self::p or self::td or self::strong or self::font]"
    f"[{_TITLE_CLASS}]"
)
_MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    evidence: str


def read_title(root: Element, tags: HeadTags, restored: str | None = None) -> Title | None:
    """Return the title that the page's head and its headings agree on, else the best claim.

    `restored` is what stood in the head before a kit replaced it.
    """
    document_title = restored or _document_title(root)
    claims = [(claim.value, claim.evidence) for claim in tags.claims.get("title", ())]
    headings = _headings(root)
    if shared := _agreed(document_title, headings):
        return shared
    named = [Title(_without_site(text), how) for text, how in claims]
    whole = fold(document_title)
    for title in named:
        if fold(title.text) and (not whole or fold(title.text)[:10] in whole):
            return title
    if document_title:
        first = _without_site(document_title)
        if len(fold(first)) >= _SHORTEST:
            return Title(first, "title")
    best = named or headings
    return best[0] if best else None


def _document_title(root: Element) -> str:
    title = root.find(".//title")
    return "" if title is None else " ".join((title.text_content() or "").split())[:_LONGEST]


def _headings(root: Element) -> list[Title]:
    """Return the texts of headings, then of what a class calls a title."""
    found = []
    for tag in ("h1", "h2", "h3", "h4"):
        found += [(element, tag) for element in root.iter(tag)][:_MOST_CANDIDATES]
    found += [(e, "class:title") for e in root.xpath(_OTHER)[:_MOST_CANDIDATES]]
    titles = [
        Title(text_of(element), f"heading:{how}" if how[0] == "h" else how)
        for element, how in found
    ]
    return [title for title in titles if _SHORTEST <= len(title.text) <= _LONGEST]


def _agreed(document_title: str, headings: Sequence[Title]) -> Title | None:
    """Return the longest heading that the document's title opens with, or holds most of."""
    whole = fold(document_title)
    best: Title | None = None
    for heading in headings:
        folded = fold(heading.text)
        if len(folded) < _SHORTEST or folded not in whole:
            continue
        opens = whole.startswith(folded)
        if not opens and len(folded) * 2 < len(whole):
            continue
        if best is None or len(folded) > len(fold(best.text)):
            best = heading
    return best


def _without_site(text: str) -> str:
    """Return the first part that is long enough to be a title; site and column names follow it."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if not parts:
        return text.strip()
    first = parts[0].strip()
    if len(fold(first)) >= _SHORTEST or len(parts) == 1:
        return first
    return max(parts, key=len).strip()
