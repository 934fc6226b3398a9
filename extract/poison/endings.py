"""What a lone lead byte, shown as `?`, stood for: its other half went with what follows it."""

from functools import lru_cache

from extract.poison.fluency import Fluency
from extract.poison.gbk import with_lead
from extract.poison.readings import annotated, reads_as
from extract.poison.script import RESIDUE, simplified_only

SIGNS = (0xA1, 0xA3)
"""First bytes that most signs begin with: in the rows of GB 2312, a comma is A3AC."""
# among a thousand characters of news each, nine guesses of ten with this lead were right
_SURE = 0.8
_MARKS = frozenset("，！？；：,!?;:")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("「", "」"), ("『", "』"), ("【", "】"))


@lru_cache(maxsize=4096)
def with_reading(lead: int, reading: str) -> tuple[str, ...]:
    """Return the characters with this lead behind which a kit may set `reading`, folded."""
    return tuple(char for char in with_lead(lead) if reads_as(char, reading))


def noted(lead: int, reading: str, before: str, fluency: Fluency) -> str:
    """Return the character with this lead that a kit notes with `reading`, or nothing.

    Of several, one of the kit's own table goes before others.
    """
    known = with_reading(lead, reading)
    listed = tuple(char for char in known if char in annotated())
    best = fluency.choose(listed or known, before, "")
    return best[0] if best else ""


def cut_off(lead: int, before: str, following: str, fluency: Fluency) -> str:
    """Return the character of a lead whose trail is lost, or nothing where that is a guess."""
    if lead in SIGNS:
        return _sign(lead, before, following)
    options = tuple(char for char in with_lead(lead) if is_converted(char))
    best = fluency.choose(options, before, following)
    return best[0] if best and best[1] >= _SURE else ""


def _sign(lead: int, before: str, following: str) -> str:
    """Return the sign that a lead of signs most likely began."""
    if lead != SIGNS[0]:
        return "）" if before.count("（") > before.count("）") else ""
    for opening, closing in _PAIRS:
        if before.count(opening) > before.count(closing):
            return closing
    # behind a stop more text begins with a quotation
    begins = before.endswith("。") and following and not following.isspace()
    return "“" if begins and following not in _MARKS else "。"


def is_converted(char: str) -> bool:
    """Tell whether a converted page can have `char`."""
    return "\u4e00" <= char <= "\u9fff" and (char in RESIDUE or char not in simplified_only())
