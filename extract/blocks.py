"""A tree as lines of text: what a reader sees as one paragraph, heading or table row."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.document import Element
from extract.rules_files import load

_BREAKING = frozenset(load("elements.toml")["breaking"])
_CELLS = frozenset(("td", "th"))
SILENT = frozenset(load("elements.toml")["silent"])
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LAYOUT = frozenset(("div", "p", "table", "ul", "ol", "section", "article"))


@dataclass(slots=True)
class Block:
    """One line of a page."""

    text: str
    link_chars: int = 0
    """Characters of it that stand inside links."""
    heading: bool = False
    caption: bool = False
    """It stands where the markup puts a picture's caption."""

    @property
    def is_link(self) -> bool:
        return self.link_chars * 10 >= len(self.text) * 8


class _Line:
    """A line that is being filled, and what surrounds the place that is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0
        self._heading = self._caption = False
        self._links = self._headings = self._captions = 0

    def enter(self, element: Element, step: int) -> None:
        """Note that `element` begins (1) or ends (-1)."""
        tag = element.tag
        if tag == "a":
            self._links += step
        elif tag in HEADINGS:
            self._headings += step
        elif tag == "figcaption":
            self._captions += step
        elif tag in _CELLS:
            self._parts.append(" ")

    def add(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if shown := len(text.strip()):
            self._linked += shown if self._links else 0
            self._heading = bool(self._headings)
            self._caption = self._caption or bool(self._captions)

    def end(self) -> Block | None:
        text = " ".join("".join(self._parts).split())
        block = Block(text, self._linked, self._heading, self._caption) if text else None
        self._parts, self._linked = [], 0
        self._heading = self._caption = False
        return block


def blocks(root: Element) -> Iterator[Block]:
    """Yield the lines under `root` in order; cells of a data table's row share one line."""
    line = _Line()
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        shown = isinstance(element.tag, str) and element.tag not in SILENT
        if shown and _breaks(element) and (done := line.end()):
            yield done
        if shown and not leaving:
            line.enter(element, 1)
            line.add(element.text)
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]
            continue
        if shown:
            line.enter(element, -1)
        if element is not root:
            line.add(element.tail)
    if done := line.end():
        yield done


def _breaks(element: Element) -> bool:
    return element.tag in _BREAKING or (element.tag in _CELLS and _is_layout(element))


def _is_layout(cell: Element) -> bool:
    """Whether a table cell holds blocks of its own, as where tables lay out the page."""
    inner = [child for child in cell if child.tag in _LAYOUT or child.tag == "br"]
    return len(inner) > 1 or any(child.tag in ("table", "div", "ul") for child in inner)
