"""The article's title among all that a page calls its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.document import text_of
from extract.lines import fold
from extract.metadata.headings import Heading, above_byline, headings, named_titles
from extract.metadata.sites import cut_site, is_site, without_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.blocks import Block
    from extract.document import Document, Element
    from extract.metadata.tags import HeadTags

_LONGEST = 200
_SHORTEST = 4
_COLUMN = 8
"""A document's title this short may be its column's."""
_QUOTES = ("“", '"', "‘", "'", "《", "＂")
_CUT = re.compile(r"(?:\.{2,}|…+|[“\"‘'《（(])\s*$")
_KIND = re.compile(r"^(?:主题|标题|题目)\s*[:：]\s*")
# the norm of government sites and the system of newspapers name the own title so
_NORM = frozenset(("meta:articletitle", "enpproperty:title"))


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    evidence: str
    element: Element | None = None
    """The heading that it stands in, if any."""


def read_title(
    document: Document, tags: HeadTags, lines: Sequence[Block] = (), restored: str | None = None
) -> Title | None:
    """Return the title that the page's head and its headings agree on, else the best claim.

    In order: a heading that the document's title holds; a heading that goes on where the document's
    title or a tag was cut; the government norm's ArticleTitle; another tag that the document's
    title bears out; where the document's title is the site's or a column's, the line over the
    byline; the document's title without site and column. `restored` is what stood in the head
    before a kit replaced it, `lines` are the page's.
    """
    whole = restored or _document_title(document.root)
    first = without_site(whole, tags)
    shown = [heading for heading in headings(document) if not is_site(heading.text, tags)]
    found = _agreed(whole, shown, tags)
    if found is not None and len(fold(found.text)) >= len(fold(first)):
        return _bare(found)
    shown += [heading for heading in named_titles(document) if not is_site(heading.text, tags)]
    named = [
        Title(without_site(claim.value[:_LONGEST], tags), claim.evidence)
        for claim in tags.claims.get("title", ())
    ]
    found = (
        _agreed(whole, shown, tags)
        or _completed([first, *(title.text for title in named)], shown)
        or _normed(named)
        or _borne_out(named, whole)
        or (_of_page(_other(shown, first), named, lines) if _says_little(first, tags) else None)
    )
    if found is None and len(fold(first)) >= _SHORTEST:
        found = Title(first, "title")
    found = found or _of_page(shown, named, lines)
    return _bare(found) if found else None


def _bare(title: Title) -> Title:
    """Return a title without the word 主题 that forums put before it."""
    return Title(_KIND.sub("", title.text), title.evidence, title.element)


def _document_title(root: Element) -> str:
    title = next(root.iter("title"), None)
    return "" if title is None else text_of(title)[:_LONGEST]


def _agreed(whole: str, shown: Sequence[Heading], tags: HeadTags) -> Title | None:
    """Return the longest heading that the document's title opens with, or holds most of."""
    folded_whole = fold(whole)
    first = without_site(whole, tags)
    best: Title | None = None
    for heading in shown:
        folded = fold(heading.text)
        if not folded or folded not in folded_whole:
            continue
        if len(folded) < _SHORTEST and folded != fold(first):
            continue
        opens = folded_whole.startswith(folded)
        if not opens and len(folded) * 2 < len(folded_whole):
            continue
        text = _as_written(heading.text, whole)
        text = cut_site(text, tags) if folded == folded_whole else text
        if best is None or len(fold(text)) > len(fold(best.text)):
            best = Title(text, heading.evidence, heading.element)
    return best


def _as_written(heading: str, whole: str) -> str:
    """Return a heading without the gap at its line's end where the document's title has none."""
    joined = heading.replace(" ", "")
    return joined if heading not in whole and joined in whole else heading


def _completed(cut: Sequence[str], shown: Sequence[Heading]) -> Title | None:
    """Return the heading that goes on where a title was cut, at a quotation mark or for length."""
    for text in cut:
        bare = _CUT.sub("", text)
        marked = bare != text or text.count("“") > text.count("”")
        if len(fold(bare)) < _SHORTEST:
            continue
        for heading in shown:
            rest = heading.text.removeprefix(bare)
            if rest != heading.text and (marked or rest.startswith(_QUOTES)):
                return Title(heading.text, heading.evidence, heading.element)
    return None


def _normed(named: Sequence[Title]) -> Title | None:
    return next((t for t in named if t.evidence in _NORM and len(fold(t.text)) >= _SHORTEST), None)


def _borne_out(named: Sequence[Title], whole: str) -> Title | None:
    folded_whole = fold(whole)
    for title in named:
        folded = fold(title.text)
        if folded and (not folded_whole or folded[:10] in folded_whole):
            return title
    return None


def _says_little(first: str, tags: HeadTags) -> bool:
    """Whether a document's title is that of the site or of a column."""
    return len(fold(first)) <= _COLUMN or is_site(first, tags)


def _other(shown: Sequence[Heading], first: str) -> list[Heading]:
    """Return the headings that aren't a part of the document's title: 公示 in 关于公示的说明."""
    folded = fold(first)
    return [heading for heading in shown if fold(heading.text) not in folded]


def _of_page(
    shown: Sequence[Heading], named: Sequence[Title], lines: Sequence[Block]
) -> Title | None:
    """Return what the page itself shows for a title: over its byline, as a heading, in a tag."""
    first = [heading for heading in shown if heading.evidence == "heading:h1"]
    if len(first) == 1:
        return Title(first[0].text, first[0].evidence, first[0].element)
    if text := above_byline(lines):
        folded = fold(text)
        heading = next((h for h in shown if fold(h.text) == folded), None)
        how = heading.evidence if heading else "above_byline"
        return Title(text, how, heading.element if heading else None)
    if shown:
        return Title(shown[0].text, shown[0].evidence, shown[0].element)
    return named[0] if named else None
