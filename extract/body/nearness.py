"""Which running text is the article's: that which follows the title with the least in between."""

import re
from collections.abc import Sequence
from math import exp

from extract.blocks import Block
from extract.body.density import Weight
from extract.body.teasers import value_under_byline
from extract.lines import fold, is_ending

_SHORTEST = 4
_MOST_ANCHORS = 8
_MOST_VALUED = 200_000
"""Lines valued for all anchors of a page; one of two thousand lines has them all."""
_DATED = re.compile(r"(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}")
_LONGEST_DATED = 120
_SURE = 1.0
_DATE_TRUST = 0.2
"""Of a date, since each article of a feed has one."""
_LINK_TRUST = 0.6
"""Of a title that is a link, as blogs have it, and headlines in lists."""
_BEFORE = 0.15
"""Value of running text over the title."""
_PATIENCE = 200.0
"""Characters of other matter after which the value of what follows falls to 1/e, and as many more
as running text was seen."""
_LEAD = 0.2
"""Weight of what stands between title and text: toolbars, bylines, and menus of odd layouts."""
_PLAIN_NOISE = 0.5
_LONGEST_ENDING = 60
_ENDED = 60.0
"""Characters of running text after which an ending is believed by half."""


def value_lines(
    lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool], title: str
) -> None:
    """Set the value of each line's prose by what stands between the title and it.

    A `dead` line is furniture: it has no value, and parts what stands around it. Where no line has
    any, what stands under the title's byline has.
    """
    anchors = _anchors(lines, fold(title))
    if not anchors:
        return
    anchors = anchors[: max(1, _MOST_VALUED // len(lines))]
    tried = [(_values(at, lines, weights, dead), trust) for at, trust in anchors]
    best = max(tried, key=lambda one: sum(one[0]) * one[1])[0]
    for weight, value in zip(weights, best, strict=True):
        weight.value = value
    if not any(best):
        for at, trust in anchors:
            if trust == _SURE and value_under_byline(at, lines, weights, dead):
                return


def _anchors(lines: Sequence[Block], title: str) -> list[tuple[int, float]]:
    """Return where the title stands, and a date, each with the trust that it deserves."""
    titles, dates = [], []
    for i, block in enumerate(lines):
        text = block.text
        if title and len(text) < 2 * len(title) + 40 and _is(text, title):
            titles.append((i, _LINK_TRUST if block.is_link else _SURE))
        elif len(text) <= _LONGEST_DATED and not block.is_link and _DATED.search(text):
            dates.append((i, _DATE_TRUST))
    return titles[:_MOST_ANCHORS] + dates[:_MOST_ANCHORS]


def _is(text: str, title: str) -> bool:
    """Whether a line is the title or most of it; one as short as 公示 is part of many a line."""
    if title[0] not in text.lower() and text[0].lower() not in title:
        return False
    text = fold(text)
    if len(title) < _SHORTEST:
        return text == title
    return title in text or (len(text) * 10 >= len(title) * 6 and text in title)


def _values(
    anchor: int, lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool]
) -> list[float]:
    values = []
    between = seen = 0.0
    trust = 1.0
    for i, (block, weight) in enumerate(zip(lines, weights, strict=True)):
        share = 1.0 if seen else _LEAD
        if dead[i]:
            values.append(0.0)
            between += share * len(block.text) if i > anchor else 0
        elif i <= anchor:
            values.append(_BEFORE * weight.prose)
        elif weight.prose:
            values.append(trust * weight.prose * exp(-between / (_PATIENCE + seen)))
            seen += values[-1]
        else:
            values.append(0.0)
            between += share * (weight.linked + _PLAIN_NOISE * weight.plain)
            if seen and len(block.text) <= _LONGEST_ENDING and is_ending(block.text):
                trust *= _ENDED / (_ENDED + seen)
    return values
