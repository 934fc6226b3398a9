"""Which lines of a capture are the article's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extract.lines import is_furniture
from extract.metadata.byline import is_byline
from extract.plain.lines import Line
from extract.plain.signs import ends_article, heads_others, is_outside, tells_day

_GAP = 12
"""Lines in a row that end like no sentence, as a list of names."""
_OVER = 16
"""Lines between the byline and the first sentence."""
_LISTED = 3
"""So many entries in a row are a list of other articles."""
# how much more the first run counts that has a day over it, and one with the day right over it
_DATED, _CLOSELY_DATED, _CLOSE = 4.0, 8.0, 3
_CLOSED = 100.0
"""The same of short lines between a day and a line that ends articles."""
_OTHERS, _DENSE = 0.1, 0.7
"""The weight of headlines with a sentence each under such a heading, and how few are sentences."""
_UNDER, _HEADING = 3, 4
"""Lines under a heading of others, and the fewest characters of one: 要闻 is a column, too."""
_SAID = re.compile("[。…”」]$")
_SMALL = 0.3
"""Share of a run's text that one before it has which is a note over the title."""
_BRIEF = 40
"""Lines of an article without a sentence of the usual length: verse, a proposal in a line."""
_VERSES = 4
_LOOKED_AT = 200
_DAYS = 3
"""Lines of a day each; where there are more, the page lists articles."""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of text with none of anything else between them but headings and captions."""

    first: int
    last: int
    chars: int
    floor: int = 0
    """The first line behind the run before."""
    byline: int | None = None
    """The line over it that tells the day."""
    closed: bool = False
    """A line right behind it says that an article ends."""


def best_run(lines: Sequence[Line]) -> Run | None:
    """Return the run that is the article: the one that holds most text, by what stands over it.

    None where a day stands over nothing, and all text under headings of other articles.
    """
    brief = _brief(lines)
    best: tuple[float, Run] | None = None
    floor, dated = 0, False
    for run in _runs(lines):
        if brief and run.first > brief.last:
            best, dated = (_weight(brief, lines) * brief.chars, brief), True
            floor, brief = best[1].last + 1, None
        elif brief and run.first >= brief.first:
            brief = None
        found = replace(run, floor=floor, byline=_byline_over(lines, floor, run.first))
        worth = run.chars * (_weight(found, lines) if not dated else _weight(run, lines))
        dated = dated or found.byline is not None
        if best is None or worth > best[0]:
            best = worth, found
        if best[1].last == run.last or run.chars > _SMALL * best[1].chars:
            floor = run.last + 1
    if best and best[0] < best[1].chars and any(map(_dates, lines[: best[1].first])):
        return None
    return best[1] if best else brief


def _dates(line: Line) -> bool:
    return not line.marked and tells_day(line.text)


def _weight(run: Run, lines: Sequence[Line]) -> float:
    """Return how much more than its characters a run counts, by what stands over it."""
    if run.byline is not None:
        close = run.first - run.byline <= _CLOSE
        return _CLOSED if run.closed else _CLOSELY_DATED if close else _DATED
    over = lines[max(0, run.first - _UNDER) : run.first]
    named = any(len(line.text) >= _HEADING and heads_others(line.text) for line in over)
    own = [line.is_text for line in lines[run.first : run.last + 1]]
    return _OTHERS if named and sum(own) <= _DENSE * len(own) else 1.0


def lists_articles(lines: Sequence[Line]) -> bool:
    """Whether a run is of articles' openings, a day with each."""
    first = lines[:_LOOKED_AT]
    days = sum(_dates(line) and is_byline(line.text) for line in first)
    return days >= _DAYS and _DAYS * days >= sum(line.is_text for line in first)


def _brief(lines: Sequence[Line]) -> Run | None:
    """Return the lines under the first day that make an article though none is long."""
    days = list(islice((i for i, line in enumerate(lines) if _dates(line)), _DAYS + 1))
    if not days or len(days) > _DAYS:
        return None
    own: list[int] = []
    closed = False
    for i in range(days[0] + 1, min(len(lines), days[0] + _BRIEF)):
        if is_furniture(lines[i].text) or (not own and is_byline(lines[i].text)):
            continue
        if is_outside(lines[i]):
            closed = ends_article(lines[i].text)
            break
        own.append(i)
    least = _LISTED if closed else _VERSES
    if len(own) < least and not any(_SAID.search(lines[i].text) for i in own):
        return None
    chars = sum(len(lines[i].text) for i in own)
    return Run(own[0], own[-1], chars, byline=days[0], closed=closed)


def _byline_over(lines: Sequence[Line], floor: int, first: int) -> int | None:
    """Return the line over the text that tells the day, if there is one."""
    dated = []
    for i in range(first - 1, max(floor, first - _OVER) - 1, -1):
        if lines[i].marked:
            continue
        if tells_day(lines[i].text):
            dated.append(i)
        elif heads_others(lines[i].text):
            break
    return next((i for i in dated if is_byline(lines[i].text)), dated[0] if dated else None)


def _runs(lines: Sequence[Line]) -> Iterator[Run]:
    first = last = -1
    chars = listed = idle = 0
    for i, line in enumerate(lines):
        text = line.is_text
        idle = 0 if text or _SAID.search(line.text) else idle + 1
        listed = listed + 1 if line.marked and not text else 0
        over = (first >= 0 or text) and ends_article(line.text)
        if first >= 0 and (over or idle > _GAP or listed >= _LISTED):
            yield Run(first, last, chars)
            first, chars = -1, 0
        if text and not over and not is_furniture(line.text):
            first, last = i if first < 0 else first, i
            chars += len(line.text)
    if first >= 0:
        yield Run(first, last, chars)
