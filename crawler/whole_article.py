"""All pages of an article, read into one record: what to fetch and to read, and in what order.

Nothing here fetches or reads. What is yielded is to be done by whoever drives it, be it a crawl,
an archive that is replayed or one that is read again: an address to be fetched, answered by its
page, None where it can't be had; or a page to be read, answered by its record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from crawler.article_pages import further_pages, whole_on_one_page
from extract.join import join_parts
from extract.page import Page
from extract.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from extract.record import Record

    Steps = Generator[str | Page, Page | Record | None, "T"]

T = TypeVar("T")


def whole_article(page: Page, first: Record) -> Steps[Record]:
    """Return the record of all pages of an article whose first page was read as `first`."""
    if Reason.DELETED_NOTICE in first.reasons:
        return first
    if (url := whole_on_one_page(page, page.url)) and (alone := (yield url)):
        record = cast("Record", (yield cast("Page", alone)))
        if len(record.text) >= len(first.text):
            return join_parts([first, record], expected=2)
    further = yield from all_further_pages(page)
    records = [first]
    for _, part in sorted(further.items()):
        if part is not None:
            record = cast("Record", (yield part))
            records.append(record)
    return join_parts(records, expected=len(further) + 1) if further else first


def all_further_pages(page: Page) -> Steps[dict[int, Page | None]]:
    """Return an article's further pages by number, also those that only another of them names."""
    got: dict[int, Page | None] = {}
    numbers = further_pages(page, page.url)
    while left := sorted(numbers.keys() - got.keys()):
        part = got[left[0]] = cast("Page | None", (yield numbers[left[0]]))
        if part is not None:
            numbers = further_pages(part, page.url) | numbers
    return got


def drive(
    steps: Steps[T], fetch: Callable[[str], Page | None], read: Callable[[Page], Record]
) -> T:
    """Return what the steps come to, taken one by one."""
    answer: Page | Record | None = None
    while True:
        try:
            wanted = steps.send(answer)
        except StopIteration as end:
            return cast("T", end.value)
        answer = read(wanted) if isinstance(wanted, Page) else fetch(wanted)


async def drive_async(
    steps: Steps[T],
    fetch: Callable[[str], Awaitable[Page | None]],
    read: Callable[[Page], Awaitable[Record]],
) -> T:
    """Return what the steps come to, waiting for each."""
    answer: Page | Record | None = None
    while True:
        try:
            wanted = steps.send(answer)
        except StopIteration as end:
            return cast("T", end.value)
        answer = await (read(wanted) if isinstance(wanted, Page) else fetch(wanted))
