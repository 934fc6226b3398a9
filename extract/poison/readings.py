"""The kit's table of annotated characters, and the shape of an annotation."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
SYLLABLE = f"[a-zɡɑ]{{0,5}}[{TONED}][a-zɡɑ]{{0,4}}"
NOTE = re.compile(rf"[(（]({SYLLABLE})[)）]")
_FOLD = str.maketrans("ɡɑ", "ga")


def fold(reading: str) -> str:
    """Return a reading in one spelling."""
    return unicodedata.normalize("NFC", reading).translate(_FOLD)


def strip_notes(text: str) -> str:
    return NOTE.sub("", text)


@cache
def annotated() -> dict[str, str]:
    """Return character to reading, as seen on poisoned pages."""
    path = files("extract") / "rules" / "poison" / "annotated.txt"
    lines = path.read_text("utf-8").splitlines()
    return {line[0]: fold(line[2:]) for line in lines if not line.startswith("#")}
