"""Traditional characters back to simplified, one for one, as the kit put them in."""

import re
from collections.abc import Iterator
from functools import cache

import opencc

from extract.poison.edits import Change
from extract.poison.rules import load
from extract.rules_files import lines_of

_CJK = range(0x4E00, 0xA000)
# 著 is 着 (zhe) in a converted page, unless a word around it wants zhù
_ZHU_BEFORE = frozenset("显顯名专專论論原编編巨遗遺卓昭土译譯合")
_ZHU_AFTER = ("名", "作", "称", "稱", "述", "书立", "書立", "者", "录", "錄", "有《")
# simplified print has these as well, so that OpenCC's answer for them is no conversion of a kit's
_BOTH = frozenset("著乾於徵藉瞭夥麼")
# forms that OpenCC's t2s leaves: the kit's look-alike of 陝, and what is printed in Hong Kong or
# Taiwan for what its tables s2hk and s2tw start from
_RULES = load("conversion")
_OTHER_FORMS: dict[str, str] = dict(zip(*_RULES["other_forms"], strict=True))
_QIAN_AFTER = frozenset("隆坤")
_BY_CONTEXT = "著乾"
RESIDUE = frozenset(_RULES["residue"])
UNMADE = frozenset(_RULES["unmade"])


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@cache
def simplified() -> dict[str, str]:
    """Return traditional character to simplified, where they differ. Source: OpenCC t2s."""
    chars = [chr(code) for code in _CJK]
    converted = _converter("t2s").convert("\n".join(chars)).split("\n")
    pairs = zip(chars, converted, strict=True)
    turned = {a: b for a, b in pairs if a != b and len(b) == 1 and _in_gbk(b)}
    sure = {a: b for a, b in turned.items() if a in _BOTH or not a.encode("gb2312", "ignore")}
    return sure | _OTHER_FORMS


@cache
def traditional_only() -> frozenset[str]:
    return frozenset(simplified()) | {"著"}


def _in_gbk(char: str) -> bool:
    # rare simplifications exist in no page that went through GBK
    return len(char.encode("gbk", "ignore")) > 1


@cache
def simplified_only() -> frozenset[str]:
    """Characters that no converted page has: their traditional form is another one."""
    return frozenset("".join(lines_of("poison/simplified.txt"))) - traditional_only() - RESIDUE


@cache
def traditional_pattern() -> re.Pattern[str]:
    """Return what finds runs of traditional characters."""
    return re.compile(f"[{''.join(sorted(traditional_only()))}]+")


def to_simplified(text: str) -> str:
    """Return `text` with every traditional character replaced."""
    return _weighed(text, text.translate(_table()), _BY_CONTEXT)


def _weighed(text: str, turned: str, chars: str) -> str:
    """Return `turned`, but with each of `chars` in `text` as the characters around it want it."""
    if not any(char in text for char in chars):
        return turned
    return "".join(
        _in_context(char, text[i - 1 : i], text[i + 1 : i + 3]) if char in chars else other
        for i, (char, other) in enumerate(zip(text, turned, strict=True))
    )


@cache
def _table() -> dict[int, str]:
    return str.maketrans(simplified())


def conversions(
    text: str, start: int, end: int, keep: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """Yield one change for each contiguous run of characters to convert in text[start:end].

    Characters to `keep` are ones that the converter at hand doesn't make: they were printed.
    """
    for run in traditional_pattern().finditer(text, start, end):
        left, right = run.span()
        context = text[max(left - 1, start) : right + 2]
        shift = left - max(left - 1, start)
        turned = to_simplified(context)[shift : shift + right - left]
        if keep & set(run.group()):
            pairs = zip(run.group(), turned, strict=True)
            turned = "".join(before if before in keep else after for before, after in pairs)
        yield from _runs(run.group(), turned, left)


def conversions_by_words(text: str, start: int, end: int) -> Iterator[Change]:
    """Yield the same for text whose converter chose each form by the word that it stands in."""
    before = text[start:end]
    turned = _converter("t2s").convert(before).translate(str.maketrans(_OTHER_FORMS))
    after = _weighed(turned, turned, "著")
    if len(after) == len(before):
        yield from _runs(before, after, start)
    else:
        yield from conversions(text, start, end)


def _runs(before: str, after: str, at: int) -> Iterator[Change]:
    begin = None
    for i in range(len(before) + 1):
        differs = i < len(before) and before[i] != after[i]
        if differs and begin is None:
            begin = i
        elif not differs and begin is not None:
            yield Change("script", at + begin, at + i, after[begin:i])
            begin = None


def _in_context(char: str, before: str, after: str) -> str:
    if char == "著":
        return char if before in _ZHU_BEFORE or after.startswith(_ZHU_AFTER) else "着"
    return char if after[:1] in _QIAN_AFTER else "干"
