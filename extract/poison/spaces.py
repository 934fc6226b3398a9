"""Spaces that the charset of a kit lacks: it writes `?` for typesetters' as for any such sign."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from extract.poison.edits import Change
from extract.poison.rules import load

_INDENT = re.compile("[ \t　]*+(\\?{1,4})(?=[\u4e00-\u9fff“])")
_INDENTED = re.compile(f"[>\n]{_INDENT.pattern}")
_LEAST_INDENTS = 3
_LONGEST_CREDIT = 80
_SENTENCE = re.compile("[，。！；,!;]")
_GAP = re.compile("(?<=[\u4e00-\u9fff0-9》）)：:])(?<![吗呢么吧])\\?(?=[\u4e00-\u9fff0-9《（(])")


def lost_spaces(source: str) -> Callable[[str, int, int], Iterable[Change]]:
    """Return the step that puts them back into `source`, in simplified script.

    They are sure in two places: as an indent that paragraph after paragraph has, and in a short
    line of credits, where no question stands between a name and the next.
    """
    runs = Counter(found[1] for found in _INDENTED.finditer(source))
    indent = next((run for run, count in runs.most_common(1) if count >= _LEAST_INDENTS), "")

    def step(text: str, start: int, end: int) -> Iterator[Change]:
        at = start
        if indent and (found := _INDENT.match(text, start, end)) and found[1] == indent:
            at = found.end()
            yield Change("charset", found.start(1), at, "　" * len(indent))
        if end - at <= _LONGEST_CREDIT and text.find("?", at, end) >= 0:
            for gap in _gaps(text, at, end):
                yield Change("charset", gap, gap + 1, " ")

    return step


@cache
def _credit() -> re.Pattern[str]:
    return re.compile("|".join(load("sentences")["credit"]))


def _gaps(text: str, start: int, end: int) -> Iterator[int]:
    if _credit().search(text, start, end) and not _SENTENCE.search(text, start, end):
        for found in _GAP.finditer(text, start, end):
            yield found.start()
