"""The likeliest reading of bytes that are GBK but for a few broken or lost ones."""

from collections import Counter
from functools import cache
from itertools import pairwise
from math import log10

from extract.codec.evidence import REPLACEMENT
from extract.poison.gbk import pair
from extract.poison.script import simplified, to_simplified
from extract.poison.words import dictionary
from extract.poison.words import likelihood as likelihood_by_words

_BROKEN = -9.0
"""What a byte that is left over costs, in powers of ten."""
_CUT = 1.5
"""What speaks for the last byte: text is cut before markup as often as broken anywhere else."""
_RARE = -6.5
_FOREIGN = -8.0
_PRIVATE = -10.0
_MARK = -2.5
_MARKS = frozenset("，。、；：！？“”‘’（）《》…—·　")
_RARE_MARK = -4.5
_RARE_MARKS = frozenset("〈〉【】「」『』～〔〕")
_HAN = range(0x4E00, 0xA000)
_LETTERS = range(0xFF01, 0xFF5F)
_NEAR = 4
"""Characters to either side that are looked at once more, by words."""
_WORD = 0.6
"""What two characters gain that stand together in a word."""


def likeliest(row: bytes) -> str:
    """Return the likeliest text of a row of bytes from 80 up, U+FFFD for each that is left over.

    Takes time by the row's length. Unknown pairs count as one damaged character.
    """
    chars = _path(row)
    damaged = [i for i, char in enumerate(chars) if char == REPLACEMENT]
    if len(damaged) != 1 or len(row) % 2 == 0:
        return "".join(chars)
    return _placed(row, damaged[0])


def likelihood(text: str) -> float:
    """Return the logarithm of the probability of a text, character by character."""
    return sum(_BROKEN if char == REPLACEMENT else _likelihood(char) for char in text)


def _path(row: bytes) -> list[str]:
    """Return the characters of the best way through the row, each by its own likelihood."""
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(float("-inf"), 0, "")] * len(row)
    for at in range(len(row)):
        score, _, last = best[at]
        left_over = _BROKEN + (_CUT if at + 1 == len(row) else 0.0)
        _offer(best, at + 1, (score + left_over, at, REPLACEMENT))
        if at + 1 < len(row):
            char = pair(row[at], row[at + 1])
            gain = _likelihood(char) + _together(last, char) if char else _BROKEN
            _offer(best, at + 2, (score + gain, at, char or REPLACEMENT))
    out = []
    at = len(row)
    while at:
        _, at, char = best[at]
        out.append(char)
    return out[::-1]


def _placed(row: bytes, damaged: int) -> str:
    """Return the text with the one byte left over where the words around it read best."""
    last = len(row) // 2
    first, end = max(0, damaged - _NEAR), min(last, damaged + _NEAR)
    left, right = max(0, first - _NEAR), min(last, end + _NEAR)

    def reads(at: int) -> float:
        parts = _pairs(row[2 * left : 2 * at]), _pairs(row[2 * at + 1 : 2 * right + 1])
        score = sum(likelihood_by_words(to_simplified(part)) for part in parts)
        rare = sum(char in _RARE_MARKS for part in parts for char in part)
        return score + rare * (_RARE_MARK - _MARK) + (_CUT if at == last else 0.0)

    at = max(range(first, end + 1), key=reads)
    return _pairs(row[: 2 * at]) + REPLACEMENT + _pairs(row[2 * at + 1 :])


def _pairs(row: bytes) -> str:
    return "".join(pair(a, b) or REPLACEMENT for a, b in zip(row[::2], row[1::2], strict=True))


def _offer(best: list[tuple[float, int, str]], at: int, step: tuple[float, int, str]) -> None:
    if step[0] > best[at][0]:
        best[at] = step


@cache
def _likelihood(char: str) -> float:
    char = simplified().get(char, char)
    if char in _MARKS:
        return _MARK
    if char in _RARE_MARKS:
        return _RARE_MARK
    if ord(char) in _HAN:
        return max(_RARE, _shares().get(char, _RARE))
    return _PRIVATE if "\ue000" <= char <= "\uf8ff" else _FOREIGN


def _together(first: str, second: str) -> float:
    return _WORD if simplified().get(second, second) in _follows().get(first, ()) else 0.0


@cache
def _shares() -> dict[str, float]:
    """Return each character's share of running text, as a decimal logarithm."""
    shares: Counter[str] = Counter()
    for word, share in dictionary().items():
        for char in word:
            shares[char] += 10**share  # type: ignore[assignment]  # a Counter adds floats as well
    return {char: log10(share) for char, share in shares.items()}


@cache
def _follows() -> dict[str, set[str]]:
    follows: dict[str, set[str]] = {}
    for word in dictionary():
        for first, second in pairwise(word):
            follows.setdefault(first, set()).add(second)
    return follows
