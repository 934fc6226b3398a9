"""A tree as lines of text: what a reader sees as one paragraph, heading or table row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from extract.cells import CELLS, Rows, is_layout
from extract.document import Element
from extract.rules_files import load

_BREAKING = frozenset(load("elements.toml")["breaking"])
SILENT = frozenset(load("elements.toml")["silent"])
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTION = re.compile(load("elements.toml")["caption"], re.IGNORECASE)
_FIGURES = frozenset(("figure", "figcaption"))
_NOTED = frozenset(("a",)) | HEADINGS | CELLS
"""Elements that say something of the text in them."""
_PLAIN = frozenset(("span", "font", "strong", "b", "em", "i", "u", "img"))
"""The usual ones that say nothing of it, and neither begin nor end a line."""


@dataclass(slots=True)
class Block:
    """One line of a page."""

    text: str
    link_chars: int = 0
    """Characters of it that stand inside links."""
    heading: bool = False
    caption: bool = False
    """It stands where the markup puts a picture's caption."""
    holder: Element | None = field(default=None, repr=False, compare=False)
    """The innermost element that begins and ends lines and has the whole line in it."""

    @property
    def is_link(self) -> bool:
        return self.link_chars * 10 >= len(self.text) * 8


class _Line:
    """A line that is being filled, and what surrounds the place that is read."""

    __slots__ = (
        "_caption",
        "_captions",
        "_heading",
        "_headings",
        "_holders",
        "_linked",
        "_links",
        "_looks_for_captions",
        "_parts",
        "_rows",
        "_shows",
    )

    def __init__(self, root: Element, *, captions: bool) -> None:
        self._looks_for_captions = captions
        self._parts: list[str] = []
        self._linked = 0
        self._heading = self._caption = self._shows = False
        self._links = self._headings = 0
        self._captions: list[Element] = []
        self._holders: list[Element] = [root]
        self._rows = Rows()

    def enter(self, element: Element, tag: str) -> Block | None:
        """Go into an element; return the line that ends with it."""
        done = None
        breaks = tag in _BREAKING if tag not in CELLS else is_layout(element)
        if breaks and not (tag == "p" and self._rows.hold(element)):
            done = self.end()
            self._holders.append(element)
        if tag in _NOTED:
            self._note(tag, 1)
        elif self._looks_for_captions and (
            tag in _FIGURES or ((name := element.get("class")) and is_caption(name))
        ):
            self._captions.append(element)
        return done

    def leave(self, element: Element, tag: str) -> Block | None:
        done = None
        if self._holders[-1] is element:
            done = self.end()
            self._holders.pop()
        if tag in _NOTED:
            self._note(tag, -1)
        elif self._captions and self._captions[-1] is element:
            self._captions.pop()
        return done

    def _note(self, tag: str, step: int) -> None:
        if tag == "a":
            self._links += step
        elif tag in CELLS:
            self._parts.append(" ")
        else:
            self._headings += step

    def add(self, text: str) -> None:
        self._parts.append(text)
        if shown := len(text.strip()):
            self._shows = True
            if self._links:
                self._linked += shown
            self._heading = self._headings > 0
            if self._captions:
                self._caption = True

    def end(self) -> Block | None:
        """Begin a new line; return the one that was filled, if it shows anything."""
        if not self._shows:
            self._parts = []
            return None
        text = " ".join("".join(self._parts).split())
        block = Block(text, self._linked, self._heading, self._caption, self._holders[-1])
        self._parts, self._linked = [], 0
        self._heading = self._caption = self._shows = False
        return block


def blocks(root: Element, *, captions: bool = False) -> Iterator[Block]:
    """Yield the lines under `root` in order; cells of a data table's row share one line.

    Whether lines are `captions` is said on demand, since it takes a look at each class.
    """
    line = _Line(root, captions=captions)
    told = SILENT if captions else SILENT | _PLAIN
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        tag = element.tag
        done = None
        if event == "start":
            if tag in SILENT:
                walk.skip_subtree()
                continue
            if tag not in told:
                done = line.enter(element, tag)
            text = element.text
        else:
            if event == "end" and tag not in told:
                done = line.leave(element, tag)
            text = None if element is root else element.tail
        if text:
            line.add(text)
        if done:
            yield done
    if done := line.end():
        yield done


@lru_cache(maxsize=4096)
def is_caption(name: str) -> bool:
    """Whether a class is what templates call a picture's caption or credit."""
    return bool(_CAPTION.search(name))
