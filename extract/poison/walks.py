"""Reading on from a byte that is known, through text that is one byte off."""

import re
from dataclasses import dataclass, replace

from extract.poison.fluency import Fluency
from extract.poison.gbk import encode, pair, with_lead
from extract.poison.readings import NOTE, SYLLABLE, fold, reads_as
from extract.poison.script import RESIDUE, simplified_only
from extract.poison.tails import Tail, eaten

NOTE_LEFT = re.compile(rf"\?({SYLLABLE})\)")
"""What is left of a note whose bracket went with the byte before it."""
MARK = re.compile("[，！？；：,!?;:]")
_WIDER = 0xFEE0
WIDE = {code: chr(code + _WIDER) for code in range(0x21, 0x40)}
"""No sign below the range of second halves can stand in shifted text: a text capture folded it."""
_STOP = (0xA1, 0xA3)
# among a thousand characters of news each, nine guesses of ten with this lead were right
_SURE = 0.8
_FARTHEST = 200
"""Characters; of two thousand walks on poisoned pages none took more than 19."""
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


class Reader:
    """Reads a text one byte off."""

    def __init__(self, text: str, fluency: Fluency, *, attribute: bool, markup: bool) -> None:
        self._text = text
        self._fluency = fluency
        self._attribute = attribute
        self._markup = markup
        self._folded = not markup and text.count(",") > text.count("，")

    def walk(self, at: int, end: int, pending: int, before: str) -> Walk | None:
        """Return what stood from `at` on, given the byte before it, or None if that can't be."""
        out: list[str] = []
        farthest = at + _FARTHEST
        while at < end:
            if at > farthest:
                return None
            self._fluency.weighed += 1
            char = self._text[at]
            if char == "?":
                return self._stop(at, end, pending, before + "".join(out), out)
            code = encode(char.translate(WIDE))
            restored = pair(pending, code[0]) if len(code) < _FOUR_BYTES else None
            if restored is None:
                return None
            out.append(restored)
            at += 1
            if len(code) == 1:
                ended = Walk(at, "".join(out), len(out))
                return self._unfolded(ended, char, pending, end, before) or ended
            pending = code[1]
            if pending < _HIGH:
                # a letter whose byte served as a second half stands for itself
                return Walk(at, "".join(out) + chr(pending), len(out) + 1)
            if note := NOTE.match(self._text, at, end):
                at = note.end()
        text = "".join(out)
        return Walk(at, text, len(text), 1)

    def _unfolded(self, ended: Walk, char: str, pending: int, end: int, before: str) -> Walk | None:
        """Return the walk that goes on, where a text capture folded a wide letter, if it reads."""
        lead, *trail = encode(chr(ord(char) + _WIDER)) if self._folded and char.isascii() else (0,)
        if not trail or (restored := pair(pending, lead)) is None:
            return None
        so_far = ended.text[:-1] + restored
        more = self.walk(ended.end, end, trail[0], before + so_far)
        if more is None:
            return None
        longer = replace(more, text=so_far + more.text, shown=len(so_far) + more.shown)
        reads = self._fluency.mean(longer.text[: longer.shown])
        return longer if reads > self._fluency.mean(ended.text) else None

    def _stop(self, at: int, end: int, pending: int, before: str, out: list[str]) -> Walk | None:
        """End a walk at `?`, where a last half went with whatever followed it."""
        text = "".join(out)
        if note := NOTE_LEFT.match(self._text, at, end):
            reading = fold(note.group(1))
            known = [char for char in with_lead(pending) if reads_as(char, reading)]
            if known:
                return Walk(note.end(), text + known[0], len(text) + 1)
        tail = eaten(self._text, at + 1, end, attribute=self._attribute)
        if note:
            tail = Tail("(", at + 1)
        following = "" if tail else self._text[at + 1 : at + 2]
        char = self._last(pending, before, following)
        lost = 0 if char else 1
        text += char or "?"
        if tail and tail.char == "<" and not self._markup:
            return Walk(tail.end, text + ("\n" if tail.end < end else ""), len(text), lost)
        if tail:
            return Walk(at + 1, text + tail.char, len(text), lost)
        if at + 1 < end and not MARK.match(following) and not following.isspace():
            return Walk(at + 1, text + ("?" if char else ""), len(text), 1)
        return Walk(at + 1, text, len(text), lost)

    def _last(self, pending: int, before: str, following: str) -> str:
        if pending in _STOP:
            return self._closing(pending, before)
        options = tuple(char for char in with_lead(pending) if is_converted(char))
        best = self._fluency.choose(options, before, following)
        return best[0] if best and best[1] >= _SURE else ""

    def _closing(self, pending: int, before: str) -> str:
        if pending != _STOP[0]:
            return "）" if before.count("（") > before.count("）") else ""
        for opening, closing in ("“”", "‘’", "《》", "「」", "『』", "【】"):
            if before.count(opening) > before.count(closing):
                return closing
        return "。"


def is_converted(char: str) -> bool:
    """Tell whether a converted page can have `char`."""
    return "\u4e00" <= char <= "\u9fff" and (char in RESIDUE or char not in simplified_only())
