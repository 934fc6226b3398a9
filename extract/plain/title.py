"""Which line over the text of a capture is the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.lines import fold, is_notice, line_pattern
from extract.metadata.byline import is_byline
from extract.plain.lines import Line, is_apart, is_menu
from extract.trimming.subtitle import DASHES

_SEPARATOR = re.compile(r"\s*(?:>>|>|»|›)\s*$")
_CRUMBS = re.compile(r"\S\s*(?:>|»|›|→)\s*\S")
_LETTER = re.compile("[^\\W\\d_]")
_SHORTEST, _LONGEST = 4, 120
_USUAL = 9
"""Characters: of the titles of government and news pages hardly one is shorter."""
_LABEL = re.compile("[:：]")
_LABELS = 2
"""Of a row of a document's number, office and day."""
_NONE = range(0)
_SHARE, _PARTS = 0.4, 3
"""Pairs of characters that each part of a broken title shares with the text, and how many."""
_FARTHEST = 40
_NEAR = 12
_TEXT = 3000
_PAGE = 200_000
# what each sign is worth; a title shares four pairs of characters of five with its text
_SHARED, _NEXT, _AWAY, _APART, _LONG, _AGAIN, _MARKED = 4.0, 1.0, 0.35, 0.5, 0.5, 1.6, 3.0
_TELLING = 12
"""Characters of a title from which it shares no pair by chance."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where a title is looked for."""

    first: int
    """The first line that may be it."""
    text: range
    """The lines of text."""
    byline: int | None
    """The line that says when and by whom, over the text."""


def clean_title(line: str) -> str:
    return _SEPARATOR.sub("", line).strip()


def title_lines(lines: Sequence[Line], around: Around, known: str | None) -> range:
    """Return the lines that are the title: the known one, else the one that fits the text best.

    It stands over the byline, else between that and the text. A long one may be broken.
    """
    start = around.text.start
    if known:
        wanted = fold(known)
        nearest = reversed(range(max(around.first, start - _FARTHEST), start))
        found = (i for i in nearest if fold(clean_title(lines[i].text)) == wanted)
        return next((range(i, i + 1) for i in found), _NONE)
    pairs = _pairs("".join(lines[i].text for i in around.text)[:_TEXT])
    page = fold("".join(line.text for line in lines)[:_PAGE])
    for anchor in (around.byline, start):
        above = range(max(around.first, (anchor or 0) - _FARTHEST), anchor or 0)
        if fit := [i for i in above if _may_be_title(lines, i)]:
            best = max(fit, key=lambda i: (_worth(lines, i, anchor or 0, pairs, page), -i))
            return _broken(lines, best, above, pairs)
    return _NONE


def _broken(lines: Sequence[Line], at: int, above: range, pairs: set[str]) -> range:
    """Return the lines of one block around `at` that are one title, if they are."""
    first, last = at, at
    while first > above.start and not lines[first].parted and _is_part(lines, first - 1, pairs):
        first -= 1
    while last + 1 < above.stop and not lines[last + 1].parted and _is_part(lines, last + 1, pairs):
        last += 1
    chars = sum(len(lines[i].text) for i in range(first, last + 1))
    whole = lines[first].parted and chars <= _LONGEST and last - first < _PARTS
    return range(first, last + 1) if whole else range(at, at + 1)


def _is_part(lines: Sequence[Line], at: int, pairs: set[str]) -> bool:
    own = _pairs(lines[at].text)
    shared = len(own & pairs) >= _SHARE * len(own)
    return shared and len(own) >= _USUAL - 1 and not lines[at].marked and _may_be_title(lines, at)


def _worth(lines: Sequence[Line], at: int, anchor: int, pairs: set[str], page: str) -> float:
    text = clean_title(lines[at].text)
    own = _pairs(text)
    worth = _SHARED * len(own & pairs) / max(1, len(own)) * min(1.0, len(text) / _TELLING)
    between = [line.text for line in lines[at + 1 : anchor] if not _is_below(line.text)]
    worth += _NEXT if not between else -_AWAY * min(_NEAR, len(between))
    worth += _APART * is_apart(lines, at)
    if len(text) >= _USUAL:
        worth += _LONG + _AGAIN * (page.count(fold(text)) > 1)
    return worth - _MARKED * (lines[at].marked and not _opens(lines, at))


def _is_below(text: str) -> bool:
    """Whether a line is one that stands between a title and the day: a subtitle, other credits."""
    return text.startswith(DASHES) or is_byline(text)


def _pairs(text: str) -> set[str]:
    return {"".join(two) for two in pairwise(fold(text))}


def _opens(lines: Sequence[Line], at: int) -> bool:
    """Whether the page's article stands in a list, this line being its first."""
    return at + 1 < len(lines) and not lines[at + 1].marked


def _may_be_title(lines: Sequence[Line], at: int) -> bool:
    text = clean_title(lines[at].text)
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and len(_LETTER.findall(text)) >= _SHORTEST
        and not text.startswith(DASHES)
        and not text.endswith(("。", "；", "，", "：", ":"))
        and len(_LABEL.findall(text)) < _LABELS
        and not is_menu(text)
        and not _CRUMBS.search(text)
        and not is_byline(text)
        and not is_notice(text)
        and not any(
            line_pattern(name).fullmatch(text) for name in ("anywhere", "head", "cut", "tail")
        )
    )
