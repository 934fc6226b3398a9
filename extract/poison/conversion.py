"""Whether a text was turned from simplified into traditional script one character at a time."""

import re
from collections import Counter
from dataclasses import dataclass

from extract.poison.rules import load
from extract.poison.script import simplified_only, traditional_only

_RULES = load("conversion")
_KEPT, _PROPER = frozenset(_RULES["kept"]), frozenset(_RULES["proper"])
_BY_CHAR, _BY_WORD = frozenset(_RULES["by_char"]), frozenset(_RULES["by_word"])
_MODERN, _RARELY = frozenset(_RULES["modern"]), 40
_KINDS = 2
_LEAST, _LEAST_ALONE = 6, 4
_SHARE = 8
# quotations weigh as much as this many words
_QUOTED = 3
_LANG = re.compile(
    r"""<html\b[^>]{0,400}?\blang\s*=\s*["']?zh[-_](?:hant|tw|hk|mo)""", re.IGNORECASE
)
_HEAD = 2000
_ENOUGH = 150_000
"""Characters that tell a text's script."""


@dataclass(frozen=True, slots=True)
class Script:
    """How many characters of a text speak for one script or the other."""

    traditional: int
    simplified: int
    chars: Counter[str]

    @property
    def mostly_traditional(self) -> bool:
        return self.traditional > self.simplified

    @property
    def by_words(self) -> bool:
        """Forms are chosen by the words that they stand in, as in print, or by a good converter."""
        return self._count(_BY_WORD) > self._count(_BY_CHAR)

    @property
    def is_chinese(self) -> bool:
        """Japanese has traditional characters as well, between its own signs."""
        kana = sum(n for char, n in self.chars.items() if "\u3041" <= char <= "\u30fe")
        return kana * 4 <= self.traditional + self.simplified

    @property
    def is_converted(self) -> bool:
        if not self.is_chinese:
            return False
        kinds = len(_KEPT & self.chars.keys())
        few = self._count(_KEPT) > 4 * self._count(_PROPER)
        return kinds >= _KINDS and few and self.mostly_traditional and self._is_modern

    @property
    def _is_modern(self) -> bool:
        """Classical texts have 后, 于 and 云 of their own."""
        return self._count(_MODERN) * _RARELY >= self.traditional

    def _count(self, wanted: frozenset[str]) -> int:
        return sum(self.chars[char] for char in wanted)


def script_of(text: str) -> Script:
    """Count what speaks for a script, in a text's beginning and end where it is a long one."""
    chars = Counter(text if len(text) <= 2 * _ENOUGH else text[:_ENOUGH] + text[-_ENOUGH:])
    return Script(
        traditional=sum(n for char, n in chars.items() if char in traditional_only()),
        simplified=sum(n for char, n in chars.items() if char in simplified_only()),
        chars=chars,
    )


def residue(text: str) -> int:
    """Count what no printer of traditional text leaves so often; 0 where that is too little."""
    rules = load("conversion")
    counts = [text.count(word) for word in rules["telling"]]
    told = sum(text.count(word) for word in rules["told"])
    least = _LEAST if told else _LEAST_ALONE
    enough = sum(counts) >= least and sum(map(bool, counts)) >= _KINDS
    return sum(counts) if enough and told * _SHARE <= sum(counts) else 0


def reads_mainland(text: str) -> bool:
    """Tell whether traditional text was written on the mainland, by its words and quotation marks.

    Hong Kong, Macau and Taiwan quote in corner brackets.
    """
    rules = load("conversion")
    if "「" in text:
        return False
    here = sum(word in text for word in rules["mainland"])
    elsewhere = sum(word in text for word in rules["elsewhere"])
    quoted = _QUOTED if text.count("“") >= _KINDS else 0
    return here + quoted >= _QUOTED + _KINDS * elsewhere


def says_traditional(source: str) -> bool:
    """Tell whether a page declares that it is written in traditional script."""
    return bool(_LANG.search(source, 0, _HEAD))
