"""The lines of a text capture, and what its renderer left of the page's shape.

Renderers of the kind of resiliparse's set an empty line around a paragraph and a heading but none
around other elements, indent what stands in a list, and begin its items with a mark.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from extract.lines import is_prose, line_pattern

_MARK = re.compile(r"(?:[•·*#\-]|\d+\.)\s+")
_WORDS = 5
_WORD = 5.5
"""Characters of a menu's words, on average, with the space behind each."""
_BARS = re.compile(r"[|｜丨]")
_LONGEST_MENU = 400
_MOST = 100_000
"""Lines; the captures of a newspaper's longest pages have five thousand."""


class Line(NamedTuple):
    """One line; a tuple, since a capture may have a hundred thousand."""

    text: str
    """Without the mark of a list."""
    marked: bool
    depth: int
    """Spaces before it: two for each list that it stands in."""
    led: bool
    """A paragraph's own indent stands before it."""
    parted: bool
    """An empty line stands before it."""
    is_text: bool
    """It reads as a sentence, and is no entry of a list."""


def lines_of(source: str) -> list[Line]:
    """Return the lines that have text, blank ones and all but the first `_MOST` left out."""
    found: list[Line] = []
    parted = True
    for raw in source.splitlines()[:_MOST]:
        text = " ".join(raw.split())
        if text:
            mark = _MARK.match(text)
            bare = (text[mark.end() :] if mark else text) or text
            inner = raw.lstrip(" ")
            depth, led = len(raw) - len(inner), inner[:1].isspace()
            is_text = not mark and is_prose(bare)
            found.append(Line(bare, mark is not None, depth, led, parted, is_text))
        parted = not text
    return found


def is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether empty lines stand before and behind a line, as around a heading."""
    return lines[at].parted and (at + 1 == len(lines) or lines[at + 1].parted)


def is_spaced(lines: Sequence[Line]) -> bool:
    """Whether empty lines part most paragraphs."""
    text = [line.parted for line in lines if line.is_text]
    return 2 * sum(text) > len(text)


def is_menu(text: str) -> bool:
    """Whether a line is a row of links: many short words, bars between words, words of menus."""
    words = text.split()
    if len(words) >= _WORDS and len(text) < _WORD * len(words):
        return True
    return len(text) < _LONGEST_MENU and (
        len(_BARS.findall(text)) > 1 or bool(line_pattern("menu").search(text))
    )
