"""Bytes to text: one bad byte costs one character, never the charset.

What the page declares is a claim; the bytes decide. UTF-8 proves itself. What isn't UTF-8 is read
in each charset that is declared or usual here, and the reading that has most of what running text
is made of wins; a declaration counts where they are near each other.
"""

from dataclasses import dataclass, field

from extract.codec.doubled import undo_doubled
from extract.codec.evidence import REPLACEMENT, chinese_share, sample, usual_share
from extract.codec.gb import read_gb
from extract.codec.labels import byte_order_mark, declared
from extract.codec.utf8 import read_if_utf8, read_utf8
from extract.page import LARGEST, Page

_FEW = 8
"""Characters beyond ASCII that may be UTF-8 by chance."""
_NEAR = 0.15
"""Share of usual characters by which a charset must surpass the declared one."""
_READS = 0.3
"""Share of usual characters that running text has at least."""
_FAULTY = 3
"""How much a damaged character weighs against a usual one."""
_BLANKED = b" " * 0x80 + bytes(range(0x80, 0x100))
_ALONE = 0.8
"""Share of bytes beyond ASCII that stand alone in Latin text; in Chinese hardly any do."""
_LOOKED_AT = 100_000
_WIDE = ("utf-16-le", "utf-16-be")
_ASIAN = ("big5hkscs", "cp949", "cp932")
_BY_PAIRS = ("gb18030", *_ASIAN)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    charset: str
    replaced: int = 0
    """Characters that stand for bytes which the charset doesn't know."""
    conflict: bool = False
    """Header, meta tag, byte order mark and bytes tell of different charsets."""
    undone: bool = False
    """The text had been encoded twice, which is undone."""
    written: str = field(default="", repr=False)
    """What of the text isn't ASCII, without gaps: most of a page is markup and scripts, and several
    look for characters in it that these have none of."""


def decode(page: Page) -> Decoded:
    """Return the page's text in the charset that its bytes bear out."""
    body = page.body[:LARGEST]
    mark, marked = byte_order_mark(body)
    names = [marked] if marked else []
    names += [name for name in declared(page, body) if name != marked]
    text, charset = _read_best(body.removeprefix(mark), names)
    undone = undo_doubled(text)
    conflict = len(set(names)) > 1 or bool(names and charset not in names)
    replaced = undone.written.count(REPLACEMENT)
    return Decoded(undone.text, charset, replaced, conflict, undone.rows > 0, undone.written)


def _read_best(body: bytes, names: list[str]) -> tuple[str, str]:
    """Return text and charset."""
    for wide in _WIDE:
        if wide in names and _is_wide(body, wide):
            return body.decode(wide, "replace"), wide
    names = [name for name in names if name not in _WIDE]
    if (text := read_if_utf8(body)) is None:
        return _most_usual(body, names, {})
    doubted = [name for name in names if name in _BY_PAIRS]
    if doubted and 0 < len(sample(text)) < _FEW:
        return _most_usual(body, doubted, {"utf-8": text})
    return text, "utf-8"


def _is_wide(body: bytes, charset: str) -> bool:
    """Whether a body has the zeros of markup in two bytes a character, or reads well so."""
    head = body[:_LOOKED_AT]
    if head.count(0) * 8 > len(head):
        return True
    return chinese_share(sample(head.decode(charset, "replace"))) >= _READS


def _most_usual(body: bytes, names: list[str], known: dict[str, str]) -> tuple[str, str]:
    """Return the reading that reads best, of those known and those by the charsets declared."""
    if not known and _is_latin(body):
        latin = next((name for name in names if name not in ("utf-8", *_BY_PAIRS)), "cp1252")
        return _read(body, latin), latin
    readings = known | {name: _read(body, name) for name in names}
    if not known and "gb18030" not in readings:
        readings["gb18030"] = _read(body, "gb18030")
    scores = {name: _score(text) for name, text in readings.items()}
    if max(scores.values()) < _READS and not known:
        readings |= {name: _read(body, name) for name in _ASIAN if name not in readings}
        scores = {name: _score(text) for name, text in readings.items()}
    best = max(scores, key=lambda name: scores[name])
    near = scores[best] - _NEAR
    chosen = next((name for name in (*known, *names) if scores[name] >= max(near, 0)), best)
    return readings[chosen], chosen


def _score(text: str) -> float:
    written = sample(text)
    return usual_share(written) - _FAULTY * written.count(REPLACEMENT) / (len(written) or 1)


def _is_latin(body: bytes) -> bool:
    """Whether bytes beyond ASCII stand alone between letters."""
    rows = body[:_LOOKED_AT].translate(_BLANKED).split()
    return sum(len(row) == 1 for row in rows) > _ALONE * len(rows) > 0


def _read(body: bytes, charset: str) -> str:
    """Return a reading, each fault in it U+FFFD."""
    if charset == "utf-8":
        return read_utf8(body)
    if charset == "gb18030":
        return read_gb(body)
    return body.decode(charset, "replace")
