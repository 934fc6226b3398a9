"""How well a text reads that was decoded with one charset or another."""

import re
from functools import cache

from extract.rules_files import lines_of

REPLACEMENT = "\ufffd"
_SAMPLED = 4000
"""Characters beyond ASCII that are looked at."""
_ASCII = bytes(range(0x80))
_MARKS = "，。、；：！？“”‘’（）《》〈〉【】「」『』…—·～　•–"
_SYLLABLES = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")
"""Kana and Hangul, which Chinese read in a wrong charset has none of."""


def beyond_ascii(text: str) -> str:
    """Return what of a text isn't ASCII, without gaps."""
    if text.isascii():
        return ""
    return text.encode("utf-8", "ignore").translate(None, _ASCII).decode("utf-8")


def sample(text: str) -> str:
    """Return the first characters of a text that aren't ASCII."""
    return beyond_ascii(text)[:_SAMPLED]


def usual_share(written: str) -> float:
    """Return the share of `written` that is usual in Chinese, Japanese or Korean text, 0 to 1.

    Running Chinese has .6 to .9 of it, Chinese in a wrong charset .0 to .15.
    """
    if not written:
        return 0.0
    return chinese_share(written) + len(_SYLLABLES.findall(written)) / len(written)


def chinese_share(written: str) -> float:
    """Return the share of `written` that is usual in Chinese text."""
    return 1 - len(written.translate(_usual())) / len(written) if written else 0.0


@cache
def _usual() -> dict[int, None]:
    return dict.fromkeys(map(ord, "".join(lines_of("codec/usual.txt")) + _MARKS))
