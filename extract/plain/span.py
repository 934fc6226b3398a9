"""Which lines of a capture are the article's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.cut import is_tail
from extract.lines import is_furniture, is_heading_of_others, is_notice, line_pattern
from extract.metadata.byline import is_byline
from extract.metadata.dates import read_date
from extract.plain.lines import Line, is_menu

_GAP = 12
_OVER = 16
"""Lines between the byline and the first sentence."""
_LISTED = 3
"""So many entries in a row are a list of other articles."""
# how much more the first run counts that has a day over it, and one with the day right over it
_DATED, _CLOSELY_DATED, _CLOSE = 4.0, 8.0, 3
_EDITOR = re.compile(
    r"[\[【(（ ]*(?:责任编辑|责编|本文编辑|编辑|编审|审核|校对|监制)[:：丨].{0,60}"
)
_LONGEST_HEADING = 80
_CLAUSE = re.compile("[。；…」』]$|。.{0,20}$")
_FORUM = re.compile("只看该作者|显示全部楼层|阅读模式|楼主")
_POST = re.compile(
    r".{0,20}(?:发表|回复)于[:：]? ?(?:20\d{2}|\d{1,3} ?(?:秒|分钟|小时|天)前).{0,80}"
)
_MOST = 200
"""Lines of verse."""
_WAITING = 2
"""Lines of a verse's title and writer."""
_LONGEST_BYLINE = 160
_STAMP = re.compile(
    r"(?:19|20)\d{2} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?"
    r"\s*(?:\d{1,2}[:：]\d{2}|$|[|来信文作发])"
    r"|(?:来源|日期|时间|发布于?|发表于?)[:： ]{1,3}.{0,20}(?:19|20)\d{2} ?[-/.年]"
)
_SMALL = 0.3
"""Share of a run's text that one before it has which is a note over the title."""


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


def best_run(lines: Sequence[Line]) -> Run | None:
    """Return the run that holds most text; the first that has a byline over it counts for more."""
    best: tuple[float, Run] | None = None
    floor, dated = 0, False
    for run in _runs(lines):
        byline = byline_over(lines, floor, run.first)
        close = byline is not None and run.first - byline <= _CLOSE
        worth = run.chars * (
            1.0 if byline is None or dated else _CLOSELY_DATED if close else _DATED
        )
        dated = dated or byline is not None
        if best is None or worth > best[0]:
            best = worth, replace(run, floor=floor, byline=byline)
        if best[1].last == run.last or run.chars > _SMALL * best[1].chars:
            floor = run.last + 1
    return best and best[1]


def last_line(lines: Sequence[Line], run: Run) -> int:
    """Return the last line of the article: verse and sentences that nothing closes follow a run."""
    last, waiting = run.last, 0
    posted = run.byline is not None and _FORUM.search(lines[run.byline].text)
    if posted and not lines[last].indent:
        return last  # a thread's next lines are its readers'
    for i in range(run.last + 1, min(len(lines), run.last + _MOST)):
        line = lines[i]
        like = line.indent == lines[run.last].indent and line.parted == lines[run.last].parted
        if line.marked or not like or _is_over(line):
            break
        if _CLAUSE.search(line.text):
            last, waiting = i, 0
        elif (waiting := waiting + 1) > _WAITING:
            break
    return last


def byline_over(lines: Sequence[Line], floor: int, first: int) -> int | None:
    """Return the line over the text that tells the day, if there is one."""
    over = [i for i in range(max(floor, first - _OVER), first) if not lines[i].marked]
    dated = [i for i in reversed(over) if _tells_day(lines[i].text)]
    return next((i for i in dated if is_byline(lines[i].text)), dated[0] if dated else None)


def _tells_day(text: str) -> bool:
    return (
        len(text) <= _LONGEST_BYLINE and bool(_STAMP.search(text)) and read_date(text) is not None
    )


def _runs(lines: Sequence[Line]) -> Iterator[Run]:
    run: Run | None = None
    listed = 0
    for i, line in enumerate(lines):
        text = line.is_text
        listed = listed + 1 if line.marked and not text else 0
        over = (run is not None or text) and _ends(line)
        if run is not None and (over or i - run.last > _GAP or listed >= _LISTED):
            yield run
            run = None
        if text and not over and not is_furniture(line.text):
            before = run or Run(i, i, 0)
            run = replace(before, last=i, chars=before.chars + len(line.text))
    if run is not None:
        yield run


def _is_over(line: Line) -> bool:
    text = line.text
    return _ends(line) or is_byline(text) or is_tail(text) or is_menu(text)


def _ends(line: Line) -> bool:
    """Whether a line ends an article: an editor's name, a heading of others, a comment's foot."""
    text = line.text
    return (
        bool(_EDITOR.fullmatch(text) or _POST.fullmatch(text))
        or (is_heading_of_others(text[:_LONGEST_HEADING]) and not is_furniture(text))
        or bool(line_pattern("reply").fullmatch(text))
        or is_notice(text)
    )
