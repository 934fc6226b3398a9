"""Where an article is over though lines of other matter follow."""

from collections.abc import Sequence

from extract.blocks import Block
from extract.lines import is_heading_of_others, is_prose, line_pattern

_SHARE = 0.4
"""Most running text of all, behind a heading such as 相关新闻, for it to end the article."""
_BEFORE = 40
"""Characters of running text from which a heading such as 网友评论 does so whatever follows."""
_LONGEST_HEADING = 80
_LONGEST_LINE = 700
_LINKED = 3
"""Of a headline at least one in so many characters is a link; a day may stand behind it."""
_LONGEST_HEADLINE = 80
_LEAST_HEAP = 3
_HEAP_SHARE = 0.7


def end_by_heading(lines: Sequence[Block]) -> int:
    """Return the number of lines before the first heading that parts the article from others."""
    amounts = [len(b.text) - b.link_chars if _is_running(b) else 0 for b in lines]
    whole = sum(amounts)
    if not whole:
        return len(lines)
    before = 0
    linked = max((i for i, block in enumerate(lines) if block.link_chars), default=-1)
    for i, block in enumerate(lines):
        heading = block.text[:_LONGEST_HEADING]
        # a box of the article's own has no link from its heading on
        box = lines[i + 1 : i + 2] if linked < i else ()
        if i and before and _parts(heading, before, whole) and not _explains(heading, box):
            return i
        before += amounts[i]
    return len(lines)


def end_by_heap(lines: Sequence[Block]) -> int:
    """Return the number of lines before a heap of buttons and headlines that ends the lines.

    A stray line among them, such as an advertisement's, doesn't make them text.
    """
    start = next((i for i in range(len(lines), 0, -1) if _is_running(lines[i - 1])), 0)
    if not start:
        return len(lines)
    others = [_is_headline(block) or is_tail(block.text) for block in lines[start:]]
    left = sum(others)
    for i, other in enumerate(others):
        if other and left >= max(_LEAST_HEAP, _HEAP_SHARE * (len(others) - i)):
            return start + i
        left -= other
    return len(lines)


def related_inside(lines: Sequence[Block]) -> set[int]:
    """Return which lines lead to other articles though the text goes on behind them.

    A heading such as 推荐阅读 with the links under it, or one with its link beside it.
    """
    found: set[int] = set()
    under = False
    whole = sum(len(block.text) for block in lines)
    for i, block in enumerate(lines):
        if under and block.is_link and not is_prose(block.text):
            found |= {i - 1, i}
            continue
        under = is_heading_of_others(block.text[:_LONGEST_HEADING])
        if 2 * block.link_chars >= len(block.text) and is_tail(block.text):
            found.add(i)
    little = sum(len(lines[i].text) for i in found) <= _SHARE * whole
    return found if little else set()  # else it is a digest, whose text they are


def is_tail(text: str) -> bool:
    """Whether a line stands only behind articles: an editor's name, 相关新闻, 分享到."""
    return len(text) < _LONGEST_LINE and any(
        line_pattern(name).fullmatch(text) for name in ("tail", "cut", "cut_whole")
    )


def _parts(text: str, before: int, whole: int) -> bool:
    """Whether a heading parts the article from other matter, by the running text before it."""
    little = whole - before <= _SHARE * whole
    return (little and bool(line_pattern("cut").fullmatch(text))) or (
        before >= _BEFORE and bool(line_pattern("cut_whole").fullmatch(text))
    )


def _explains(heading: str, box: Sequence[Block]) -> bool:
    """Whether a heading stands over a box that explains something of the article."""
    named = line_pattern("box").fullmatch(heading)
    return bool(named) and any(is_prose(block.text) for block in box)


def _is_running(block: Block) -> bool:
    """Whether a line is running text, and no headline with a day in brackets behind it."""
    return is_prose(block.text) and not (block.link_chars and _is_headline(block))


def _is_headline(block: Block) -> bool:
    return block.link_chars * _LINKED >= len(block.text) and len(block.text) <= _LONGEST_HEADLINE
