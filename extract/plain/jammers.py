"""Scraps that a forum hides behind its lines against copying; a capture shows them.

Source: Discuz 7 to X3.5 set a few letters and signs there, other ones each time. A letter with a
sign behind it is in most; rows of numbers, formulas and the options of a question have none.
"""

import re
from itertools import islice

from extract.record import Removed

_JAMMER = re.compile(
    r"(?:^|(?<=[\u3000-\u9fff\uff00-\uffef])|(?<= ))(?=(?:.{0,40}?[A-Za-z][&*$@#^%~+=|<>!?{}/]){2})"
    r"[!-~]{1,2}(?: [!-~]{1,2}){3,15}$"
)
_LIKELY = re.compile(r"(?<![!-~])[!-~]{1,2} [!-~]{1,2} ?\r?$", re.MULTILINE)
_LEAST = 3
"""Lines; one alone may be a formula."""
_LONGEST = 60


def strip_jammers(source: str) -> tuple[str, list[Removed]]:
    """Return a capture without them, and what was taken, where there are several."""
    if sum(1 for _ in islice(_LIKELY.finditer(source), _LEAST)) < _LEAST:
        return source, []
    lines = source.split("\n")
    found = {i: at for i, line in enumerate(lines) if (at := _jammer(line)) is not None}
    if len(found) < _LEAST:
        return source, []
    removed = [Removed("furniture", lines[i][at:].strip(), "text") for i, at in found.items()]
    kept = (line[: found[i]].rstrip() if i in found else line for i, line in enumerate(lines))
    return "\n".join(kept), removed


def _jammer(line: str) -> int | None:
    """Return where the scrap at a line's end begins."""
    bare = line.rstrip()
    start = max(0, len(bare) - _LONGEST)
    found = _JAMMER.search(bare[start:].lstrip() if start == 0 else bare[start:])
    return len(bare) - (found.end() - found.start()) if found else None
