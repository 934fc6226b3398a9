"""Comments of markup and scripts, which a page may have any number of, ended or not."""

from __future__ import annotations

import re

_RECORD = "<record"
_NEAR = 47
_LONGEST = 5000
"""Characters of a script's comment: what seems longer began in a string, as `image/*`."""
_LINE = re.compile(r"(?m)^[^\S\n]*+//(?!\s*+<!\[CDATA).*$")


def drop_markup_comments(source: str) -> str:
    """Return markup without its comments, but with those that hold Hanweb's records."""
    return _dropped(source, "<!--", "-->", len(source), keep=_RECORD)


def drop_script_comments(source: str) -> str:
    return _dropped(_LINE.sub("", source), "/*", "*/", _LONGEST)


def _dropped(source: str, opening: str, closing: str, longest: int, keep: str = "") -> str:
    """Return `source` without what stands between two signs, in one pass."""
    parts: list[str] = []
    at, end = 0, -1
    start = source.find(opening)
    while start >= 0:
        behind = start + len(opening)
        end = source.find(closing, behind) if end < behind else end
        if end < 0:
            break
        kept = end - behind > longest or (keep and keep in source[behind : behind + _NEAR])
        if not kept:
            parts.append(source[at:start])
            behind = at = end + len(closing)
        start = source.find(opening, behind)
    return "".join((*parts, source[at:]))
