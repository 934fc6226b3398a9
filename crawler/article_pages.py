"""The further pages of one article: 第2页, _2.html, ?page=2, and never the next article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from crawler.further_signs import may_be_whole_elsewhere, may_go_on
from crawler.lists.hrefs import absolute
from crawler.lists.links import ListPage
from crawler.paging.find import find_pages
from crawler.paging.words import PARAMETERS
from extract.digits import whole_number
from extract.document import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.paging.targets import Pages
    from extract.page import Page

MOST = 60
_REST = re.compile(
    r"[\s(([]*(?:余下|剩余|阅读|查看|显示|展开|浏览)?(?:全文|余下部分|剩余内容)[\s))\]>»…]*"
)
_SUFFIX = re.compile(r"[_-](\d{1,3})$")
_ALL = re.compile(r"[_-]?(?:all|full|0)$", re.IGNORECASE)


def further_pages(page: Page, article: str) -> dict[int, str]:
    """Return the pages of the article at `article` that `page` names, by number, without the first.

    A page belongs to an article when its address is the article's own with a number to it; what
    a link is called proves nothing, since 下一页 leads to the next article on some sites.
    """
    if not may_go_on(page.body, article):
        return {}
    parsed = ListPage(page)
    found: dict[int, str] = {}
    for url in _candidates(parsed, find_pages(parsed)):
        number = page_number(url, article)
        if number is not None and number > 1:
            found.setdefault(number, url)
    return dict(sorted(found.items())[:MOST])


def whole_on_one_page(page: Page, article: str) -> str | None:
    """Return the address of all of the article on one page, where the page offers it."""
    if not may_be_whole_elsewhere(page.body, article):
        return None
    parsed = ListPage(page)
    for anchor in parsed.root.iter("a"):
        if _REST.fullmatch(text_of(anchor)[:12]):
            url = absolute(parsed.base, anchor.get("href") or "")
            if url and _is_whole(url, article):
                return url
    return None


def page_number(url: str, article: str) -> int | None:
    """Return which page of `article` an address is, 1 for the first; None for no page of it.

    >>> page_number("http://a/t20260101_5_1.html", "http://a/t20260101_5.html")
    2
    """
    here, there = urlsplit(article.lower()), urlsplit(url.lower())
    if here.netloc != there.netloc:
        return None
    if here.path == there.path:
        return _by_parameter(here.query, there.query)
    if here.query != there.query:
        return None
    (stem, extension), (name, other) = _split(here.path), _split(there.path)
    if extension != other:
        return None
    base, own = _cut(stem, stem), _SUFFIX.search(stem)
    number = _SUFFIX.search(name)
    if number and name[: number.start()] == stem:
        # counted from _1 by TRS, from _2 by all others: which of them shows once pages are sorted
        return int(number[1]) + 1
    if own and number and base and name[: number.start()] == base and int(own[1]) in (0, 1):
        return int(number[1]) + (1 - int(own[1]))
    return None


def _cut(stem: str, default: str) -> str:
    """Return what stands before a page's number, where an article's own number comes before it."""
    found = _SUFFIX.search(stem)
    if found and re.search(r"\d{3,}", stem[: found.start()]):
        return stem[: found.start()]
    return "" if found else default


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    return (f"{folder}/{stem}", extension) if dot else (f"{folder}/{name}", "")


def _by_parameter(query: str, other: str) -> int | None:
    kept = sorted(pair for pair in parse_qsl(query) if pair[0].lower() not in PARAMETERS)
    pairs = parse_qsl(other)
    if sorted(pair for pair in pairs if pair[0].lower() not in PARAMETERS) != kept:
        return None
    number = next((v for n, v in pairs if n.lower() in PARAMETERS), "1")
    return whole_number(number)


def _is_whole(url: str, article: str) -> bool:
    here, there = urlsplit(article), urlsplit(url)
    if here.netloc != there.netloc or url == article:
        return False
    if here.path == there.path:
        return "all" in there.query.lower() or "full" in there.query.lower()
    (stem, extension), (name, other) = _split(here.path), _split(there.path)
    base = _cut(stem, stem) or stem
    return extension == other and name.startswith(base) and bool(_ALL.fullmatch(name[len(base) :]))


def _candidates(parsed: ListPage, pages: Pages) -> Iterator[str]:
    yield from (target.url for target in pages.following if not target.form)
    for anchor in parsed.root.iter("a"):
        if url := absolute(parsed.base, anchor.get("href") or ""):
            yield url
