"""Pages whose only running text is the openings of other articles, under 推荐阅读 and the like.

What they show themselves is a picture, a film, verse, a list of names or the table of a proposal:
measures of running text see nothing there, and take the teasers for the article.
"""

from collections.abc import Sequence

from extract.blocks import Block
from extract.body.density import Weight
from extract.lines import is_ending, is_heading_of_others, is_notice
from extract.metadata.byline import is_byline
from extract.metadata.dates import read_date

_BYLINE_WITHIN = 4
_LEAST_TEASERS = 3
_LITTLE = 20
"""Characters of running text elsewhere, from which it may be the article's."""
_LEAST_LINES, _LEAST = 2, 12
_MOST_LINES = 1000


def set_aside_teasers(
    title_at: int, lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool]
) -> int | None:
    """Take teasers for the links that they belong to, and the lines under the byline for the text.

    Return the line from which on all is of others, or None where nothing was done. It is done where
    a dated byline stands under the title, and running text behind a link each time.
    """
    begin = _behind_byline(title_at, lines)
    first = _first_teaser(lines, weights, dead) if begin is not None else None
    if begin is None or first is None:
        return None
    heading = next((i for i in range(begin, first) if is_heading_of_others(lines[i].text)), None)
    if heading is None:
        return None
    own = _own(begin, lines[:heading], weights, dead)
    for weight in weights:
        weight.linked += weight.prose
        weight.prose = weight.value = 0.0
    if len(own) >= _LEAST_LINES and sum(weight.plain for weight in own) >= _LEAST:
        for weight in own:
            weight.prose = weight.value = weight.plain
            weight.plain = 0.0
    return heading


def _behind_byline(title_at: int, lines: Sequence[Block]) -> int | None:
    """Return the line after the dated byline that stands right under a title."""
    for i in range(title_at + 1, min(len(lines), title_at + 1 + _BYLINE_WITHIN)):
        if lines[i].is_link:
            return None
        if is_byline(lines[i].text) and read_date(lines[i].text):
            return i + 1
    return None


def _first_teaser(
    lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool]
) -> int | None:
    """Return the first teaser, None where any running text may be the page's own."""
    teasers, elsewhere = [], 0.0
    for i, weight in enumerate(weights):
        if not weight.prose or dead[i]:
            continue
        if i and lines[i - 1].is_link:
            teasers.append(i)
        else:
            elsewhere += weight.prose
            if elsewhere > _LITTLE:
                return None
    return teasers[0] if len(teasers) >= _LEAST_TEASERS else None


def _own(
    begin: int, lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool]
) -> list[Weight]:
    """Return the weights of the lines that the page has before links, furniture or credits."""
    own = []
    for i in range(begin, min(len(lines), begin + _MOST_LINES)):
        text = lines[i].text
        if dead[i] or lines[i].link_chars or is_ending(text) or is_notice(text):
            break
        if not is_byline(text):
            own.append(weights[i])
    return own
