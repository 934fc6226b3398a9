"""Readings that a kit sets behind characters."""

from collections import Counter
from collections.abc import Iterator

from extract.poison.edits import Change
from extract.poison.gbk import WIDE, encode, pair
from extract.poison.readings import NOTE, annotated, fold, reads_as
from extract.poison.script import traditional_only

_FEW = 4
_ALWAYS = 0.8
_LONGEST = 500_000
"""Characters that tell whether notes are a kit's."""


def kit_notes(text: str) -> int:
    """Count the notes of a kit: of characters in its table, with the reading it prints.

    A kit annotates a character wherever it stands; a character annotated less than half the time
    is a gloss, and so are all where one in five stands bare. A lesson annotates every kind of
    character, and leaves no traditional one bare, or annotates each but once.
    """
    text = text[:_LONGEST]
    noted: Counter[str] = Counter()
    foreign = 0
    for found in NOTE.finditer(text):
        char, reading = text[found.start() - 1 : found.start()], fold(found.group(1))
        if annotated().get(char) == reading:
            noted[char] += 1
        elif not (char and reads_as(char, reading)):
            foreign += 1
    if not noted:
        return 0
    here = Counter(text)
    stand = {char: here[char] for char in noted}
    count = sum(times for char, times in noted.items() if 2 * times >= stand[char])
    if _ALWAYS * sum(stand.values()) > noted.total():
        return 0
    bare = sum(here[char] for char in traditional_only() & here.keys()) - noted.total()
    return count if foreign * _FEW <= count and bare * _FEW >= count else 0


def notes(text: str, start: int, end: int) -> Iterator[Change]:
    """Yield a change for each note behind a converted character."""
    for found in NOTE.finditer(text, start, end):
        char = text[found.start() - 1] if found.start() > start else ""
        known = bool(char) and reads_as(char, fold(found.group(1)))
        if char.isascii() and _straddles(text[found.start() - 2 : found.start()], found.group(1)):
            known = True
        if known:
            yield Change("pinyin", found.start() - 1, found.end(), char)


def _straddles(two: str, reading: str) -> bool:
    """Tell whether the last byte of one character and an ASCII sign make an annotated one."""
    if len(two) != 2:  # noqa: PLR2004
        return False
    # a text capture may have folded the sign before
    leads = {encode(sign)[-1] for sign in (two[0], two[0].translate(WIDE))}
    chars = {pair(lead, encode(two[1])[0]) for lead in leads} - {None}
    return any(reads_as(char, fold(reading)) for char in chars if char)
