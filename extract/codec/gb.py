"""GB18030 in which bytes are broken or lost.

One lost byte shifts all that follows up to the next byte that can't be half of a character. Where
such a row of bytes ends in a fault, it is read anew as the likeliest row of characters, in which
single bytes may be left over. Without a fault nothing is touched, save where a letter was taken for
a second half on a page that is simplified throughout: what reads soundly may be what the page has,
and the repair of spam kits' slips needs it as it is.
"""

import codecs
import re
from collections.abc import Iterator

from extract.codec.evidence import REPLACEMENT
from extract.codec.likely import likeliest, likelihood
from extract.codec.utf8 import MOST_FAULTS

_ROW = re.compile(rb"[\x80-\xff]+")
_BOM = re.compile(rb"\xef\xbb\xbf(?=[\x00-\x3f]|$)")
_EURO = 0x80
_MOST = 60_000
"""Bytes of faulty rows that are read anew; what has more is beyond help."""
_FOUR = re.compile(rb"[\x81-\x84][0-9][\x81-\xfe][0-9]")
"""A character of four bytes in the basic plane; its halves look like faults."""
_LEAST_UTF8 = 6
_STRANGERS = 40
"""Characters beyond GB 2312 that a simplified page may have, shifted rows included."""
_WITH_LETTER = re.compile(rb"[\x80-\xff]++[\x40-\x7e]?")
_LETTERS = range(0x40, 0x7F)
"""Bytes below 80 that can be a second half."""
_LEAST_TAKEN = 8
_GAIN = 8.0
"""How much likelier, in powers of ten, a row must be whose letter is no second half."""


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Read a lone 0x80 as GBK's euro sign, which the spam kits' byte repair needs to see."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    if data[start] == _EURO:
        return "\u20ac", start + 1
    if start + 1 == len(data):
        return "", start + 1
    return REPLACEMENT, start + 1


codecs.register_error("cppcc-gb", _replace)


def read_gb(body: bytes) -> str:
    """Return the text, in step behind a fault, with one U+FFFD for each damaged character."""
    text = body.decode("gb18030", "replace")
    faults = text.count(REPLACEMENT)
    if faults > MOST_FAULTS:
        return text
    letters = any(map(_takes_letter, _WITH_LETTER.findall(body))) and _is_simplified(text, faults)
    if not (faults or letters):
        return text
    return "".join(_mended(_BOM.sub(b"", body), faulty=faults > 0, letters=letters))


def _is_simplified(text: str, faults: int) -> bool:
    """Whether a text has some characters that GB 2312 lacks, and too few to be of another kind."""
    known = len(text.encode("gb2312", "ignore").decode("gb2312"))
    return 0 < len(text) - faults - known <= _STRANGERS


def _mended(body: bytes, *, faulty: bool, letters: bool) -> Iterator[str]:
    at, left = 0, _MOST
    inside = 0
    for row in _ROW.finditer(body):
        start, end = row.span()
        if start < inside or end - start > left:
            continue
        if _FOUR.match(body, end - 1):
            inside = end + 3
        sound = not faulty or _is_sound(body, start, end)
        taken = letters and _takes_letter(body[start : end + 1])
        if sound and not (taken and _is_shifted(body, start, end)):
            continue
        yield body[at:start].decode("gb18030", "cppcc-gb")
        left -= end - start
        yield _as_utf8(row[0]) or likeliest(row[0])
        at = end
    yield body[at:].decode("gb18030", "cppcc-gb")


def _is_sound(body: bytes, start: int, end: int) -> bool:
    """Whether a row is whole characters, the last of them with its half beyond the row if need be.

    Lone euro signs are sound, and so is a half that the end of the page cut.
    """
    end += 3 if _FOUR.match(body, end - 1) else 1
    return REPLACEMENT not in body[start:end].decode("gb18030", "cppcc-gb")


def _takes_letter(row: bytes) -> bool:
    """Whether the last byte of an odd number goes with a letter behind it."""
    return len(row) >= _LEAST_TAKEN and len(row) % 2 == 0 and row[-1] in _LETTERS


def _is_shifted(body: bytes, start: int, end: int) -> bool:
    """Whether a row lost a byte, so that it took the letter behind it for a second half."""
    taken = body[start : end + 1].decode("gb18030", "cppcc-gb")
    return likelihood(likeliest(body[start:end])) > likelihood(taken) + _GAIN


def _as_utf8(row: bytes) -> str | None:
    """Return a faulty row that is sound UTF-8, as of a part put in from another template."""
    if len(row) < _LEAST_UTF8:
        return None
    try:
        return row.decode("utf-8")
    except UnicodeDecodeError:
        return None
