"""Which character lost its second half to a false mark: a full stop, mostly.

A mark begins with the byte A3, so what stood there is one of the characters that end in it.
"""

import re

from extract.poison.endings import is_converted
from extract.poison.fluency import PLAIN, Fluency
from extract.poison.gbk import with_trail
from extract.poison.rules import load
from extract.poison.script import to_simplified
from extract.poison.words import first_word

_MARK_LEAD = 0xA3
_TERM = 9
_WORD = 4
_NEVER_AFTER_STOP = frozenset("、》。，！？；：")
_OPENING = frozenset("“‘《（「『【")
_AFTER_TERM = frozenset("的、，。；和與与及等是")
_LINE_ENDS = frozenset("<\n")
"""A paragraph's end, or a tag that began where its sign was swallowed."""
_CLAUSE = re.compile("[，。！？；：,!?;:]")
_CLOSED = re.compile(r"”|\?[！!]")
# in powers of ten, as likelihoods are: how much oftener a stop stands there than anywhere
_RULED_OUT = -9.0
_QUOTE_ENDS = 0.9
_SENTENCE = 1.0
_UNLIKELY = -2.0
_NEAR = 1000
_LONGEST = 4
_REACH = 6


class Halves:
    """Chooses by the words around."""

    def __init__(self, fluency: Fluency) -> None:
        self._fluency = fluency

    def at_end(self, left: str, *, quoted: bool) -> str:
        """Return two characters that end a line: `X。` or, if one may be `quoted`, mostly `。”`."""
        best = self._fluency.choose(self._options(left, "。"), left, "。")
        ends = self._fluency.fits(left, "。", "”") + _QUOTE_ENDS - 2 * _SENTENCE
        if not quoted:
            ends += 2 * _UNLIKELY
        if best and self._fluency.fits(left, best[0], "。") >= ends:
            return best[0] + "。"
        return "。”"

    def inside(self, left: str, after: str, *, guessed: bool) -> str:
        """Return the character between `left` and `after`, a full stop if in doubt.

        `guessed` if the first sign of `after` wasn't read from bytes.
        """
        best = self._fluency.choose(self._options(left, after), left, after)
        stop = self._fluency.fits(left, "。", after) + self._for_stop(left, after, guessed=guessed)
        if not best or stop >= self._fluency.fits(left, best[0], after):
            return "。"
        return best[0]

    def _for_stop(self, left: str, after: str, *, guessed: bool) -> float:
        """Return what speaks for a full stop, or against it, beside the words around."""
        first = after[:1]
        if first in _NEVER_AFTER_STOP:
            # read from bytes, a second mark rules a stop out; guessed, it may be a quote's end
            return 0.0 if guessed else _RULED_OUT
        if first in ("”", "’"):
            return self._ends(left) + _ends_quote(left, after[1:2])
        return self._ends(left) + (_QUOTE_ENDS if first == "“" else self._begins(after))

    def _ends(self, left: str) -> float:
        """Weigh whether a sentence can end with `left`."""
        last, two = left[-1:], left[-2:]
        rules = load("sentences")
        if last in _OPENING or two in rules["never_last"]:
            return _UNLIKELY
        if last in rules["often_last"]:
            return _SENTENCE
        words = (left[-size:] for size in range(2, _LONGEST + 1))
        if last in rules["never_last"] and not any(map(self._fluency.is_word, words)):
            return _UNLIKELY
        return 0.0

    def _begins(self, after: str) -> float:
        """Weigh whether a sentence can begin with `after`: not with a character that is no word."""
        word = first_word(to_simplified(after[:_REACH]))
        alone = len(word) == 1 and word not in PLAIN and not word.isascii()
        return _UNLIKELY if alone and word not in load("sentences")["first"] else 0.0

    def _options(self, left: str, right: str) -> tuple[str, ...]:
        """Return the characters but the stop that join a neighbour in a word, or on this page."""
        options = (char for char in with_trail(_MARK_LEAD) if is_converted(char) and char != "。")
        return tuple(char for char in options if self._fluency.joins(left, char, right))


def may_be_quoted(text: str, at: int) -> bool:
    """Tell whether a quotation is open at `at` that another line may have begun."""
    opened = text.rfind("“", max(0, at - _NEAR), at)
    return opened >= 0 and not _CLOSED.search(text, opened, at)


def _ends_quote(left: str, following: str) -> float:
    """Weigh whether a quotation that ends here is a sentence, or a term in one."""
    opened = max(left.rfind(sign) for sign in "“‘")
    quoted = left[opened + 1 :]
    weight = _QUOTE_ENDS
    if _CLAUSE.search(quoted) or opened < 0:
        weight += _SENTENCE
    elif len(quoted) <= _TERM:
        weight -= _SENTENCE if len(quoted) > _WORD else 2 * _SENTENCE
    if following in _LINE_ENDS:
        return weight + _SENTENCE
    return weight - (2 * _SENTENCE if following in _AFTER_TERM else 0)
