"""Reading on from a byte that is known, through text that is one byte off."""

import re
from dataclasses import dataclass, replace

from extract.poison.endings import SIGNS, cut_off, noted
from extract.poison.fluency import Fluency
from extract.poison.gbk import WIDE, WIDER, encode, pair
from extract.poison.readings import NOTE, NOTE_LEFT, fold
from extract.poison.tails import Tail, eaten

MARK = re.compile("[，！？；：,!?;:]")
# a line of text begins with none of these; a number's first digit is as often swallowed
_NO_LINE = re.compile(r"(?![3-9]月|[12]\d{3}年)[\s，！？；：,!?;:、。”’》）)0-9.%％年月日时時点點]")
# what a number's only digit may have stood before
_COUNTED = re.compile(
    r"[0-9A-Za-z.%％年月日號号時时點点個个名位次人家歲岁元萬万億亿倍天條条項项届屆級级]"
)
# the habit of a page to set a space behind a sentence
_SPACED = re.compile("[。”][ \u00a0][“\u4e00-\u9fff]")
_LAST = frozenset("。”’》）")
_FARTHEST = 200
"""Characters; of two thousand walks on poisoned pages none took more than 19."""
_NEAR = 4
_FOUR_BYTES = 4
_HIGH = 0x80


@dataclass(frozen=True, slots=True)
class Walk:
    end: int
    """Where the damage ends in the text."""
    text: str
    """What stood there."""
    shown: int
    """How many of its characters are text; the rest is markup."""
    lost: int = 0
    """Characters that nothing tells."""

    def behind(self, text: str) -> "Walk":
        """Return the walk that began with `text`."""
        return replace(self, text=text + self.text, shown=len(text) + self.shown)


class Reader:
    """Reads a text one byte off."""

    def __init__(self, text: str, fluency: Fluency, *, attribute: bool, markup: bool) -> None:
        self._text = text
        self._fluency = fluency
        self._attribute = attribute
        self._markup = markup
        self._spaced = bool(_SPACED.search(text))
        self.folded = not markup and text.count(",") > text.count("，")

    def walk(
        self, at: int, end: int, pending: int, before: str, farthest: int | None = None
    ) -> Walk | None:
        """Return what stood from `at` on, given the byte before it, or None if that can't be."""
        farthest = at + _FARTHEST if farthest is None else farthest
        out = ""
        while at < end:
            if at > farthest:
                return None
            self._fluency.weighed += 1
            char = self._text[at]
            if char == "?":
                return self._at_question(at, end, pending, before + out, farthest).behind(out)
            code = encode(char.translate(WIDE))
            restored = pair(pending, code[0]) if len(code) < _FOUR_BYTES else None
            if restored is None:
                return None
            at += 1
            if len(code) == 1:
                ended = Walk(at, out + restored, len(out) + 1)
                longer = self._unfolded(at, end, pending, before + out, farthest)
                return self._better(ended, longer and longer.behind(out), before)
            out += restored
            pending = code[1]
            if pending < _HIGH:
                # a letter whose byte served as a second half stands for itself
                return Walk(at, out + chr(pending), len(out) + 1)
            if note := NOTE.match(self._text, at, end):
                at = note.end()
        return Walk(at, out, len(out), 1)

    def _unfolded(self, at: int, end: int, pending: int, before: str, farthest: int) -> Walk | None:
        """Return the walk that goes on, if a text capture folded the wide sign before `at`."""
        char = self._text[at - 1]
        lead, *trail = encode(chr(ord(char) + WIDER)) if self.folded and char.isascii() else (0,)
        if not trail or (restored := pair(pending, lead)) is None:
            return None
        more = self.walk(at, end, trail[0], before + restored, farthest)
        return more and more.behind(restored)

    def _at_question(self, at: int, end: int, pending: int, before: str, farthest: int) -> Walk:
        """Return the walk from a `?` on: a lone byte, or a wide mark that was folded."""
        if note := NOTE_LEFT.match(self._text, at, end):
            following = self._text[note.end() : min(end, note.end() + _NEAR)]
            char = noted(pending, fold(note.group(1)), before, following, self._fluency)
            if char:
                return Walk(note.end(), char, 1)
        tail = Tail("(", at + 1) if note else None
        tail = tail or eaten(self._text, at + 1, end, attribute=self._attribute)
        stopped = self._stopped(at + 1, end, pending, before, tail)
        longer = None if tail else self._unfolded(at + 1, end, pending, before, farthest)
        return self._better(stopped, longer, before)

    def _stopped(self, at: int, end: int, pending: int, before: str, tail: Tail | None) -> Walk:
        """End a walk before `at`, where a last half went with whatever followed it."""
        following = "" if tail else self._text[at : at + 1]
        ended = not tail and pending in SIGNS and self._may_have_ended(at, end)
        char = cut_off(pending, before, "" if ended else following, self._fluency)
        lost = 0 if char else 1
        text = char or "?"
        if tail and tail.char == "<" and not self._markup:
            return Walk(tail.end, text + ("\n" if tail.end < end else ""), 1, lost)
        if tail:
            return Walk(at, text + tail.char, 1, lost)
        if ended and char in _LAST:
            return Walk(at, char + "\n", 1, lost)
        if at < end and not MARK.match(following) and not following.isspace():
            return Walk(at, text + self._swallowed(char, following), 1, 1)
        return Walk(at, text, 1, lost)

    def _swallowed(self, char: str, following: str) -> str:
        """Return what stands for the ASCII sign behind `char`: a space where the page has them."""
        spaced = self._spaced and char in _LAST and not _COUNTED.match(following)
        return " " if spaced else "?" if char else ""

    def _may_have_ended(self, at: int, end: int) -> bool:
        """Tell whether a line of a capture ended before `at`, where one ASCII sign is swallowed.

        Where no number goes on, that was a line's end by far the oftenest.
        """
        return not self._markup and at < end and not _NO_LINE.match(self._text, at)

    def _better(self, ended: Walk, longer: Walk | None, before: str) -> Walk:
        """Return the longer walk if it reads better than the other and the text behind that."""
        if longer is None:
            return ended
        served = self._text[ended.end : longer.end].replace("?", "\ue000")
        last = before[-1:]
        reads = self._fluency.mean(last + longer.text[: longer.shown])
        return longer if reads > self._fluency.mean(last + ended.text + served) else ended
