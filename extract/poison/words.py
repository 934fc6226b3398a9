"""How likely a stretch of simplified Chinese is: the best way to cut it into known words."""

from collections.abc import Sequence
from functools import cache
from math import log10

from extract.rules_files import lines_of

CORPUS = 60e6
"""Words in the corpus that the dictionary was counted in."""
_LONGEST = 4
_DATES = "年月日"
"""Behind a number these end a date and begin no word."""
_UNSEEN = -8.5
_OUTSIDE = -10.0
_HAN = range(0x4E00, 0xA000)
# shares of running text, in powers of ten; letters and digits come in rows
_MARKS = {"，": -1.2, "。": -1.55, "、": -1.7, "“": -2.0, "”": -2.0}
_MARK, _ASCII = -3.0, -1.5


@cache
def dictionary() -> dict[str, float]:
    """Return word to the decimal logarithm of its share of running text."""
    out: dict[str, float] = {}
    for name in ("words.txt", "recent_words.txt"):
        for line in lines_of(f"poison/{name}"):
            exponent, *words = line.split(" ")
            out |= dict.fromkeys(words, int(exponent) * log10(2) - log10(CORPUS))
    return out


def likelihood(text: str, after: Sequence[float] = (0.0,)) -> float:
    """Return the logarithm of the probability of `text`, in simplified script, word by word.

    With `after`, what `likelihoods` gave for a beginning of it, only the rest is weighed.
    """
    return likelihoods(text, after)[-1]


def likelihoods(text: str, after: Sequence[float] = (0.0,)) -> list[float]:
    """Return the likelihood of each beginning of `text`, the empty one first."""
    known = dictionary()
    best = [*after]
    for end in range(len(best), len(text) + 1):
        score = best[-1] + _one(text[end - 1], known)
        for start in range(max(0, end - _LONGEST), end - 1):
            if text[start] in _DATES and text[start - 1 : start].isdigit():
                continue  # 20日|报道, not 日报
            if (share := known.get(text[start:end])) is not None:
                score = max(score, best[start] + share)
        best.append(score)
    return best


def first_word(text: str) -> str:
    """Return the first word of the best way to cut `text`, in simplified script, into words."""
    known, size = dictionary(), len(text)
    best = [(0.0, size)] * (size + 1)
    for start in range(size - 1, -1, -1):
        best[start] = max(
            (best[end][0] + share, end)
            for end in range(start + 1, min(start + _LONGEST, size) + 1)
            if (share := _share(text[start:end], known)) is not None
        )
    return text[: best[0][1]]


def _share(word: str, known: dict[str, float]) -> float | None:
    return _one(word, known) if len(word) == 1 else known.get(word)


def _one(char: str, known: dict[str, float]) -> float:
    if ord(char) in _HAN:
        return known.get(char, _UNSEEN)
    if char.isascii():
        return _ASCII
    return _MARKS.get(char, _MARK if ord(char) in _PUNCTUATION else _OUTSIDE)


_PUNCTUATION = frozenset(map(ord, "「」『』‘’《》…—·！？；：（）〈〉【】　"))
