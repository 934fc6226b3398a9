"""Rows of links to other hosts, under spam words, that a kit sets into a page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from extract.poison.edits import Change
from extract.poison.rules import load
from extract.poison.spam import is_spam_phrase
from extract.record import Removed
from extract.references import unescape

_LINK = re.compile(
    r"""<a\b[^<>]*?href\s*=\s*["']?(https?:)?//([^/"'\s<>]{3,120})[^<>]*>([^<>]{1,80})</a\s*>""",
    re.IGNORECASE,
)
# between the links of one row: tags, white space and separators
_BETWEEN = re.compile(r"(?:<[^<>]{0,200}>|[\s|,，、·;&nbsp]){0,40}")
_LEAST = 4
_SHARE = 0.5


def farms(source: str, url: str) -> Iterator[tuple[Change, Removed]]:
    """Yield each row of at least four foreign links of which half or more are spam.

    A row of friendly links (友情链接) is as foreign, but its links are called after their sites.
    """
    own = _host(url)
    row: list[re.Match[str]] = []
    for link in _LINK.finditer(source):
        if own and link.group(2).lower().endswith(own):
            continue
        if row and not _BETWEEN.fullmatch(source, row[-1].end(), link.start()):
            yield from _judged(source, row)
            row = []
        row.append(link)
    yield from _judged(source, row)


def _judged(source: str, row: list[re.Match[str]]) -> Iterator[tuple[Change, Removed]]:
    spam = sum(is_spam_phrase(unescape(link.group(3))) for link in row)
    if len(row) < _LEAST or spam < _SHARE * len(row):
        return
    start, end = row[0].start(), row[-1].end()
    for lead in load("signals")["markers"]["link_farm"]:
        at = source.rfind(lead, max(0, start - 200), start)
        if at >= 0 and "<" not in source[at:start].replace("<br", ""):
            start = at
    yield Change("removed", start, end, ""), Removed("link_farm", source[start:end], "text")


def _host(url: str) -> str:
    try:
        name = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return name.removeprefix("www.")
