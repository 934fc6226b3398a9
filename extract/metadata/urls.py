"""The day in an article's address, as these CMSs write it there."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from extract.metadata.dates import CHINA, Dated
from extract.record import Precision

_PATTERNS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)(-)(0[1-9]|1[0-2])/(0[1-9]|[12]\d|3[01])/"),
    re.compile(r"/((?:19|20)\d\d)(/)(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])/"),
    re.compile(r"/((?:19|20)\d\d)(/)(\d{1,2})/(\d{1,2})/"),
)
_LONGEST = 2000


def date_in_url(url: str) -> Dated | None:
    """Return the day that the path names, None where none does."""
    try:
        path = urlsplit(url[:_LONGEST]).path
    except ValueError:
        return None
    for pattern in _PATTERNS:
        if found := pattern.search(path):
            year, _, month, day = found.groups()
            try:
                moment = datetime(int(year), int(month), int(day), tzinfo=CHINA)
            except ValueError:
                continue
            return Dated(moment, Precision.DAY, found.start(), found.end())
    return None
