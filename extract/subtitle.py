"""The line under a title, set off with a dash (副题)."""

from collections.abc import Sequence

from extract.blocks import Block

DASHES = ("——", "--", "──", "—")
_LINES = 6
_LONGEST = 80


def take_subtitle(lines: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """Return the subtitle among the first lines, and the lines without it."""
    for i, block in enumerate(lines[:_LINES]):
        text = block.text
        if text.startswith(DASHES) and len(text) <= _LONGEST and not text.endswith("。"):
            return text, [*lines[:i], *lines[i + 1 :]]
    return None, list(lines)
