"""Characters cut in half: the kit searched its byte pairs with no regard to where one begins.

Two damages start a slip. A note pushed between the bytes of a character leaves `A?reading)`; a
clause mark found across two characters leaves `?` and the mark. From there text is read one byte
off until a byte stands alone. Reading on from the byte that is known puts it right again.
"""

import re
from collections.abc import Iterator

from extract.poison.edits import Change
from extract.poison.fluency import Fluency
from extract.poison.gbk import encode, with_lead, with_trail
from extract.poison.readings import fold, reads_as, strip_notes
from extract.poison.script import traditional_only
from extract.poison.walks import NOTE_LEFT, WIDE, Reader, Walk, is_converted

_Q = re.compile(r"\?([，！？；：,!?;:])")
# a slip that ends soundly is proof in itself; these only keep out what reads as noise
_READS = -2.5
_GAIN = 0.3
# what a slip by a character outside the table must reach
_GUESS = -1.2
_QUOTE = 300
_MARK_LEAD = 0xA3
_LINE_STARTS = ("\n", "<p", "<br", "<div", "<td", "<li")
_TERM = 9
_WORD = 4
# two question marks need more than a lucky first character to be a slip
_PAIR_LEAST = 3
_NEVER_AFTER_STOP = frozenset("、》。，！？；：")
_NEVER_BEFORE_STOP = frozenset("在和與与及把被從从而或其每該该將将")
_CLOSING = frozenset("”’")
_AFTER_TERM = frozenset("的、，。；和与與及等是")
_CLAUSE = re.compile("[，。！？；：,!?;:]")
# in powers of ten, as likelihoods are: how much oftener a stop stands there than anywhere
_RULED_OUT = -9.0
_QUOTE_ENDS = 0.9
_SENTENCE = 1.0


class Slips:
    """Mends the slips of one stretch of text, left to right."""

    def __init__(
        self, text: str, fluency: Fluency, *, attribute: bool = False, markup: bool = True
    ) -> None:
        self._text = text
        self._fluency = fluency
        self._reader = Reader(text, fluency, attribute=attribute, markup=markup)
        self.unrepaired = 0

    def changes(self, start: int, end: int) -> Iterator[Change]:
        """Yield what to change in text[start:end]; count what is beyond repair."""
        at = start
        line = max(self._text.rfind(sign, 0, start) for sign in _LINE_STARTS)
        sound = self._text[max(line, start - _QUOTE, 0) : start]
        while (mark := self._text.find("?", at, end)) >= 0:
            sound = (sound + strip_notes(self._text[at:mark]))[-_QUOTE:]
            change = None
            if not self._fluency.is_spent:
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
        code = encode(before[-1:]) if before else b""
        if not found or not code:
            return None
        reading = fold(found.group(1))
        lead = code[-1]
        known = (
            [char for char in with_lead(lead) if reads_as(char, reading)] if len(code) > 1 else []
        )
        trails = sorted({encode(char)[1] for char in known})
        sure = bool(trails)
        if not sure:
            others = traditional_only() & set(with_lead(lead))
            trails = sorted({encode(char)[1] for char in others})
        walks = [
            (self._score(walk.text, before), walk)
            for t in trails
            if (walk := self._reader.walk(found.end(), end, t, before))
        ]
        if not walks:
            return None
        walks.sort(key=lambda scored: scored[0], reverse=True)
        score, walk = walks[0]
        rival = next((other for other, found in walks if found.text != walk.text), _READS)
        if score < _READS or (not sure and (score < _GUESS or score < rival + _GAIN)):
            return None
        return self._change(mark, walk)

    def _mark_slip(self, mark: int, end: int, before: str) -> Change | None:
        found = _Q.match(self._text, mark, end)
        if not found:
            return None
        doubled = found.group(1) == "?"
        if doubled and "?" in self._text[found.end() : found.end() + _PAIR_LEAST - 1]:
            return None  # a row of question marks
        code = encode(found.group(1).translate(WIDE))
        walk = self._reader.walk(found.end(), end, code[1], before + "。")
        if not walk or not walk.text or (doubled and walk.shown < _PAIR_LEAST):
            return None
        # the eaten byte of a tag is as good as a reading
        proof = 1.0 if self._text[walk.end - 1] in "?>" else 0.0
        score = self._fluency.mean(walk.text[: walk.shown]) + proof
        if (
            score < _READS
            or score < self._fluency.mean(self._served(mark, walk.end), here=False) + _GAIN
        ):
            return None
        rest = walk.text
        if rest.startswith("。") and self._text[mark + 2 : mark + 3] == "?":
            first, second = self._stop_at_end(before)
            rest = second + rest[1:]
        else:
            first = self._cut_char(mark, before, rest)
        walk = Walk(walk.end, first + rest, walk.shown + 1, walk.lost)
        return self._change(mark, walk)

    def _served(self, start: int, end: int) -> str:
        return self._text[start:end].replace("?", "\ue000")

    def _score(self, text: str, before: str) -> float:
        return self._fluency.mean(before[-1:] + text)

    def _change(self, mark: int, walk: Walk) -> Change:
        self.unrepaired += walk.lost
        return Change("byte_slip", mark, walk.end, walk.text, walk.shown)

    def _stop_at_end(self, left: str) -> tuple[str, str]:
        """Return two characters that end a line: with no quotation open in it, `X。` or `。”`."""
        best = self._fluency.choose(self._cut_options(left, "。"), left, "。")
        ends = self._fluency.fits(left, "。", "”") + _QUOTE_ENDS - 2 * _SENTENCE
        if best and self._fluency.fits(left, best[0], "。") >= ends:
            return best[0], "。"
        return "。", "”"

    def _cut_char(self, mark: int, left: str, after: str) -> str:
        """Return the character whose second half became part of a mark: a stop, mostly."""
        best = self._fluency.choose(self._cut_options(left, after), left, after)
        stop = self._fluency.fits(left, "。", after) + self._stop_bonus(mark, left, after)
        if not best or stop >= self._fluency.fits(left, best[0], after):
            return "。"
        return best[0]

    def _stop_bonus(self, mark: int, left: str, after: str) -> float:
        """Return what speaks for a full stop, or against it, beside the words around."""
        first, second = after[:1], after[1:2]
        if left[-1:] in _NEVER_BEFORE_STOP and not self._fluency.is_word(left[-2:]):
            return -2 * _SENTENCE
        if first in _NEVER_AFTER_STOP:
            # read from bytes, a second mark rules a stop out; guessed, it may be a quote's end
            return _RULED_OUT if self._text[mark + 2 : mark + 3] != "?" else 0.0
        if first not in _CLOSING:
            return _QUOTE_ENDS if first == "“" else 0.0
        opened = max(left.rfind(sign) for sign in "“‘")
        quoted = left[opened + 1 :]
        bonus = _QUOTE_ENDS
        if _CLAUSE.search(quoted) or opened < 0:
            bonus += _SENTENCE
        elif len(quoted) <= _TERM:
            bonus -= _SENTENCE if len(quoted) > _WORD else 2 * _SENTENCE
        return bonus - (2 * _SENTENCE if second and second in _AFTER_TERM else 0)

    def _cut_options(self, left: str, right: str) -> tuple[str, ...]:
        """Return the characters but the stop that make a word with a neighbour, or are usual here.

        Each has as second byte what a mark begins with.
        """
        options = (char for char in with_trail(_MARK_LEAD) if is_converted(char) and char != "。")
        return tuple(char for char in options if self._fluency.joins(left, char, right))
