"""Last lines of a notice that are its own: who signs it and when, and whom to ask."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from extract.lines import line_pattern
from extract.trimming.cut import is_tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.blocks import Block

_NUMERAL = "[0-9〇○零一二三四五六七八九十]"
_DAY = re.compile(rf"{_NUMERAL}{{4}} ?年 ?{_NUMERAL}{{1,2}} ?月 ?{_NUMERAL}{{1,3}} ?日")
_LEAST = 3
"""Lines; a notice has a text too."""
_MOST_ASKED = 20
"""Lines that say whom to ask."""


def is_signed(lines: Sequence[Block]) -> bool:
    """Whether the last line is the day under a notice, its signature being the line before."""
    return (
        len(lines) >= _LEAST
        and bool(_DAY.fullmatch(lines[-1].text))
        and bool(line_pattern("signature").fullmatch(lines[-2].text))
    )


def says_whom_to_ask(lines: Sequence[Block]) -> bool:
    """Whether the last lines are of the notice itself, such as 联系人：王婷."""
    pattern = line_pattern("contact")
    last = islice(reversed(lines), _MOST_ASKED)
    asked = list(takewhile(lambda block: pattern.fullmatch(block.text), last))
    return len(asked) < len(lines) and any(not is_tail(block.text) for block in asked)
