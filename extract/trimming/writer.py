"""The name of who wrote or spoke, where it stands alone over the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.lines import is_prose, line_pattern
from extract.metadata.persons import is_name
from extract.places import is_centred
from extract.record import Removed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.blocks import Block

_LONGEST = 12
_MOST = 200
"""Lines that are looked at for other short ones in the middle, as headings of sections are."""


def take_writer(lines: Sequence[Block]) -> tuple[str | None, list[Block], list[Removed]]:
    """Return the name that is set in the middle over the text, the lines without it, and it."""
    if len(lines) < 2 or not _opens(lines[1].text) or not _is_short(lines[0]):  # noqa: PLR2004
        return None, list(lines), []
    name = lines[0].text.replace(" ", "")
    if not is_name(name) or any(map(_is_short, lines[1:_MOST])):
        return None, list(lines), []
    return name, list(lines[1:]), [Removed("byline", lines[0].text, "text")]


def take_speaker(lines: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the line with the name of who speaks, where the next says to whom, and the others."""
    spoken = len(lines) > 1 and line_pattern("salutation").fullmatch(lines[1].text)
    if not spoken or not is_name(lines[0].text.replace(" ", "")):
        return [], list(lines)
    return [lines[0]], list(lines[1:])


def _opens(text: str) -> bool:
    """Whether a line may be the first of a text: running text, or whom a speech is addressed to."""
    return is_prose(text) or bool(line_pattern("salutation").fullmatch(text))


def _is_short(block: Block) -> bool:
    return len(block.text) <= _LONGEST and block.holder is not None and is_centred(block.holder)
