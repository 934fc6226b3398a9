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
_UNLISTED = 2.0
"""Powers of ten by which a character outside the kit's table must be likelier than one of it."""
_MARKS = frozenset("，！？；：,!?;:")
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("「", "」"), ("『", "』"), ("【", "】"))


@lru_cache(maxsize=4096)
def with_reading(lead: int, reading: str) -> tuple[str, ...]:
    """Return the characters with this lead behind which a kit may set `reading`, folded."""
    return tuple(char for char in with_lead(lead) if reads_as(char, reading))


def noted(lead: int, reading: str, before: str, following: str, fluency: Fluency) -> str:
    """Return the character with this lead that a kit notes with `reading`, or nothing.

    Of several, one of the kit's own table goes before others that fit no better by far.
    """
    known = with_reading(lead, reading)
    listed = tuple(char for char in known if char in annotated())
    best, usual = (fluency.choose(chars, before, following) for chars in (known, listed))
    if not best or not usual:
        return best[0] if best else ""
    likelier, fit = (fluency.fits(before, char, following) for char in (best[0], usual[0]))
    return best[0] if likelier > fit + _UNLISTED else usual[0]


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
