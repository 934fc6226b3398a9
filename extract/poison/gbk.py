"""Characters as the byte pairs that a kit's tools see."""

from functools import cache

EURO = "\u20ac"
"""What a lone byte 80 is shown as."""

WIDER = 0xFEE0
"""From an ASCII sign to its wide form."""
WIDE = {code: chr(code + WIDER) for code in range(0x21, 0x40)}
"""No sign below the range of second halves can stand in shifted text: a text capture folded it."""

_LEADS = range(0x81, 0xFF)
_TRAILS = frozenset(range(0x40, 0xFF)) - {0x7F}


@cache
def encode(char: str) -> bytes:
    """Return the GB18030 bytes of `char`: one, two or four; a euro sign is the byte 80."""
    return b"\x80" if char == EURO else char.encode("gb18030", "replace")


@cache
def pair(lead: int, trail: int) -> str | None:
    """Return the character of two bytes, private use included, or None where they make none."""
    if lead not in _LEADS or trail not in _TRAILS:
        return None
    try:
        char = bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 else None


@cache
def with_lead(lead: int) -> tuple[str, ...]:
    """Return every character whose first byte is `lead`."""
    return tuple(char for trail in range(0x40, 0xFF) if (char := pair(lead, trail)))


@cache
def with_trail(trail: int) -> tuple[str, ...]:
    """Return every character whose second byte is `trail`."""
    return tuple(char for lead in range(0x81, 0xFF) if (char := pair(lead, trail)))


def is_common(char: str) -> bool:
    """Tell whether `char` is of GB 2312 level 1, the 3,755 that running text is made of."""
    code = encode(char)
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1  # noqa: PLR2004
