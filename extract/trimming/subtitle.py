"""The line under a title, set off with a dash (副题)."""

import re
from collections.abc import Sequence

from extract.blocks import Block
from extract.lines import fold
from extract.metadata.persons import is_name

DASHES = ("——", "--", "──", "—")
_LINES = 6
_LONGEST = 80
_SHORTEST = 4
_QUOTED = re.compile("[(（《\\[]")
"""How the source of a quotation begins: （宋）陆游, 《史记》."""
_SENTENCE = re.compile("[。！？；]|.{60}")


def take_subtitle(lines: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """Return the subtitle among the first lines, and the lines without it.

    It stands before any sentence. A name behind the dash is that of the one quoted above it.
    """
    for i, block in enumerate(lines[:_LINES]):
        text = block.text
        if text.startswith(DASHES):
            named = text.strip("—-─ ")
            fit = len(text) <= _LONGEST and not text.endswith("。") and not _QUOTED.match(named)
            if fit and len(fold(named)) >= _SHORTEST and not is_name(named):
                return text, [*lines[:i], *lines[i + 1 :]]
        if _SENTENCE.search(text):
            break
    return None, list(lines)
