"""Where an article ends in a capture, behind its last sentence of the usual length."""

import re
from collections.abc import Sequence

from extract.lines import is_furniture
from extract.metadata.byline import is_byline
from extract.plain.lines import Line
from extract.plain.signs import ends_article, is_of_forum, is_outside
from extract.plain.span import Run

_MOST = 200
"""Lines of verse."""
_BEHIND = 16
"""Lines of a signature, of names and of notes behind the last sentence."""
_CLAUSE = re.compile("[。；;…」』]$|。.{0,20}$")
_WAITING = 2
"""Lines of a verse's title and writer."""


def last_line(lines: Sequence[Line], run: Run) -> int:
    """Return the last line of the article.

    All that stands before an editor's name or a heading of other articles belongs to it; without
    such a line, verse and sentences that nothing closes.
    """
    if run.byline is not None and is_of_forum(lines[run.byline].text):
        # a thread's next lines are its readers', which no paragraph's indent stands before
        return _last_sentence(lines, run.last, alike=True) if lines[run.last].led else run.last
    last = run.last
    for i in range(last + 1, min(len(lines), last + _BEHIND)):
        line = lines[i]
        if ends_article(line.text):
            return last
        # the day under a signature reads like a byline
        outside = is_outside(line) and not is_byline(line.text)
        if outside or line.parted != lines[run.last].parted:
            break
        last = last if is_furniture(line.text) else i
    return _last_sentence(lines, run.last, alike=False)


def _last_sentence(lines: Sequence[Line], last: int, *, alike: bool) -> int:
    """Return the last line that a sentence or a clause ends, each as far in as `last`."""
    start, waiting = lines[last], 0
    for i in range(last + 1, min(len(lines), last + _MOST)):
        line = lines[i]
        same = line.parted == start.parted and line.depth == start.depth
        if not same or is_outside(line) or (alike and line.led != start.led):
            break
        if _CLAUSE.search(line.text):
            last, waiting = i, 0
        elif (waiting := waiting + 1) > _WAITING:
            break
    return last
