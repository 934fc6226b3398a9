"""The openings of other articles, each under its headline.

Measures of running text take them for the article where its own is short, or none: a picture, a
film, verse, a list of names, the table of a proposal.
"""

from collections.abc import Sequence

from extract.blocks import Block
from extract.body.density import Weight
from extract.lines import is_ending, is_notice, is_prose
from extract.metadata.byline import is_byline
from extract.metadata.dates import read_date

_BYLINE_WITHIN = 4
_LEAST_TEASERS = 3
_LONGEST_HEADLINE = 60
_MOSTLY = 0.5
_LONGEST_LEAD = 40
"""Lines between the byline of a review and its first item."""
_BETWEEN = 2
"""Lines from a teaser to the next headline: its day, its source."""
_LEAST_LINES, _LEAST = 2, 12
_MOST_LINES = 1000


def set_aside_teasers(lines: Sequence[Block], weights: Sequence[Weight]) -> list[int]:
    """Take teasers for the links that they belong to; return the lines of headlines and teasers.

    Three or more in a row are teasers, where they are most of a page's running text: in a long
    article a paragraph stands behind a link now and then. Under a dated byline they are the items
    of a review.
    """
    runs = [run for run in _runs(lines, weights) if not _is_review(run[0] - 1, lines)]
    told = sum(weights[i].prose for run in runs for i in run)
    if told < _MOSTLY * sum(weight.prose for weight in weights):
        return []
    for i in (i for run in runs for i in run):
        weights[i].linked += weights[i].prose
        weights[i].prose = weights[i].value = 0.0
    return [i for run in runs for i in range(run[0] - 1, run[-1] + 1)]


def _runs(lines: Sequence[Block], weights: Sequence[Weight]) -> list[list[int]]:
    """Return where running text stands right behind links, in runs of three or more."""
    runs: list[list[int]] = [[]]
    for i in range(1, len(lines)):
        if weights[i].prose and _is_headline(lines[i - 1]):
            if runs[-1] and i - runs[-1][-1] > _BETWEEN + 2:
                runs.append([])
            runs[-1].append(i)
    return [run for run in runs if len(run) >= _LEAST_TEASERS]


def _is_headline(block: Block) -> bool:
    return block.is_link and len(block.text) <= _LONGEST_HEADLINE and not is_prose(block.text)


def _is_review(first: int, lines: Sequence[Block]) -> bool:
    """Whether a dated byline stands over the first headline, and no end or link in between."""
    for block in reversed(lines[max(0, first - _LONGEST_LEAD) : first]):
        if block.is_link or is_ending(block.text):
            return False
        if is_byline(block.text) and read_date(block.text):
            return True
    return False


def is_dated(lines: Sequence[Block]) -> bool:
    """Whether a dated byline is among the lines over teasers: else the page may be their list."""
    return any(is_byline(block.text) and read_date(block.text) for block in lines)


def value_under_byline(
    title_at: int, lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool]
) -> bool:
    """Value the lines under title and byline as running text; return whether there are any.

    They end where links, the page's furniture or credits begin.
    """
    begin = _behind_byline(title_at, lines)
    own = [] if begin is None else _own(begin, lines, weights, dead)
    if len(own) < _LEAST_LINES or sum(weight.plain for weight in own) < _LEAST:
        return False
    for weight in own:
        weight.prose = weight.value = weight.plain
        weight.plain = 0.0
    return True


def _behind_byline(title_at: int, lines: Sequence[Block]) -> int | None:
    """Return the line after the dated byline that stands right under a title."""
    for i in range(title_at + 1, min(len(lines), title_at + 1 + _BYLINE_WITHIN)):
        if lines[i].is_link:
            return None
        if is_byline(lines[i].text) and read_date(lines[i].text):
            return i + 1
    return None


def _own(
    begin: int, lines: Sequence[Block], weights: Sequence[Weight], dead: Sequence[bool]
) -> list[Weight]:
    own = []
    for i in range(begin, min(len(lines), begin + _MOST_LINES)):
        text = lines[i].text
        if dead[i] or lines[i].link_chars or is_ending(text) or is_notice(text):
            break
        if not is_byline(text):
            own.append(weights[i])
    return own
