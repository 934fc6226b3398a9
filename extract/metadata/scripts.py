"""The moment of publication that a page's scripts know and its text doesn't show."""

from __future__ import annotations

import re
from datetime import datetime

from extract.metadata.dates import CHINA, Dated, read_date
from extract.record import Precision

# as portals' page data have it: "pubtime": "2019-09-07 19:02:26", var publishDate = '2019-09-26'
_BEGINS = re.compile(r"[pP][uU][bB]|[rR][eE][lL][eE][aA][sS][eE]")
_NAMED = re.compile(
    r"""\b(?:pub|publish|published|release)_?(?:time|date|at)["']?\s*[:=]\s*["']([^"'<>]{8,32})["']""",
    re.IGNORECASE,
)
# WeChat: var ct = "1709602200"; create_time = "1709602200" — seconds since 1970, UTC
_SECONDS = re.compile(r"""\b(?:ct|create_time)\s*[:=]\s*["'](1\d{9})["']""")
_LOOKED_AT = 500_000


def date_in_scripts(source: str) -> Dated | None:
    """Return the moment named in a page's scripts, None where none is."""
    for begins in _BEGINS.finditer(source, 0, _LOOKED_AT):
        found = _NAMED.match(source, begins.start())
        if found and (dated := read_date(found[1])):
            return dated
    if found_seconds := _SECONDS.search(source, 0, _LOOKED_AT):
        moment = datetime.fromtimestamp(int(found_seconds[1]), CHINA)
        return Dated(moment, Precision.SECOND, *found_seconds.span(1))
    return None
