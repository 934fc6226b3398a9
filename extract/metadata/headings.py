"""What a page shows as headings, and the line over its byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from extract.lines import is_heading_of_others
from extract.metadata.byline import is_byline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.blocks import Block
    from extract.document import Document, Element

_LONGEST = 200
_SHORTEST = 2
_TITLE_CLASSES = ("title", "biaoti")
_OTHER = frozenset(("div", "span", "p", "td", "strong", "font"))
_MOST = 40
_LINES = 400
_LINE = 160
_ABOVE = 4
_SHORTEST_TITLE = 5
_HEADLINE = 100
_TOLD = 1000
_DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d")
_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]{1,200})?/?(?:(?:index|default)\.\w{3,5})?$(?<=.)")
_NO_TITLE = re.compile(
    r"[。；，]$|[>»›]|^(?:——|--|─|[(（])|位置|字体|字号|打印|分享|收藏|^(?:首 ?页|正文|返回)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    evidence: str
    element: Element


def headings(document: Document) -> list[Heading]:
    """Return the headings of a page; none that leads to the home page."""
    found: list[tuple[Element, str]] = []
    for tag in ("h1", "h2", "h3", "h4"):
        found += [(element, f"heading:{tag}") for element in islice(document.root.iter(tag), _MOST)]
    return _readable(found)


def named_titles(document: Document) -> list[Heading]:
    """Return what a class calls a title, for pages whose titles are no headings."""
    named = [e for e in document.called(*_TITLE_CLASSES) if e.tag in _OTHER]
    found = _readable([(element, "class:title") for element in named[:_MOST]])
    return [heading for heading in found if not is_heading_of_others(heading.text)]


def _readable(found: list[tuple[Element, str]]) -> list[Heading]:
    read = [Heading(heading_text(element), how, element) for element, how in found]
    return [h for h in read if _SHORTEST <= len(h.text) <= _LONGEST and not _is_logo(h.element)]


def heading_text(element: Element) -> str:
    """Return an element's text; lines of a heading are set apart by a space."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == "br":
            parts.append(" ")
        elif isinstance(node.tag, str) and node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
        if len(parts) > _LONGEST:
            break
    return " ".join("".join(parts).split())


def above_byline(lines: Sequence[Block]) -> str | None:
    """Return the line over the first line that is a dated byline, where it may be a title.

    A byline under much running text is another's: that of a reply, or of the next article.
    """
    told = 0
    for i, block in enumerate(lines[:_LINES]):
        told += len(block.text) if len(block.text) > _LINE and not block.is_link else 0
        if told > _TOLD:
            return None
        if i and len(block.text) <= _LINE and _DATED.search(block.text) and is_byline(block.text):
            near = (b for b in reversed(lines[max(0, i - _ABOVE) : i]))
            return next((b.text for b in near if _may_be_title(b)), None)
    return None


def _may_be_title(block: Block) -> bool:
    text = block.text
    fit = _SHORTEST_TITLE <= len(text) <= _HEADLINE and not block.is_link
    return fit and not _NO_TITLE.search(text) and not is_byline(text)


def _is_logo(element: Element) -> bool:
    links = [*element.iter("a"), *element.iterancestors("a")]
    return len(links) == 1 and bool(_HOME.match(links[0].get("href") or ""))
