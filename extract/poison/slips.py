"""Characters cut in half: the kit searched its byte pairs with no regard to where one begins.

Two damages start a slip. A note pushed between the bytes of a character leaves `A?reading)`; a
clause mark found across two characters leaves `?` and the mark. From there text is read one byte
off until a byte stands alone. Reading on from the byte that is known puts it right again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.poison.edits import Change
from extract.poison.fluency import Fluency
from extract.poison.gbk import encode, pair, with_lead
from extract.poison.readings import NOTE, SYLLABLE, annotated, fold
from extract.poison.script import RESIDUE, simplified_only, traditional_only
from extract.poison.tails import Tail, eaten

_P = re.compile(rf"\?({SYLLABLE})\)")
_Q = re.compile(r"\?([，！？；：,!?;:])")
_MARK = re.compile("[，！？；：,!?;:]")
_WIDE = str.maketrans(",!?;:", "，！？；：")
_STOP = (0xA1, 0xA3)
# a slip that ends soundly is proof in itself; these only keep out what reads as noise
_READS = -2.5
_GAIN = 0.3
# what a slip by a character outside the table must reach
_GUESS = -1.2
_SURE = 0.4
_TERM = 9
_WORD = 4
# two question marks need more than a lucky first character to be a slip
_PAIR_LEAST = 3
_NEVER_AFTER_STOP = frozenset("、》。，！？；：")


@dataclass(frozen=True, slots=True)
class _Walk:
    end: int
    text: str
    shown: int
    lost: int = 0


class Slips:
    """Mends the slips of one stretch of text, left to right."""

    def __init__(
        self, text: str, fluency: Fluency, *, attribute: bool = False, markup: bool = True
    ) -> None:
        self._text = text
        self._fluency = fluency
        self._attribute = attribute
        self._markup = markup
        self.unrepaired = 0

    def changes(self, start: int, end: int) -> Iterator[Change]:
        """Yield what to change in text[start:end]; count what is beyond repair."""
        at = start
        last = ""
        while (mark := self._text.find("?", at, end)) >= 0:
            if mark > at or not last:
                last = self._before(mark, start)
            change = self._note_slip(mark, end, last) or self._mark_slip(mark, end, last)
            if change:
                shown = change.after[: change.shown]
                last, at = shown[-1:] or last, change.end
                yield change
            else:
                at = mark + 1
                self.unrepaired += bool(_P.match(self._text, mark, end))

    def _before(self, mark: int, start: int) -> str:
        window = self._text[max(start, mark - 12) : mark]
        note = re.search(rf"[(（]{SYLLABLE}[)）]$", window)
        return (window[: note.start()] if note else window)[-1:]

    def _note_slip(self, mark: int, end: int, before: str) -> Change | None:
        found = _P.match(self._text, mark, end)
        code = encode(before) if before else b""
        if not found or not code:
            return None
        reading = fold(found.group(1))
        known = {char for char, said in annotated().items() if said == reading}
        lead = code[-1]
        trails = sorted({encode(char)[1] for char in known if encode(char)[0] == lead})
        sure = bool(trails)
        if not sure:
            others = traditional_only() & set(with_lead(lead))
            trails = sorted({encode(char)[1] for char in others - set(annotated())})
        walks = [
            (self._score(walk.text, before), walk)
            for t in trails
            if (walk := self._walk(found.end(), end, t, before))
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
        code = encode(found.group(1).translate(_WIDE))
        walk = self._walk(found.end(), end, code[1], "。")
        doubled = found.group(1) == "?"
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
        first = self._cut_char(mark, before, walk.text)
        rest = walk.text
        if first == "。" and rest.startswith("。"):
            rest = "”" + rest[1:]
        walk = _Walk(walk.end, first + rest, walk.shown + 1, walk.lost)
        return self._change(mark, walk)

    def _served(self, start: int, end: int) -> str:
        return self._text[start:end].replace("?", "\ue000")

    def _score(self, text: str, before: str) -> float:
        return self._fluency.mean(before + text)

    def _change(self, mark: int, walk: _Walk) -> Change:
        self.unrepaired += walk.lost
        return Change("byte_slip", mark, walk.end, walk.text, walk.shown)

    def _cut_char(self, mark: int, before: str, after: str) -> str:
        """Return the character whose second half became part of a mark: a stop, mostly."""
        options = tuple(
            char
            for lead in range(0x81, 0xFF)
            if (char := pair(lead, 0xA3)) and _is_converted(char) and char != "。"
        )
        best = self._fluency.choose(options, before, after[:1])
        if not best:
            return "。"
        if after[:1] in _NEVER_AFTER_STOP:
            return best[0] if self._fluency.adjoin(before, best[0]) else "。"
        if after[:1] in "”’":
            return best[0] if self._is_term(mark, before, best[0]) else "。"
        joined = self._fluency.joins(before, best[0], after[:2])
        return best[0] if joined else "。"

    def _is_term(self, mark: int, before: str, char: str) -> bool:
        """Tell whether the quotation that ends here is a term with `char`, not a sentence."""
        opening = max(self._text.rfind(sign, max(0, mark - _TERM), mark) for sign in "“‘")
        if opening < 0:
            return False
        short = mark - opening <= _WORD and self._fluency.adjoin(before, char)
        return short or self._fluency.repeated(before, char)

    def _walk(self, at: int, end: int, pending: int, before: str) -> _Walk | None:
        out: list[str] = []
        while at < end:
            char = self._text[at]
            if char == "?":
                return self._stop(at, end, pending, "".join(out) or before, out)
            code = encode(char.translate(_WIDE))
            restored = pair(pending, code[0]) if len(code) < 4 else None  # noqa: PLR2004
            if restored is None:
                return None
            out.append(restored)
            at += 1
            if len(code) == 1:
                return _Walk(at, "".join(out), len(out))
            pending = code[1]
            if note := NOTE.match(self._text, at, end):
                at = note.end()
        text = "".join(out)
        return _Walk(at, text, len(text), 1)

    def _stop(self, at: int, end: int, pending: int, before: str, out: list[str]) -> _Walk | None:
        """End a walk at `?`, where a last half went with whatever followed it."""
        text = "".join(out)
        if note := _P.match(self._text, at, end):
            reading = fold(note.group(1))
            known = [c for c in with_lead(pending) if annotated().get(c) == reading]
            if known:
                return _Walk(note.end(), text + known[0], len(text) + 1)
        tail = eaten(self._text, at + 1, end, attribute=self._attribute)
        if note:
            tail = Tail("(", at + 1)
        following = "" if tail else self._text[at + 1 : at + 2]
        ends = bool(tail) or not following.strip() or bool(_MARK.match(following))
        char = self._last(pending, before, following, at, ends=ends)
        lost = 0 if char else 1
        text += char or "?"
        if tail and tail.char == "<" and not self._markup:
            return _Walk(tail.end, text + ("\n" if tail.end < end else ""), len(text), lost)
        if tail:
            return _Walk(at + 1, text + tail.char, len(text), lost)
        if at + 1 < end and not _MARK.match(following) and not following.isspace():
            return _Walk(at + 1, text + ("?" if char else ""), len(text), 1)
        return _Walk(at + 1, text, len(text), lost)

    def _last(self, pending: int, before: str, following: str, at: int, *, ends: bool) -> str:
        if pending in _STOP:
            return self._closing(pending, before, at, ends=ends)
        options = tuple(char for char in with_lead(pending) if _is_converted(char))
        best = self._fluency.choose(options, before[-1:], following)
        return best[0] if best and best[1] >= _SURE else ""

    def _closing(self, pending: int, before: str, at: int, *, ends: bool) -> str:
        so_far = self._text[max(0, at - 600) : at]
        so_far = so_far[so_far.rfind("\n") + 1 :] + before
        if pending != _STOP[0]:
            return "）" if so_far.count("（") > so_far.count("）") else ""
        for opening, closing in ("“”", "‘’", "《》", "「」", "『』", "【】"):
            if so_far.count(opening) > so_far.count(closing):
                return closing
        if not ends:
            return "“"
        return "。"


def _is_converted(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" and (char in RESIDUE or char not in simplified_only())
