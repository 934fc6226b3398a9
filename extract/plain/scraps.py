"""Lines of a page that stand among an article's in a capture: buttons, counts, pictures' names."""

import re
from collections.abc import Iterator, Sequence

from extract.lines import fold, is_furniture, is_notice
from extract.metadata.byline import is_byline
from extract.plain.lines import Line, is_apart, is_menu, is_spaced
from extract.record import Removed
from extract.trimming.cut import is_tail

_NAME = re.compile(r"(?=.*\d)[A-Za-z0-9_\-]{6,80}")
"""Of a picture without a caption, in a script that no word of the text is in."""
_CLAUSE = re.compile("[，。！？；：,.!?;:…][”’」』]?$")
_HEADINGS = 3
"""Lines over the first sentence that may be headings; more are the page's own."""


def scraps(lines: Sequence[Line], title: str) -> set[int]:
    """Return which of the lines behind a title are such; a picture is often named by the title."""
    name = fold(title)
    first = _first_sentence(lines)
    again = (i + 1 for i in reversed(range(first)) if name and fold(lines[i].text) == name)
    start = next(again, 0)
    spaced = is_spaced(lines)
    over = [i for i in range(start, first) if not is_byline(lines[i].text)]
    found = set()
    for i, line in enumerate(lines):
        if i < first and not is_byline(line.text):
            heading = i >= start and len(over) <= _HEADINGS and not line.marked
            if not heading or is_menu(line.text) or (spaced and not is_apart(lines, i)):
                found.add(i)
        elif _NAME.fullmatch(line.text) or (name and i > first and fold(line.text) == name):
            found.add(i)
    return found


def endings(lines: Sequence[Line]) -> Iterator[Removed]:
    """Yield what stands right behind an article and belongs to it: credits, notices, buttons."""
    for line in lines:
        text = line.text
        if is_byline(text):
            yield Removed("byline", text, "text")
        elif is_tail(text) or is_notice(text) or is_furniture(text):
            yield Removed("furniture", text, "text")
        else:
            return


def _first_sentence(lines: Sequence[Line]) -> int:
    """Return the first line of text, which may be a short one: a question, a salutation."""
    first = next((i for i, line in enumerate(lines) if line.is_text), 0)
    while first and _CLAUSE.search(lines[first - 1].text) and not lines[first - 1].marked:
        first -= 1
    return first
