"""Numbers as dates write them: 5, 五, 十五, 廿五, 二〇二四."""

from __future__ import annotations

import re

_ONES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_BELOW_100 = re.compile("(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?")
_FIRST_SHORT = 80
_SHORT = {"廿": "二十", "卅": "三十"}


def read_year(text: str) -> int:
    """Read a year written digit by digit, 24 as 2024. Raises `ValueError` for other characters."""
    year = int("".join(str(_ONES.get(char, char)) for char in text))
    if len(text) > 2:  # noqa: PLR2004  # all of it
        return year
    return year + (1900 if year >= _FIRST_SHORT else 2000)


def read_number(text: str) -> int:
    """Read a number from 1 to 99; 0, which is no day and no month, from anything else."""
    if text.isdecimal():
        return int(text)
    for short, long in _SHORT.items():
        text = text.replace(short, long)
    parts = _BELOW_100.fullmatch(text)
    if parts is None:
        return 0
    tens, ten, ones = parts.groups()
    return 10 * _ONES.get(tens or "一", 1) * bool(ten) + (_ONES[ones] if ones else 0)
