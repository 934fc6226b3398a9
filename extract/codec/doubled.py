"""Text that was encoded twice: read in a wrong charset once, and stored so.

Each row of characters beyond ASCII is turned back on its own, since often the article was doubled
in a database and the page round it wasn't. A row that reads better as it stands is kept.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from extract.codec.evidence import REPLACEMENT, beyond_ascii, usual_share
from extract.codec.utf8 import most_validity, read_utf8, validity

_GBK_SIGNS = ("锛", "銆", "鐨", "涓", "鏄", "鍦", "绗", "鍏")
"""How UTF-8's full-width marks and commonest characters begin, read as GBK."""
_GBK_ROW = re.compile("[^\x00-\x7f\u3000](?:[^\x00-\x7f]|\\?(?=[^\x00-\x7f]))*\\?{0,2}")
_HALF = re.compile(f"{REPLACEMENT}\\?{{1,2}}")
_BYTES = {chr(byte): bytes((byte,)) for byte in range(0x80, 0x100)} | {
    char: bytes((byte,))
    for byte in range(0x80, 0xA0)
    for char in bytes((byte,)).decode("cp1252", "ignore")
}
"""What the bytes from 80 up are in Latin-1 and windows-1252."""
_HIGH = "".join(_BYTES)
_LATIN_SIGN = re.compile(f"[\xc2-\xef][{_HIGH}]")
_LATIN_LEAD = re.compile(b"[\xc2-\xef]")
_LATIN_ROW = re.compile(f"[{_HIGH}\ufffd]{{2,}}")
_WIDE_ROW = re.compile("[\xa1-\xfe]{6,}")
_WIDE_WORD = re.compile("[\xa1-\xfe]{4,}")
"""GBK read as Latin-1; the shorter ones only where longer ones are sure."""
_LOST = re.compile("(?:锟斤拷){2,}|(?:ï¿½){3,}")
_UNSEEN = re.compile(f"[€{REPLACEMENT}]")
_VALID = 0.6
_VALID_GBK = 0.35
"""Less, since a third of the characters may have lost a byte that made no character of GBK."""
_BETTER = 0.2
_READS = 0.5
_LEAST = 2
_ROWS = 3
_ALL_BUT_FEW = 0.8
_CJK = re.compile("[\u3000-\u9fff\uac00-\ud7a3\uff00-\uffee]")
_MARKS = frozenset("‘’“”–—…•·\xa0«»©®°")


@dataclass(frozen=True, slots=True)
class Undone:
    text: str
    rows: int
    """How many rows were turned back, or are known to be lost."""
    written: str
    """What of the text isn't ASCII, without gaps."""


def undo_doubled(text: str) -> Undone:
    """Return the text with what was encoded twice turned back; the same object if nothing was."""
    given, rows = text, 0

    def turned(turn: Callable[[str], str | None], found: re.Match[str]) -> str:
        nonlocal rows
        again = turn(found[0])
        rows += again is not None
        return found[0] if again is None else again

    written = beyond_ascii(text)
    if any(sign in written for sign in _GBK_SIGNS):
        text = _GBK_ROW.sub(partial(turned, _from_gbk), text)
    if _has_latin_sign(written) and _LATIN_SIGN.search(text):
        turn = partial(_from_latin, letters=_has_doubled_letters(text))
        text = _LATIN_ROW.sub(partial(turned, turn), text)
        before = rows
        text = _WIDE_ROW.sub(partial(turned, _from_wide), text)
        if rows > before:
            text = _WIDE_WORD.sub(partial(turned, _from_wide), text)
    if "锟斤拷锟斤拷" in written or "ï¿½ï¿½" in written:
        text = _LOST.sub(partial(turned, _lost), text)
    return Undone(text, rows, beyond_ascii(text)) if rows else Undone(given, 0, written)


def _has_latin_sign(written: str) -> bool:
    """Tell most pages apart at little cost; a gap in the text may have closed in `written`."""
    letters = written.encode("latin-1", "ignore")
    return bool(_LATIN_LEAD.search(letters) and _LATIN_SIGN.search(written))


def _from_gbk(row: str) -> str | None:
    """Turn back UTF-8 that was read as GBK; a character of which that lost a byte is U+FFFD."""
    bare = row.rstrip("?")
    try:
        read = _gbk_bytes(bare) + b"?"
    except UnicodeEncodeError:
        return None
    if most_validity(read) < _VALID_GBK:
        return None
    again = read_utf8(read)
    asked = again.endswith("?") and not again.endswith(REPLACEMENT + "?")
    again = _HALF.sub(REPLACEMENT, again.removesuffix("?"))
    if asked:
        again += row[len(bare) :]
    if len(again) < _LEAST or validity(again) < _VALID_GBK:
        return None
    return again if usual_share(again) > usual_share(row) + _BETTER else None


def _gbk_bytes(row: str) -> bytes:
    """Return the bytes that a row stands for; a lone 80 is shown as €, a lost byte as U+FFFD."""
    parts = _UNSEEN.split(row)
    marks = [b"\x80" if char == "€" else b"\xff" for char in _UNSEEN.findall(row)]
    pairs = zip(parts, [*marks, b""], strict=True)
    return b"".join(part.encode("gb18030") + mark for part, mark in pairs)


def _from_latin(row: str, *, letters: bool) -> str | None:
    """Turn back UTF-8 that was read as windows-1252 or Latin-1."""
    again = read_utf8(_latin_bytes(row))
    if len(_CJK.findall(again)) >= _LEAST and validity(again) >= _VALID:
        return again
    if REPLACEMENT in again or again == row:
        return None
    sure = letters or all(char in _MARKS or _CJK.match(char) for char in again)
    return again if sure else None


def _latin_bytes(row: str) -> bytes:
    return b"".join(_BYTES.get(char, b"\xff") for char in row)


def _has_doubled_letters(text: str) -> bool:
    """Whether all but few of a page's rows of such characters are UTF-8: one may be chance."""
    rows = _LATIN_ROW.findall(text)
    sound = sum(REPLACEMENT not in read_utf8(_latin_bytes(row)) for row in rows)
    return sound >= _ROWS and sound >= _ALL_BUT_FEW * len(rows)


def _from_wide(row: str) -> str | None:
    """Turn back GBK that was read as Latin-1."""
    try:
        again = row.encode("latin-1").decode("gbk")
    except UnicodeDecodeError:
        return None
    return again if usual_share(again) >= _READS else None


def _lost(row: str) -> str:
    """Return as many U+FFFD as were stored in the place of characters that are gone."""
    return REPLACEMENT * (2 * row.count("锟斤拷") + row.count("ï¿½"))
