"""How well a few characters read, to choose between readings of bytes."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log10

from extract.poison.gbk import encode, is_common
from extract.poison.script import simplified, to_simplified
from extract.poison.words import dictionary, likelihood, likelihoods

PLAIN = frozenset("「」『』、。“”‘’《》…—·，！？；：（）〈〉【】　")
_PAIR = 1.5
_SEEN_HERE = 2.5
_ON_PAGE = 1.5
_OFTEN = 0.7
_HAN = range(0x4E00, 0xA000)
_REACH = 6
_SAMPLED = 200_000
"""Characters of a page that tell what is usual on it."""
# half a second's work; a poisoned page of ten thousand characters takes a tenth
_MOST_WEIGHED = 100_000
# words of one corpus; a pair of characters that only one rare word has is no evidence
_LEAST_SHARE = -7.0


@cache
def _pairs() -> tuple[dict[str, int], dict[str, set[str]]]:
    """Return how many words have a character, and which characters follow it in one."""
    counts: Counter[str] = Counter()
    follows: dict[str, set[str]] = {}
    for word, share in dictionary().items():
        if len(word) > 1 and share > _LEAST_SHARE:
            counts.update(word)
            for first, second in pairwise(word):
                follows.setdefault(first, set()).add(second)
    return counts, follows


class Fluency:
    """Scores text against the language at large and the page it stands on."""

    def __init__(self, page: str) -> None:
        text = to_simplified(page[:_SAMPLED])
        self._here = Counter(pairwise(text))
        self._chars = Counter(text)
        self.weighed = 0
        """Characters that were looked at to choose between readings; see `is_spent`."""

    @property
    def is_spent(self) -> bool:
        """Whether so much was weighed that it is no page of a kit, but one to keep us busy."""
        return self.weighed > _MOST_WEIGHED

    def char(self, char: str) -> float:
        """Return a score for one simplified character: 0 ordinary, -6 never in running text."""
        if char in PLAIN or char.isascii():
            return 0.0
        if ord(char) not in _HAN:
            return -6.0
        if not is_common(char):
            return -3.0 if len(encode(char)) == 2 and encode(char)[0] >= 0xB0 else -4.5  # noqa: PLR2004
        seen = _pairs()[0].get(char, 0) + 20 * self._chars[char]
        return min(0.0, log10(1 + seen) - 2.5)

    def pair(self, first: str, second: str, *, here: bool = True) -> float:
        """Return what two adjoining simplified characters gain by standing together.

        `here` counts the page itself as evidence; damage that repeats would speak for itself.
        """
        if here and self._here[first, second] > 1:
            return _SEEN_HERE
        return _PAIR if second in _pairs()[1].get(first, ()) else 0.0

    def mean(self, text: str, *, here: bool = True) -> float:
        """Return the score per character of `text`, in either script."""
        plain = to_simplified(text)
        self.weighed += len(plain)
        pairs = sum(self.pair(a, b, here=here) for a, b in pairwise(plain))
        return (sum(map(self.char, plain)) + pairs) / max(1, len(plain))

    def fits(self, before: str, char: str, after: str) -> float:
        """Return how likely `char` is between two stretches, as a logarithm: compare, don't read.

        A pair of characters that the page has elsewhere counts as a word of its own.
        """
        return self._fits(before, (char,), after)[0]

    def _fits(self, before: str, options: Sequence[str], after: str) -> list[float]:
        left, right = to_simplified(before[-_REACH:]), to_simplified(after[:_REACH])
        self.weighed += len(options) * (len(left) + len(right) + 1)
        so_far = likelihoods(left)
        scores = []
        for char in options:
            middle = simplified().get(char, char)
            score = likelihood(left + middle + right, so_far)
            if middle not in PLAIN:
                score += _OFTEN * log10(1 + self._chars[middle])
            for first, second in ((left[-1:], middle), (middle, right[:1])):
                seen = self._here[first, second] if first and second else 0
                score += min(_SEEN_HERE, _ON_PAGE * log10(1 + 9 * seen)) if seen else 0.0
            scores.append(score)
        return scores

    def joins(self, before: str, char: str, after: str) -> bool:
        """Tell whether a word or the page itself has `char` beside a neighbour."""
        left, middle, right = map(to_simplified, (before[-1:], char, after[:1]))
        self.weighed += 3
        return (
            self._here[left, middle] > 0
            or self._here[middle, right] > 0
            or self.pair(left, middle) > 0
            or self.pair(middle, right) > 0
        )

    def is_word(self, text: str) -> bool:
        return to_simplified(text) in dictionary()

    def choose(self, options: tuple[str, ...], before: str, after: str) -> tuple[str, float] | None:
        """Return the option that fits best between two stretches, and its lead over the next."""
        fits = self._fits(before, options, after)
        scored = sorted(zip(fits, options, strict=True), reverse=True)
        if not scored:
            return None
        lead = scored[0][0] - scored[1][0] if len(scored) > 1 else _SEEN_HERE
        return scored[0][1], lead
