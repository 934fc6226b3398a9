"""What a line of a capture says of its neighbours: the day over a text, the end of one."""

import re
from functools import lru_cache

from extract.lines import is_furniture, is_heading_of_others, is_notice, line_pattern
from extract.metadata.byline import is_byline
from extract.metadata.dates import read_date
from extract.plain.lines import Line, is_menu
from extract.trimming.cut import is_tail

_LONGEST_BYLINE = 160
_STAMP = re.compile(
    r"(?:19|20)\d{2} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?"
    r"\s*(?:\d{1,2}[:：]\d{2}|$|[|来信文作发)）\]】])"
    r"|^(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?=[^\d:：])[^，。！？]{0,40}$"
    r"|(?:来源|日期|时间|发布于?|发表于?)[:： ]{1,3}.{0,20}(?:19|20)\d{2} ?[-/.年]"
)
_LONGEST_HEADING, _LONGEST_SIGN = 80, 200
_ENDS = ("editor", "post", "reply")


def tells_day(text: str) -> bool:
    """Whether a line over a text tells its day, be it with other matter."""
    if len(text) > _LONGEST_BYLINE or not ("20" in text or "19" in text):
        return False
    return bool(_STAMP.search(text)) and read_date(text) is not None


def is_of_forum(text: str) -> bool:
    """Whether a line over a text is that of a thread, so that its readers' lines follow."""
    return bool(line_pattern("forum").search(text))


def heads_others(text: str) -> bool:
    """Whether a line stands over other articles; a picture's placeholder reads like such a one."""
    return is_heading_of_others(text[:_LONGEST_HEADING]) and not is_furniture(text)


@lru_cache(maxsize=4096)
def ends_article(text: str) -> bool:
    """Whether a line ends an article: an editor's name, a heading of others, a comment's foot."""
    if len(text) > _LONGEST_SIGN:
        return is_notice(text)
    return (
        any(line_pattern(name).fullmatch(text) for name in _ENDS)
        or heads_others(text)
        or is_notice(text)
    )


def is_outside(line: Line) -> bool:
    """Whether a line can't be of the text that stands before it."""
    text = line.text
    return line.marked or ends_article(text) or is_byline(text) or is_tail(text) or is_menu(text)
