"""Discuz forums: the opening post of each thread that a board lists."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request

from crawler.json_lists import JsonList
from crawler.links import Link, ListPage
from crawler.paging.targets import Pages, Target
from crawler.spiders.listing import ListingSpider

# X2 to X3.5: thread-TID-PAGE-1.html, or forum.php and, before X, viewthread.php with tid=
_THREAD = re.compile(r"/thread-(\d+)-|[?&;]tid=(\d+)", re.IGNORECASE)
_STATIC = re.compile(r"/thread-(\d+)-\d+(-\d+)?(?=\.\w+$)", re.IGNORECASE)
_BOARD = re.compile(r"/forum-\d+-\d+\.\w+$|mod=forumdisplay|/forumdisplay\.php")
_NUMBER = re.compile(r"/forum-(\d+)-|[?&;]fid=(\d+)")
_FIRST = re.compile(r"(/forum-\d+-)\d+(\.\w+)$|[?&]page=\d+")
_OFF_LIMITS = re.compile(
    # a board filtered or sorted lists nothing that the board itself doesn't
    r"[?&](?:filter|typeid|sortid|orderby|digest)=|search|mod=(?:post|misc|logging|spacecp|attachment|ajax)|action=|archiver|mobile="
)


class ForumSpider(ListingSpider):
    """Boards are lists whose articles are threads; sticky ones stand on every page of a board."""

    name = "forum"

    def article_pattern(self) -> str:
        return self.site.article or _THREAD.pattern

    def is_article(self, url: str) -> bool:
        thread = super().is_article(url) and _THREAD.search(url)
        return bool(thread) and not _OFF_LIMITS.search(url)

    def key(self, url: str) -> str:
        """Return a thread's number, since it has many addresses."""
        found: Any = _THREAD.search(url)
        return f"tid={found[1] or found[2]}" if found else super().key(url)

    def further_pages(self, opened: ListPage | JsonList) -> Pages:
        """Return how a board goes on; numbers beside its threads are those of their replies."""
        pages = super().further_pages(opened)
        return replace(
            pages,
            next=tuple(t for t in pages.next if not _THREAD.search(t.url)),
            others={n: t for n, t in pages.others.items() if not _THREAD.search(t.url)},
            guesses=tuple(t for t in pages.guesses if not _THREAD.search(t.url)),
        )

    def more_lists(self, opened: ListPage | JsonList) -> Iterator[Target]:
        """Yield the boards that a forum's front page leads to."""
        if _BOARD.search(opened.url) or not isinstance(opened, ListPage):
            return
        boards: dict[str, str] = {}
        for url in opened.links():
            if _BOARD.search(url) and not _OFF_LIMITS.search(url) and self.site.covers(url):
                first = _FIRST.sub(lambda at: f"{at[1]}1{at[2]}" if at[1] else "", url)
                boards.setdefault(board_number(url) or first, first)
        yield from map(Target, boards.values())

    def list_request(self, column: Any, target: Target) -> Request:
        return super().list_request(column, Target(target.url))

    def _onward(self, *arguments: Any) -> Iterator[Request]:
        yield from (r for r in super()._onward(*arguments) if not _OFF_LIMITS.search(r.url))

    def _row(self, column: Any, link: Link) -> Iterator[Request]:
        yield from super()._row(column, replace(link, url=opening_post(link.url)))

    def day_listed(self, link: Link) -> date | None:
        """Return a day only where it rules a thread out.

        A board gives the day of the last reply beside that of the thread, which isn't later.
        """
        since = self.options.since
        return link.day if since and link.day and link.day < since else None


def board_number(url: str) -> str:
    """Return the number of a board, since it has several addresses; empty for none."""
    found = _NUMBER.search(url)
    return (found[1] or found[2]) if found else ""


def opening_post(url: str) -> str:
    """Return the address of a thread's first page, whichever of its pages `url` leads to."""
    if _STATIC.search(url):
        return _STATIC.sub(lambda at: f"/thread-{at[1]}-1{at[2] or ''}", url)
    found: Any = _THREAD.search(url)
    script = url.partition("?")[0]
    if not found or "?" not in url:
        return url
    if script.endswith("viewthread.php"):
        return f"{script}?tid={found[1] or found[2]}"
    return f"{script}?mod=viewthread&tid={found[1] or found[2]}"
