"""The kit's table of annotated characters, and the shape of an annotation."""

import re
import unicodedata
from functools import cache

from extract.rules_files import lines_of

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
# 們, 嗎, 麼 have no tone
SYLLABLE = f"(?:[a-zɡɑ]{{0,5}}[{TONED}][a-zɡɑ]{{0,4}}|men|ma|me)"
NOTE = re.compile(rf"[(（]({SYLLABLE})[)）]")
NOTE_LEFT = re.compile(rf"\?({SYLLABLE})\)")
"""What is left of a note whose bracket went with the byte before it."""
_FOLD = str.maketrans("ɡɑ", "ga")


def fold(reading: str) -> str:
    """Return a reading in one spelling."""
    return unicodedata.normalize("NFC", reading).translate(_FOLD)


@cache
def readings() -> dict[str, frozenset[str]]:
    """Return traditional character to every reading that it has in a dictionary."""
    lines = lines_of("poison/readings.txt")
    return {line[0]: frozenset(map(fold, line[2:].split(" "))) for line in lines}


def reads_as(char: str, reading: str) -> bool:
    """Tell whether a kit may set `reading`, folded, behind `char`."""
    if (known := annotated().get(char)) is not None:
        return known == reading
    return reading in readings().get(char, ())


def strip_notes(text: str) -> str:
    return NOTE.sub("", text)


@cache
def annotated() -> dict[str, str]:
    """Return character to reading, as seen on poisoned pages."""
    return {line[0]: fold(line[2:]) for line in lines_of("poison/annotated.txt")}
