"""The day that stands in a link's row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml.etree import XPath

from extract.metadata.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from extract.document import Element

_ALONE = re.compile(
    r"[\s\[(【（〔·|]*(0?[1-9]|1[0-2])\s*(?:[-/]|月)\s*(0?[1-9]|[12]\d|3[01])\s*日?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?[\s\])】）〕|]*"
)
_LONGEST = 24
_ROW_CHARS = 400
_ROW_DEPTH = 4
_TEXT = XPath("string()", smart_strings=False)


class RowDays:
    """The days beside one page's links; what many of them stand in is read once."""

    def __init__(self) -> None:
        self._texts: dict[Element, str] = {}
        self._month_days: dict[Element, tuple[int, int] | None] = {}

    def beside(self, link: Element) -> tuple[date | None, tuple[int, int] | None]:
        """Return the day in the smallest part of the page around a link that names one.

        Where none does, month and day of the smallest that has these by themselves.
        """
        parts = list(self._around(link))
        for part in parts:
            if dated := read_date(self._texts[part]):
                return dated.moment.date(), None
        return None, next(filter(None, map(self._month_day, parts)), None)

    def _month_day(self, part: Element) -> tuple[int, int] | None:
        if part not in self._month_days:
            self._month_days[part] = _month_day(map(str, part.itertext()))
        return self._month_days[part]

    def _around(self, link: Element) -> Iterator[Element]:
        """Yield a link and the parts of the page around it, while they are no more than its row."""
        part = link
        for _ in range(_ROW_DEPTH):
            if part not in self._texts:
                self._texts[part] = cast("str", _TEXT(part))
            if len(self._texts[part]) > _ROW_CHARS:
                return
            yield part
            parent = part.getparent()
            if parent is None or part.tag in ("li", "tr", "dl"):
                return
            part = parent


def _month_day(pieces: Iterable[str]) -> tuple[int, int] | None:
    """Return the month and the day that one of the pieces of text consists of; None without one."""
    for piece in pieces:
        if len(piece) <= _LONGEST and (found := _ALONE.fullmatch(piece)):
            return int(found[1]), int(found[2])
    return None
