"""What links are called, and what it says of where they lead."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST_NAME = 14
"""Characters of a column's name; a headline is longer."""


def is_wanted(name: str) -> bool:
    return bool(_any("wanted").search(name))


def is_wanted_more(name: str) -> bool:
    """Whether a name that says both is a column's: 提案办理查询 isn't, 政协要闻(图) is."""
    return name.startswith(tuple(words()["wanted_first"]))


def is_unwanted(name: str) -> bool:
    """Whether a column of that name holds no texts: galleries, films, services."""
    return bool(_any("unwanted").search(name)) or is_textless(name)


def is_textless(name: str) -> bool:
    """Whether a name says that it holds pictures or films."""
    return bool(_any("textless").search(name))


def is_board_unwanted(name: str) -> bool:
    return bool(_any("boards_unwanted").search(name))


def is_more(name: str) -> bool:
    return bool(re.search(words()["more"], name, re.IGNORECASE))


def is_paging(name: str) -> bool:
    return bool(re.search(words()["paging"], name, re.IGNORECASE))


def is_off_limits(url: str) -> bool:
    """Whether an address is a file, or one that only a person should ask for."""
    rules, path = words()["addresses"], url.partition("?")[0]
    asked = url.partition("://")[2].partition("/")[2]
    return bool(
        re.search(rules["files"], path, re.IGNORECASE)
        or re.search(rules["off_limits"], asked, re.IGNORECASE)
    )


def paper_signs(text: str) -> int:
    """Count what a digital newspaper's pages say."""
    return sum(bool(re.search(sign, text)) for sign in words()["epaper"])


@cache
def words() -> dict[str, Any]:
    return tomllib.loads((files("crawler.survey") / "words.toml").read_text("utf-8"))


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words()[name]), re.IGNORECASE)
