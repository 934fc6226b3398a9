"""A text capture as what stands before, in and after its article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.blocks import Block
from extract.metadata.column import split_breadcrumb
from extract.plain.jammers import strip_jammers
from extract.plain.lines import Line, lines_of
from extract.plain.scraps import endings, scraps
from extract.plain.signs import tells_day
from extract.plain.span import Run, best_run, lists_articles
from extract.plain.tail import last_line
from extract.plain.title import Around, clean_title, title_lines
from extract.reasons import Reason
from extract.record import Removed

_BREADCRUMB = re.compile("首 ?页|主页|.{0,4}位置[:：]")
_CRUMB_LINES = 12
_CONTEXT = 30
_NEAR = 6
"""Lines, the first sentence among them, that credits may stand between."""

_OVER = 8


@dataclass(frozen=True, slots=True)
class Capture:
    """The parts of a text capture."""

    title: str | None
    lines: list[Block]
    """From the line under the title to the last that reads as a sentence."""
    after: list[Block]
    near_title: Sequence[str] = ()
    """The lines between the title and the text, where the credits stand, and a few more."""
    column: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    rejected: Reason | None = None
    """Why it is no article's."""


def split_capture(source: str, known_title: str | None) -> Capture:
    """Find the article in a capture: the run of sentences that holds most, and the title over it.

    Menus and footers are short lines around it. `known_title` is the one that poison left in place.
    """
    source, jammers = strip_jammers(source)
    lines = lines_of(source)
    run = best_run(lines)
    if run is None:
        blocks = [Block(line.text) for line in lines]
        return Capture(known_title, blocks, [], rejected=Reason.NO_ARTICLE)
    around = Around(run.floor, range(run.first, run.last + 1), run.byline)
    named = title_lines(lines, around, known_title)
    title = known_title or "".join(clean_title(lines[i].text) for i in named) or None
    head = named.stop or (run.first if run.byline is None else run.byline)
    last = last_line(lines, run)
    own, behind = lines[head : last + 1], lines[last + 1 : last + _CONTEXT]
    dropped = scraps(own, title or "")
    removed = (Removed("furniture", own[i].text, "text") for i in sorted(dropped))
    return Capture(
        title,
        [Block(line.text) for i, line in enumerate(own) if i not in dropped],
        [Block(line.text) for line in behind],
        _near_title(lines, head, run),
        _column(lines[:head]),
        (*jammers, *removed, *endings(behind)),
        Reason.LIST_PAGE if lists_articles(lines[run.first : run.last + 1]) else None,
    )


def _near_title(lines: Sequence[Line], head: int, run: Run) -> list[str]:
    """Return the lines that credits may stand in: under the title, and those over it with a day."""
    near = lines[head : max(head, run.first) + _NEAR]
    over = [line for line in lines[max(0, head - _OVER) : head] if tells_day(line.text)]
    if run.byline is not None and run.byline < head - _OVER:
        over.append(lines[run.byline])
    return [line.text for line in (*over, *near) if not line.is_text]


def _column(lines: Sequence[Line]) -> tuple[str, ...]:
    for line in reversed(lines[-_CRUMB_LINES:]):
        if _BREADCRUMB.match(line.text) and (parts := split_breadcrumb(line.text)):
            return parts
    return ()
