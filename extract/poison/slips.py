"""Characters cut in half: the kit searched its byte pairs with no regard to where one begins.

Two damages start a slip. A note pushed between the bytes of a character leaves `A?reading)`; a
clause mark found across two characters leaves `?` and the mark. From there text is read one byte
off until a byte stands alone. Reading on from the byte that is known puts it right again.
"""

import re
from collections.abc import Iterator

from extract.poison.edits import Change
from extract.poison.endings import with_reading
from extract.poison.fluency import Fluency
from extract.poison.gbk import WIDE, encode, with_lead
from extract.poison.halves import Halves, may_be_quoted
from extract.poison.readings import NOTE_LEFT, annotated, fold, strip_notes
from extract.poison.script import traditional_only
from extract.poison.walks import Reader, Walk

_Q = re.compile(r"\?([，！？；：,!?;:])")
# a slip that ends soundly is proof in itself; these only keep out what reads as noise
_READS = -2.5
_GAIN = 0.3
# what a slip by a character outside the table must reach
_GUESS = -1.2
# a reading of the kit's own table says more than one of a dictionary
_LISTED = 0.5
_LOST = 0.5
_QUOTE = 300
_LINE_STARTS = ("\n", "<p", "<br", "<div", "<td", "<li")
# two question marks need more than a lucky first character to be a slip
_PAIR_LEAST = 3
_NEAR = 30
# a slip's last byte, where it stands alone among characters, or what is left of a note
_ALONE = re.compile(r"[^\x00-\x7f][@-~](?![0-9A-Za-z])|[^<>]\)")
# what a look at a question mark costs, in characters weighed
_LOOK = 4
_UNSOUND = re.compile("[<?\n]")


class Slips:
    """Mends the slips of a text, one stretch after the other and each left to right."""

    def __init__(
        self, text: str, fluency: Fluency, *, attribute: bool = False, markup: bool = True
    ) -> None:
        self._text = text
        self._fluency = fluency
        self._halves = Halves(fluency)
        self._reader = Reader(text, fluency, attribute=attribute, markup=markup)
        self.unrepaired = 0

    def changes(self, start: int, end: int) -> Iterator[Change]:
        """Yield what to change in text[start:end]; count what is beyond repair."""
        at = start
        near = max(start - _QUOTE, 0)
        line = max(self._text.rfind(sign, near, start) for sign in _LINE_STARTS)
        sound = self._text[max(line, near) : start]
        while (mark := self._text.find("?", at, end)) >= 0:
            if self._fluency.is_spent:
                self.unrepaired += len(NOTE_LEFT.findall(self._text, mark, end))
                return
            self._fluency.weighed += _LOOK
            sound = (sound + strip_notes(self._text[at:mark]))[-_QUOTE:]
            change = self._note_slip(mark, end, sound) or self._mark_slip(mark, end, sound)
            if change:
                sound += change.after[: change.shown]
                at = change.end
                yield change
            else:
                sound += "?"
                at = mark + 1
                self.unrepaired += bool(NOTE_LEFT.match(self._text, mark, end))

    def _note_slip(self, mark: int, end: int, before: str) -> Change | None:
        found = NOTE_LEFT.match(self._text, mark, end)
        last = before[-1:].translate(WIDE) if self._reader.folded else before[-1:]
        code = encode(last) if last else b""
        if not found or not code:
            return None
        reading = fold(found.group(1))
        known = with_reading(code[-1], reading) if len(code) > 1 else ()
        walks = [
            (self._score(walk, before) + _LISTED * (char in annotated()), walk)
            for char in known or traditional_only().intersection(with_lead(code[-1]))
            if (walk := self._reader.walk(found.end(), end, encode(char)[1], before))
        ]
        if not walks:
            return None
        walks.sort(key=lambda scored: scored[0], reverse=True)
        score, walk = walks[0]
        rival = next((other for other, found in walks if found.text != walk.text), _READS)
        if score < _READS or (not known and (score < _GUESS or score < rival + _GAIN)):
            return None
        return self._change(mark, walk)

    def _mark_slip(self, mark: int, end: int, before: str) -> Change | None:
        found = _Q.match(self._text, mark, end)
        if not found:
            return None
        doubled = found.group(1) == "?"
        if doubled and self._text.startswith("?", found.end()):
            return None  # a row of question marks
        code = encode(found.group(1).translate(WIDE))
        walk = self._reader.walk(found.end(), end, code[1], before + "。")
        if not walk or not walk.text or (doubled and self._may_be_luck(walk)):
            return None
        served = self._text[mark : walk.end]
        # two question marks may be as printed, a lone one before a mark is damage
        served = served if doubled else served.replace("?", "\ue000")
        score = self._fluency.mean(walk.text[: walk.shown]) + self._proof(walk)
        if score < _READS or score < self._fluency.mean(served, here=False) + _GAIN:
            return None
        text = self._whole(mark, walk, before)
        return self._change(mark, Walk(walk.end, text, walk.shown + 1, walk.lost))

    def _may_be_luck(self, walk: Walk) -> bool:
        """Tell whether a walk behind two question marks may read well by chance."""
        if walk.shown == 1:
            letter, following = self._text[walk.end - 1], self._text[walk.end : walk.end + 1]
            return not (letter.isalpha() and self._fluency.is_word(walk.text + following))
        if walk.shown == _PAIR_LEAST - 1:
            return not (self._ends_alone(walk) or self._fluency.is_word(walk.text[: walk.shown]))
        return walk.shown < _PAIR_LEAST

    def _proof(self, walk: Walk) -> float:
        # the eaten byte of a tag is as good as a reading, and so is a lone letter among characters
        return float(self._text[walk.end - 1] in "?>" or self._ends_alone(walk))

    def _ends_alone(self, walk: Walk) -> bool:
        """Tell whether a walk ends in one byte that stands alone, or in a note."""
        return bool(_ALONE.match(self._text, walk.end - 2))

    def _whole(self, mark: int, walk: Walk, before: str) -> str:
        """Return what a walk read, behind the character that lost its half to the mark."""
        guessed = self._text[mark + 2 : mark + 3] == "?"
        if guessed and walk.text.startswith("。"):
            quoted = may_be_quoted(self._text, mark)
            return self._halves.at_end(before, quoted=quoted) + walk.text[1:]
        after = walk.text + self._following(walk)
        return self._halves.inside(before, after, guessed=guessed) + walk.text

    def _following(self, walk: Walk) -> str:
        """Return the sound text behind a walk."""
        text = self._text[walk.end : walk.end + _NEAR]
        if walk.shown < len(walk.text) or "?" in self._text[walk.end - 1 : walk.end]:
            return ""
        return strip_notes(_UNSOUND.split(text, maxsplit=1)[0])

    def _score(self, walk: Walk, before: str) -> float:
        return self._fluency.mean(before[-1:] + walk.text) - _LOST * walk.lost

    def _change(self, mark: int, walk: Walk) -> Change:
        self.unrepaired += walk.lost
        return Change("byte_slip", mark, walk.end, walk.text, walk.shown)
