"""What one line of a page is by its words: running text, a notice, the end of an article."""

import re
from functools import cache, lru_cache
from typing import Any

from extract.rules_files import load

_PUNCTUATION = re.compile(r"[\W_]+")
_LONGEST = 700
"""Characters of a line that may be furniture."""
_SENTENCE_END = ("。", "！", "？", "”", "；", "…", ".", "!", "?", "）", ")")


def fold(text: str) -> str:
    """Return what tells two lines apart: letters and digits, in one case."""
    return _PUNCTUATION.sub("", text).lower()


def is_prose(text: str) -> bool:
    return len(text) >= 24 and text.endswith(_SENTENCE_END)  # noqa: PLR2004


@lru_cache(maxsize=4096)
def is_ending(text: str) -> bool:
    """Whether a line tells that the article is over, such as 相关新闻 or 责任编辑：王某."""
    return any(line_pattern(name).fullmatch(text) for name in ("cut", "cut_whole", "tail", "reply"))


def is_heading_of_others(text: str) -> bool:
    """Whether a heading stands over other matter, such as 猜你喜欢."""
    return any(line_pattern(name).fullmatch(text) for name in ("cut", "cut_whole"))


def is_notice(text: str) -> bool:
    """Whether a line of running text is the site's own: a disclaimer, a claim of rights."""
    return bool(line_pattern("notice").match(text))


def is_furniture(text: str) -> bool:
    """Whether a line is of no text, wherever it stands: a button, a picture's placeholder."""
    return len(text) < _LONGEST and bool(line_pattern("anywhere").fullmatch(text))


@cache
def line_pattern(name: str) -> re.Pattern[str]:
    """Return what matches the lines of one list of `rules/body/lines.toml`."""
    rules: dict[str, Any] = load("body/lines.toml")
    return re.compile("|".join(f"(?:{rule})" for rule in rules[name]))
