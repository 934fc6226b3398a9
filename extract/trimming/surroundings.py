"""The lines around an article's text, which say who wrote it and when."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from extract.lines import fold
from extract.metadata.byline import is_byline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.blocks import Block
    from extract.trimming.trim import Trimmed

_BEFORE = 14
INTO = 4
"""Lines of the text's beginning that may still be of its head."""
_BEHIND = 12
_LONGEST = 160
_SHORT = 60
_TITLE_WITHIN = 200
_TITLES = 3
_MOST_PARTS = 30
_DATED = re.compile(r"(?:19|20)\d\d[-/.年]\d")
_SENTENCE = re.compile("[。！？]")
_POSTED = re.compile(r"(?:发布|发表|发帖|發表|發布)(?:时间|日期|于|時間|於)[:：\s]*(?:19|20)\d\d")


def bylines_over(lines: Sequence[Block], trimmed: Trimmed) -> list[str]:
    """Return the bylines that stood in the body over its text."""
    first = trimmed.kept[0].text if trimmed.kept else ""
    over = {block.text for block in takewhile(lambda block: block.text != first, lines)}
    return [r.text for r in trimmed.removed if r.kind == "byline" and r.text in over][:INTO]


def lines_around(
    page_lines: Sequence[Block], lines: Sequence[Block], name: str
) -> tuple[list[str], list[str]]:
    """Return the page's lines between title and text, and the first ones behind the text."""
    texts = [block.text for block in page_lines]
    start = _index(texts, lines[0].text) if lines else len(texts)
    end = _index(texts, lines[-1].text, start) if lines else len(texts)
    kept = {block.text for block in lines}
    near = [*_under_title(texts, start, fold(name)), *texts[start : min(start + INTO, end + 1)]]
    before = [
        _told_apart(text, page_lines)
        for text in near
        if len(text) <= _LONGEST and (text not in kept or _may_be_byline(text))
    ]
    behind = [text for text in texts[end + 1 : end + 1 + _BEHIND] if len(text) <= _LONGEST]
    posts = _posts(texts)
    if len(posts) == 1:
        return before, [*behind, texts[posts[0]]]
    opening = [texts[i] for i in posts[:1]]
    return [*opening, *before] if posts and posts[0] < start else [*before, *opening], behind


def _told_apart(text: str, page_lines: Sequence[Block]) -> str:
    """Return a dated line with gaps between its elements where only these make a byline of it.

    A style sheet sets them apart: `<span>2024-03-05</span><span>某某日报</span>`.
    """
    if not _DATED.search(text) or is_byline(text):
        return text
    holder = next((block.holder for block in page_lines if block.text == text), None)
    if holder is None:
        return text
    parts = " ".join(" ".join(islice(holder.itertext(), _MOST_PARTS)).split())
    return parts if fold(parts) == fold(text) and is_byline(parts) else text


def _under_title(texts: Sequence[str], start: int, folded: str) -> list[str]:
    """Return the lines between the title and the text, those under its last mention first.

    What stands over the title, such as today's date, is not of the article.
    """
    nearest = range(start - 1, max(-1, start - 1 - _TITLE_WITHIN), -1)
    named = [i for i in nearest if folded and fold(texts[i]) == folded][:_TITLES]
    near = [text for i in named for text in texts[i + 1 : min(i + 1 + _BEFORE, start)]]
    first = max(start - _BEFORE, named[-1] + 1) if named else max(0, start - _BEFORE)
    return list(dict.fromkeys([*near, *texts[first:start]]))


def _posts(texts: Sequence[str]) -> list[int]:
    """Return where the first two stamps of a post stand.

    Only a thread has several: the first is the opening post's, wherever the text was found.
    """
    stamps = (i for i, text in enumerate(texts) if len(text) <= _SHORT and _POSTED.search(text))
    return list(islice(stamps, 2))


def _may_be_byline(text: str) -> bool:
    """Whether a line of the text may say when it was printed; a law has its date in brackets."""
    return len(text) <= _SHORT and text[:1] not in "（(" and not _SENTENCE.search(text)


def _index(texts: Sequence[str], text: str, start: int = 0) -> int:
    try:
        return texts.index(text, start)
    except ValueError:
        return start
