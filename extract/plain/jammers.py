"""Scraps that a forum hides behind its lines against copying; a capture shows them.

Source: Discuz 7 to X3.5 set a few letters and signs there, other ones each time. A letter with a
sign behind it is in most; rows of numbers, formulas and the options of a question have none.
"""

import re
from itertools import islice, takewhile

from extract.record import Removed

_LIKELY = re.compile(r"(?<![!-~])[!-~]{1,2} [!-~]{1,2} ?\r?$", re.MULTILINE)
_WORD = re.compile("[!-~]{1,2}")
_GLUED = re.compile("[\u3000-\u9fff\uff00-\uffef]([!-~]{1,2})$")
"""The first of them, where no space parts it from the text."""
_SIGNED = re.compile("[A-Za-z][&*$@#^%~+=|<>!?{}/]")
_LEAST = 3
"""Lines; one alone may be a formula."""
_FEWEST, _MOST, _FEWEST_SIGNED = 4, 16, 2
"""Words of a scrap."""


def strip_jammers(source: str) -> tuple[str, list[Removed]]:
    """Return a capture without them, and what was taken, where there are several."""
    if sum(1 for _ in islice(_LIKELY.finditer(source), _LEAST)) < _LEAST:
        return source, []
    lines = source.split("\n")
    found = {i: scrap for i, line in enumerate(lines) if (scrap := _jammer(line.rstrip()))}
    if len(found) < _LEAST:
        return source, []
    for i, scrap in found.items():
        lines[i] = lines[i].rstrip().removesuffix(scrap).rstrip()
    return "\n".join(lines), [Removed("furniture", scrap, "text") for scrap in found.values()]


def _jammer(line: str) -> str:
    """Return the scrap at a line's end, or nothing."""
    words = line.rsplit(" ", _MOST)
    own = list(takewhile(_WORD.fullmatch, reversed(words)))
    if len(own) < len(words) and (glued := _GLUED.search(words[-len(own) - 1])):
        own.append(glued[1])
    signed = sum(bool(_SIGNED.match(word)) for word in own)
    return " ".join(reversed(own)) if len(own) >= _FEWEST and signed >= _FEWEST_SIGNED else ""
