"""Table cells: which begin a line of their own, and whose paragraphs share the line of their row.

Editors and word processors set each cell's text in a paragraph of its own.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from extract.document import text_of

if TYPE_CHECKING:
    from extract.document import Element

CELLS = frozenset(("td", "th"))
_MOST_CELLS = 40
_MOST_INSIDE = 40
"""Elements of a cell; words that were pasted in have a dozen."""
_LONGEST = 300
"""Characters of a row; where there are more, a table may lay out the page."""
_LAYOUT = frozenset(("div", "p", "table", "ul", "ol", "section", "article"))
_INLINE = frozenset(("span", "font", "strong", "b", "em", "i", "u", "sup", "sub", "a"))


def is_layout(cell: Element) -> bool:
    """Whether a table cell holds blocks of its own, as where tables lay out the page."""
    inner = [child for child in cell if child.tag in _LAYOUT or child.tag == "br"]
    return len(inner) > 1 or any(child.tag in ("table", "div", "ul") for child in inner)


class Rows:
    """Asked of the paragraphs of a page in order; remembers the row it was asked of last."""

    __slots__ = ("_is_data", "_row")

    def __init__(self) -> None:
        self._row: Element | None = None
        self._is_data = False

    def hold(self, paragraph: Element) -> bool:
        cell = paragraph.getparent()
        if cell is None or cell.tag not in CELLS:
            return False
        row = cell.getparent()
        if row is None:
            return False
        if row is not self._row:
            self._row, self._is_data = row, _is_data_row(row)
        return self._is_data


def _is_data_row(row: Element) -> bool:
    """Whether a row has several cells, and each one paragraph of plain words or nothing."""
    inside = list(islice(row, _MOST_CELLS + 1))
    cells = [element for element in inside if element.tag in CELLS]
    if len(inside) > _MOST_CELLS or len(cells) < 2 or not _has_others(row):  # noqa: PLR2004
        return False
    return all(map(_is_plain, cells)) and len(text_of(row, _LONGEST + 1)) <= _LONGEST


def _has_others(row: Element) -> bool:
    """Whether it is one of several rows."""
    table = next(row.iterancestors("table"), None)
    return table is not None and sum(1 for _ in islice(table.iter("tr"), 2)) > 1


def _is_plain(cell: Element) -> bool:
    inside = list(islice(cell.iterdescendants(), _MOST_INSIDE + 1))
    paragraphs = [element for element in inside if element.tag == "p"]
    plain = all(e.tag in _INLINE or not isinstance(e.tag, str) for e in inside if e.tag != "p")
    held = text_of(paragraphs[0], _LONGEST) if len(paragraphs) == 1 else ""
    return plain and len(inside) <= _MOST_INSIDE and held == text_of(cell, _LONGEST)
