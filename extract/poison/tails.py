"""What a lone lead byte swallows besides its own second half: the sign that opens markup."""

import re
from dataclasses import dataclass

_TAG = re.compile(
    r"/?(?:p|div|span|strong|b|em|i|u|a|br|font|h[1-6]|li|ul|ol|td|tr|table|tbody|"
    r"img|section|center|title|o:p|dd|dt|dl|label|sup|sub|script|input|button)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"(?:nbsp|ldquo|rdquo|lsquo|rsquo|mdash|middot|hellip|amp|lt|gt|quot|"
    r"ensp|emsp|bull|#\d{2,5}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
_ATTRIBUTE_END = re.compile(r"\s*/?\Z|\s+[\w-]+=\Z")


@dataclass(frozen=True, slots=True)
class Tail:
    char: str
    """The sign that stood before the tail."""
    end: int
    """Where the tail ends."""


def eaten(text: str, at: int, end: int, *, attribute: bool) -> Tail | None:
    """Return the sign that must have stood at `at`, from what follows it, or None."""
    if attribute:
        return Tail('"', at) if _ATTRIBUTE_END.match(text[at:end]) else None
    if tag := _TAG.match(text, at, end):
        return Tail("<", tag.end())
    entity = _ENTITY.match(text, at, end)
    return Tail("&", entity.end()) if entity else None
