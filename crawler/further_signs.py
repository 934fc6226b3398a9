"""Signs in a page's bytes that it names further pages of its article.

Half of all articles' pages have some `page=` in them, and to parse each of those to see whose it
is takes longer than to extract the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.paging.words import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = re.compile(rb"[_-]\d{1,3}(?![\w-])")
_WHOLE = re.compile(rb"[_-]?(?:all|full|0)(?![\w-])")
_PAGED = re.compile(
    rb"\?(?:[^\"'<>\s?]{0,200}?[&;])?(?:%b)=" % "|".join(map(re.escape, PARAMETERS)).encode()
)
_WHOLE_ASKED = re.compile(rb"\?[^\"'<>\s?]{0,200}?(?:all|full)")
_OWN_QUERY = (b'"', b"'", b"=", b"(", b"./")
"""What stands before a query that is asked of the page's own address."""
_BEFORE_NAME = (b'"', b"'", b"=", b"/", b" ", b"(", b"`")
_COUNTED = re.compile(r"(?=.*\d{3})(.*)[_-][01]$")
_CREATED = b"createpage"


def may_go_on(body: bytes, article: str) -> bool:
    """Whether a page may name others that have the article's address with a number to it."""
    low, path = body.lower(), urlsplit(article.lower()).path
    return _names(low, path, _NUMBER) or _asks(low, path, _PAGED) or _CREATED in low


def may_be_whole_elsewhere(body: bytes, article: str) -> bool:
    """Whether a page may lead to all of its article on one page."""
    if b"\xe5\x85\xa8\xe6\x96\x87" not in body and b"\xc8\xab\xce\xc4" not in body:  # 全文
        return False
    low, path = body.lower(), urlsplit(article.lower()).path
    return _names(low, path, _WHOLE) or _asks(low, path, _WHOLE_ASKED)


def _names(low: bytes, path: str, ending: re.Pattern[bytes]) -> bool:
    """Whether a name on the page is the article's with such an ending to it."""
    return any(ending.match(low, end) for stem in _stems(path) for end in _ends(low, stem))


def _asks(low: bytes, path: str, query: re.Pattern[bytes]) -> bool:
    """Whether such a query is asked of the page's own address."""
    name = path.rpartition("/")[2] or path
    own = (*_OWN_QUERY, name.encode()) if name != "/" else _OWN_QUERY
    return any(low.endswith(own, 0, at) and query.match(low, at) for at in _places(low, b"?"))


def _stems(path: str) -> list[bytes]:
    """Return what the names of an article's further pages begin with; its own number may go."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    counted = _COUNTED.match(stem)
    return [part.encode() for part in (stem, counted[1] if counted else "") if part]


def _ends(low: bytes, word: bytes) -> Iterator[int]:
    """Yield where a file's name ends, wherever it begins one."""
    return (at + len(word) for at in _places(low, word) if low[at - 1 : at] in _BEFORE_NAME)


def _places(low: bytes, word: bytes) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)
