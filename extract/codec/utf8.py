"""UTF-8 in which bytes are broken or lost: each damage costs one character."""

import codecs

from extract.codec.evidence import REPLACEMENT, beyond_ascii

MOST_FAULTS = 5000
"""What has more is of another charset, or beyond help."""
_SAMPLED = 60_000
_VALID = 0.6
_ASCII = bytes(range(0x80))
_LONGEST = 3
_ASCII_END = 0x80
_LEADS_OF_THREE = range(0xE0, 0xF0)
_MARKUP = b"<>&\n"


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Take all bytes that are left of one character for one; nothing for one cut by the end."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    if error.end == len(data) and error.reason == "unexpected end of data":
        return "", error.end
    middle = data[start + 1 : start + _LONGEST]
    if (
        data[start] in _LEADS_OF_THREE
        and len(middle) == _LONGEST - 1
        and middle[0] < _ASCII_END
        and middle[0] not in _MARKUP
        and _continues(middle[1])
    ):
        return REPLACEMENT, start + _LONGEST
    end = error.end
    while end < len(data) and end - start < _LONGEST and _belongs_to_none(data, end):
        end += 1
    return REPLACEMENT, end


def _continues(byte: int) -> bool:
    return byte & 0xC0 == 0x80  # noqa: PLR2004  # RFC 3629


def _belongs_to_none(data: bytes, at: int) -> bool:
    """Whether a byte beyond ASCII begins no character."""
    if data[at] < _ASCII_END:
        return False
    length = 2 + (data[at] >= _LEADS_OF_THREE.start) + (data[at] >= _LEADS_OF_THREE.stop)
    try:
        data[at : at + length].decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


codecs.register_error("cppcc-utf8", _replace)


def read_utf8(body: bytes) -> str:
    """Return the text, with one U+FFFD for each character that was damaged."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    if text.count(REPLACEMENT) <= MOST_FAULTS:
        return body.decode("utf-8", "cppcc-utf8")
    return text


def read_if_utf8(body: bytes) -> str | None:
    """Return the text of what is UTF-8 but for a few faults, None for what isn't."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        # without what is ASCII, UTF-8 still is what it was
        written = body.translate(None, _ASCII)[:_SAMPLED]
    return read_utf8(body) if validity(written.decode("utf-8", "replace")) >= _VALID else None


def validity(text: str) -> float:
    """Return how surely what was read by `read_utf8` was UTF-8: 1 for no fault, 0 for no proof.

    Text of another charset makes about five faults for each sound sequence.
    """
    faults = text.count(REPLACEMENT)
    if not faults:
        return 1.0
    written = len(beyond_ascii(text))
    return (written - faults) / (written + 3 * faults)


def most_validity(body: bytes) -> float:
    """Return what the validity of these bytes can't exceed, at a tenth of what reading them costs.

    Each byte of a damaged character, three at most, counts for a fault here.
    """
    text = body.decode("utf-8", "replace")
    faults = text.count(REPLACEMENT)
    sound = len(beyond_ascii(text)) - faults
    return sound / (sound + 4 * faults / _LONGEST) if faults else 1.0
