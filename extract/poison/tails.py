"""What a lone lead byte swallows besides its own second half: the sign that opens markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.poison.edits import Change

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
# some kits' tools take a stop and the sign behind it for an enumeration comma
_COMMA = re.compile(r"、(/(?:p|div|span|strong|section|td|li)>|br\s*/?>)", re.IGNORECASE)
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


def swallowed_stops(text: str, start: int, end: int, *, markup: bool) -> Iterator[Change]:
    """Yield a change for each comma that stands for a stop and the sign that opens a tag."""
    for found in _COMMA.finditer(text, start, end):
        at = found.start()
        if markup:
            yield Change("byte_slip", at, at + 1, "。<", 1)
        else:
            yield Change("byte_slip", at, found.end(), "。\n", 1)
