"""The rows that Hanweb's systems keep as text in a page, to be drawn by its script."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import html

from extract.references import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Element

_MOST = 4000
_RECORD = re.compile(r"<record\b[^<>]*+>")


def hanweb_records(source: str) -> Iterator[Element]:
    """Yield the rows of a page's `<record>`s, escaped or not."""
    for record in islice(_record_texts(source), _MOST):
        text = record if "<a" in record.lower() else unescape(record)
        if text.strip():
            yield html.fragment_fromstring(text, create_parent="div")


def _record_texts(source: str) -> Iterator[str]:
    end = 0
    for opening in _RECORD.finditer(source):
        if opening.start() < end:
            continue
        end = source.find("</record>", opening.end())
        if end < 0:
            return
        held = source[opening.end() : end].strip()
        yield held.removeprefix("<![CDATA[").removesuffix("]]>")
