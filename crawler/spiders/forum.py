"""Discuz forums: the opening post of each thread that a board lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request

from crawler.lists.json_lists import JsonList
from crawler.lists.links import Link, ListPage
from crawler.paging.targets import Pages, Target
from crawler.spiders.listing import ListingSpider
from crawler.threads import (
    board_number,
    first_of_board,
    is_board,
    is_off_limits,
    opening_post,
    thread_number,
)


class ForumSpider(ListingSpider):
    """Boards are lists whose articles are threads; sticky ones stand on every page of a board."""

    name = "forum"

    def key(self, url: str) -> str:
        """Return a thread's number, since it has many addresses."""
        number = thread_number(url)
        return f"tid={number}" if number else super().key(url)

    def further_pages(self, opened: ListPage | JsonList) -> Pages:
        """Return how a board goes on; numbers beside its threads are those of their replies."""
        pages = super().further_pages(opened)
        return replace(
            pages,
            next=tuple(t for t in pages.next if not thread_number(t.url)),
            others={n: t for n, t in pages.others.items() if not thread_number(t.url)},
            guesses=tuple(t for t in pages.guesses if not thread_number(t.url)),
        )

    def more_lists(self, opened: ListPage | JsonList) -> Iterator[Target]:
        """Yield the boards that a forum's front page leads to."""
        if is_board(opened.url) or not isinstance(opened, ListPage):
            return
        boards: dict[str, str] = {}
        for url in opened.links():
            if is_board(url) and not is_off_limits(url) and self.site.covers(url):
                first = first_of_board(url)
                boards.setdefault(board_number(url) or first, first)
        yield from map(Target, boards.values())

    def list_request(self, column: Any, target: Target) -> Request:
        return super().list_request(column, Target(target.url))

    def _onward(self, *arguments: Any) -> Iterator[Request]:
        yield from (r for r in super()._onward(*arguments) if not is_off_limits(r.url))

    def _row(self, column: Any, link: Link) -> Iterator[Request]:
        yield from super()._row(column, replace(link, url=opening_post(link.url)))

    def day_listed(self, link: Link) -> date | None:
        """Return a day only where it rules a thread out.

        A board gives the day of the last reply beside that of the thread, which isn't later.
        """
        since = self.options.since
        return link.day if since and link.day and link.day < since else None
