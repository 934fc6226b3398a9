"""Text that a template prints twice: summaries, captions, and titles used as a picture's name."""

import re
from collections.abc import Sequence

from extract.blocks import Block
from extract.lines import fold
from extract.record import Removed

_LABEL = re.compile(
    r"^[\[【(（]?(?:摘要|提要|导读|核心提示|内容提要|内容摘要|摘 要)[\]】)）]?[:：\s]*"
)
_ENDS = re.compile(r"(?:(?<!\.)\.{2,}+|(?<!…)…++|\[.{0,6}\])\s*$")
_LOOK_AHEAD = 4
_FIRST = 6
_SHORTEST = 10
_LONGEST_KEYWORD = 14
_LONGEST_KEYWORDS = 80


def drop_repeated(lines: Sequence[Block], title: str) -> tuple[list[Block], list[Removed]]:
    """Return the lines without what another of them says, and the lines dropped."""
    kept: list[Block] = []
    removed: list[Removed] = []
    name = fold(title)
    for i, block in enumerate(lines):
        if i < _FIRST and _is_summary(block.text, lines[i + 1 : i + 1 + _LOOK_AHEAD]):
            removed.append(Removed("summary", block.text, "text"))
        elif _is_title_with_keywords(block.text, name):
            removed.append(Removed("title", block.text, "text"))
        elif kept and len(block.text) >= _SHORTEST and block.text == kept[-1].text:
            removed.append(Removed("repeated", block.text, "text"))
        else:
            kept.append(block)
    return kept, removed


def _is_summary(text: str, following: Sequence[Block]) -> bool:
    """Whether a line is the cut or labelled opening of one that follows."""
    bare = _ENDS.sub("", _LABEL.sub("", text))
    if bare == text or len(words := fold(bare)) < _SHORTEST:
        return False
    return any(fold(block.text).startswith(words) for block in following)


def _is_title_with_keywords(text: str, name: str) -> bool:
    """Whether a line is a picture's alternative text: the title, and keywords set behind it."""
    if len(name) < _SHORTEST or len(text) > 2 * len(name) + _LONGEST_KEYWORDS or "。" in text:
        return False
    folded = fold(text)
    if not folded.startswith(name) or folded == name:
        return False
    parts = re.split("[,，、 ]", text)
    return len(parts) > 2 and all(len(part) <= _LONGEST_KEYWORD for part in parts[-2:])  # noqa: PLR2004
