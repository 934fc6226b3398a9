"""Numbers of a text that a consumer can filter by."""

import re
from collections.abc import Sequence
from functools import cache

from extract.blocks import Block
from extract.poison.script import simplified_only, traditional_only
from extract.record import Quality

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_RUN = re.compile("[\u3400-\u9fff]+")
_LOOKED_AT = 100_000
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z]")
_FEW = 0.2
_SAMPLE = 20_000
_TELLING = 5
_MIXED = 0.1


def measure(text: str, lines: Sequence[Block], unrepaired: int) -> Quality:
    shown = "".join(text.split())
    linked = sum(block.link_chars for block in lines)
    chars = sum(len(block.text) for block in lines)
    return Quality(
        text_length=len(text),
        paragraphs=text.count("\n") + 1 if text else 0,
        han_ratio=round(_han(shown) / len(shown), 4) if shown else 0.0,
        link_density=round(min(1.0, linked / chars), 4) if chars else 0.0,
        unrepaired=unrepaired,
    )


def language(text: str) -> str | None:
    """Return zh, ja, ko or en by the script of the text, None where that doesn't tell."""
    sample = "".join(text[:4000].split())
    if not sample:
        return None
    if len(_KANA.findall(sample)) > _FEW / 2 * len(sample):
        return "ja"
    if len(_HANGUL.findall(sample)) > _FEW * len(sample):
        return "ko"
    if _han(sample) > _FEW * len(sample):
        return "zh"
    return "en" if _LATIN.search(sample) and sample.isascii() else None


def _han(text: str) -> int:
    return sum(map(len, _HAN.findall(text)))


def script_of(written: str) -> str | None:
    """Return how a page was served: simplified, traditional or mixed; None without Han text.

    `written` is what of the page isn't ASCII.
    """
    sample = "".join(_RUN.findall(written, 0, _LOOKED_AT))[:_SAMPLE]
    if not sample:
        return None
    traditional = len(_any_of("traditional").findall(sample))
    simplified = len(_any_of("simplified").findall(sample))
    if traditional + simplified < _TELLING:
        return "simplified"
    share = traditional / (traditional + simplified)
    if share < _MIXED:
        return "simplified"
    return "traditional" if share > 1 - _MIXED else "mixed"


@cache
def _any_of(script: str) -> re.Pattern[str]:
    chars = traditional_only() if script == "traditional" else simplified_only()
    return re.compile(f"[{''.join(sorted(chars))}]")
