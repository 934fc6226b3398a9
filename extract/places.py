"""Where captions stand: what is asked of a body's elements around its pictures."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from extract.document import text_of

if TYPE_CHECKING:
    from extract.document import Element

_LONGEST = 160
_SAMPLED = 1000
"""Paragraphs that are asked how a body sets its lines."""
_MOST_CENTRED = 0.3
"""Share of a body's text from which centred lines are its style, and no captions."""
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)


class Places:
    """What is asked of a body's elements again and again, answered once each."""

    def __init__(self, body: Element) -> None:
        self.body = body
        self._texts: dict[Element, str] = {}
        self._tables: dict[Element, bool] = {}
        self._pictured: set[Element] = set()
        for picture in body.iter("img"):
            for above in (picture, *picture.iterancestors()):
                if above in self._pictured:
                    break
                self._pictured.add(above)
        self.centred_all = self._is_centred_all()

    def text(self, element: Element) -> str:
        if element not in self._texts:
            self._texts[element] = text_of(element)
        return self._texts[element]

    def has_picture(self, element: Element) -> bool:
        return element in self._pictured

    def is_set_off(self, element: Element) -> bool:
        """Whether an element is set as captions are: in a picture's table, or centred."""
        if self._is_in_picture_table(element):
            return True
        return not self.centred_all and is_centred(element, self.body)

    def _is_in_picture_table(self, element: Element) -> bool:
        """Whether an element stands in a small table that holds a picture and little text."""
        table = next(element.iterancestors("table"), None)
        if table is None:
            return False
        if table not in self._tables:
            pictures = sum(1 for _ in table.iter("img"))
            rows = sum(1 for _ in table.iter("tr"))
            little = len(self.text(table)) <= 2 * _LONGEST
            self._tables[table] = 0 < rows <= 2 * pictures and little
        return self._tables[table]

    def _is_centred_all(self) -> bool:
        whole = centred = 0
        for paragraph in islice(self.body.iter("p"), _SAMPLED):
            length = len(self.text(paragraph))
            whole += length
            centred += length if is_centred(paragraph, self.body) else 0
        return centred > _MOST_CENTRED * whole and centred > 2 * _LONGEST


def is_centred(element: Element, body: Element | None = None) -> bool:
    """Whether an element or one of the next around it, up to `body`, is set in the middle."""
    for each in (element, *islice(element.iterancestors(), 2), *element[:1]):
        if each is body:
            break
        name = f"{each.get('class') or ''} {each.get('align') or ''}".lower()
        if each.tag == "center" or "center" in name or _CENTRED.search(each.get("style") or ""):
            return True
    return False
