"""How well a few characters read: a character-pair model, to choose between readings of bytes."""

from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log10

from extract.poison.gbk import encode, is_common
from extract.poison.script import simplified, to_simplified

PLAIN = frozenset("「」『』、。“”‘’《》…—·，！？；：（）〈〉【】　")
_PAIR = 1.5
_SEEN_HERE = 2.5
_FREQUENT = 0.5
_HAN = range(0x4E00, 0xA000)


@cache
def _model() -> tuple[dict[str, int], dict[str, str]]:
    counts, follows = {}, {}
    path = files("extract") / "rules" / "poison" / "fluency.txt"
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            char, count, after = line.split(" ")
            counts[char], follows[char] = int(count), after
    return counts, follows


class Fluency:
    """Scores text against the language at large and the page it stands on."""

    def __init__(self, page: str) -> None:
        text = to_simplified(page)
        self._here = Counter(pairwise(text))
        self._chars = Counter(text)

    def char(self, char: str) -> float:
        """Return a score for one simplified character: 0 ordinary, -6 never in running text."""
        if char in PLAIN or char.isascii():
            return 0.0
        if ord(char) not in _HAN:
            return -6.0
        if not is_common(char):
            return -3.0 if len(encode(char)) == 2 and encode(char)[0] >= 0xB0 else -4.5  # noqa: PLR2004
        seen = _model()[0].get(char, 0) + 20 * self._chars[char]
        return min(0.0, log10(1 + seen) - 2.5)

    def pair(self, first: str, second: str, *, here: bool = True) -> float:
        """Return what two adjoining simplified characters gain by standing together.

        `here` counts the page itself as evidence; damage that repeats would speak for itself.
        """
        if here and self._here[first, second] > 1:
            return _SEEN_HERE
        return _PAIR if second in _model()[1].get(first, "") else 0.0

    def adjoin(self, first: str, second: str) -> bool:
        """Tell whether two characters, in either script, stand side by side in a known phrase."""
        turned = simplified()
        return self.pair(turned.get(first, first), turned.get(second, second)) > 0

    def repeated(self, first: str, second: str) -> bool:
        """Tell whether the page itself has two characters, in either script, side by side twice."""
        turned = simplified()
        return self._here[turned.get(first, first), turned.get(second, second)] > 1

    def joins(self, before: str, char: str, after: str) -> bool:
        """Tell whether `char` makes words with its neighbours, rather than a stop between them."""
        if not before:
            return False
        left, middle, *right = list(to_simplified(before + char + after))
        if self._here[left, middle] > 1 or not right:
            return self._here[left, middle] > 1
        return self.pair(left, middle) > 0 and self.pair(middle, right[0]) > 0

    def mean(self, text: str, *, here: bool = True) -> float:
        """Return the score per character of `text`, in either script."""
        plain = to_simplified(text)
        pairs = sum(self.pair(a, b, here=here) for a, b in pairwise(plain))
        return (sum(map(self.char, plain)) + pairs) / max(1, len(plain))

    def choose(self, options: tuple[str, ...], before: str, after: str) -> tuple[str, float] | None:
        """Return the option that reads best between two characters, and its lead over the next."""
        turned = simplified()
        left, right = turned.get(before, before), turned.get(after, after)
        scored = []
        for option in options:
            char = turned.get(option, option)
            score = self.char(char) + self.pair(left, char) + self.pair(char, right)
            scored.append((score + _FREQUENT * log10(1 + _model()[0].get(char, 0)), option))
        scored.sort(reverse=True)
        if not scored:
            return None
        lead = scored[0][0] - scored[1][0] if len(scored) > 1 else scored[0][0] + 6
        return scored[0][1], lead
