"""List pages that link to articles, page after page."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.families import article_test
from crawler.jumps import jump_target
from crawler.lists.columns import Column
from crawler.lists.json_lists import JsonList
from crawler.lists.links import ListPage
from crawler.lists.opening import drawn_from, open_list, pages_of
from crawler.paging.targets import Pages, Target
from crawler.request_meta import CAPTURE, JUMPED, TARGET
from crawler.scripts.item_addresses import item_addresses
from crawler.scripts.outer_scripts import outer_scripts
from crawler.spiders.outer import OuterScripts
from crawler.spiders.walking import WalkingSpider
from extract.page import Page


class ListingSpider(WalkingSpider):
    """Sites whose articles hang off list pages, each of which leads to the next."""

    name = "listing"

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._is_article = article_test(self.site)
        self._drawn: list[tuple[Page, Column, list[Column]]] = []
        self._scripts = OuterScripts(self)
        self._scripted: set[str] = set()

    def is_article(self, url: str) -> bool:
        return self._is_article(url)

    def read_list(self, response: Response, column: Column, page: Page) -> Iterator[Request]:
        """Follow each link that looks like one of the site's articles, then the next page."""
        entry = response.meta[CAPTURE]
        opened = open_list(page, column.keys, column.items)
        rows = opened.rows(self.is_article)
        if not rows and (jump := self._jump(response, page)):
            yield jump
            return
        if not rows and self.may_draw(response) and not _is_drawn_from(opened):
            self.ledger.judge(entry, "stub", "a list without articles")
            yield self.drawn(response)
            return
        # a page that lists nothing isn't the list's: what it calls the next one leads off
        pages = self.further_pages(opened) if rows or not column.pages else Pages()
        if not rows and _is_drawn_from(opened):
            pages = replace(pages, guesses=())  # the interface's own column asks for them
        column.note(pages)
        if pages.guesses and isinstance(opened, ListPage):
            column.items = column.items or item_addresses(opened)
        rows = column.see_days(rows, self.today)
        self.enter_list(column, entry, rows)
        fresh = 0
        for link in rows:
            for request in self._row(column, link):
                fresh += 1
                yield request
        yield from self._onward(column, pages, rows, fresh)
        if column.pages == 1:
            yield from self._further_lists(column, opened)
            if not rows:
                yield from self._empty_list(column, opened, page)

    def further_pages(self, opened: ListPage | JsonList) -> Pages:
        """Return how a list goes on."""
        return pages_of(opened)

    def more_lists(self, opened: ListPage | JsonList) -> Iterator[Target]:  # noqa: ARG002
        """Yield lists of their own that a list's first page leads to."""
        yield from ()

    def _further_lists(self, column: Column, opened: ListPage | JsonList) -> Iterator[Request]:
        known = {target for other in self.findings.columns for target in other.asked}
        for target in dict.fromkeys(self.more_lists(opened)):
            if target not in known:
                other = Column(target.url, target.url, column.keys)
                self.findings.columns.append(other)
                yield self.list_request(other, target)

    def _empty_list(
        self, column: Column, opened: ListPage | JsonList, page: Page
    ) -> Iterator[Request]:
        """Turn to the interfaces that draw a list without rows; a site without any has failed."""
        drawn = list(self._drawing(column, opened)) if isinstance(opened, ListPage) else []
        self.findings.columns += [other for other, _ in drawn]
        for other, target in drawn:
            yield self.list_request(other, target)
        scripts = isinstance(opened, ListPage) and outer_scripts(opened, self.site.covers)
        if drawn or (scripts and not column.drawn):
            self._drawn.append((page, column, [other for other, _ in drawn]))
        elif not column.drawn and not list(self.more_lists(opened)):
            if column.plan:
                self._drawn.append((page, column, []))  # its further pages may hold rows
            else:
                self._note_empty(page, column.keys.rows)

    def _drawing(self, column: Column, opened: ListPage) -> Iterator[tuple[Column, Target]]:
        plain = column.keys.model_copy(update={"next": "", "api": "", "form": ""})
        asked = {target for other in self.findings.columns for target in other.asked}
        items = item_addresses(opened)
        for target in drawn_from(opened):
            if self.site.covers(target.url) and target not in asked:
                yield Column(target.key, column.name, plain, items, drawn=True), target

    def last_requests(self) -> Iterator[Request]:
        """Ask the scripts of lists that have stayed empty, then what those call; say which did."""
        yield from super().last_requests()
        empty = [
            (page, column, others)
            for page, column, others in self._drawn
            if not any(each.listed or each.repeated for each in (column, *others))
        ]
        self._drawn = []
        opened = [ListPage(page, column.keys.rows) for page, column, _ in empty]
        if asked := [request for each in opened for request in self._scripts.requests(each)]:
            self._drawn = empty
            yield from asked
            return
        for (page, column, _), each in zip(empty, opened, strict=True):
            yield from self._drawn_by_scripts(page, column, each)

    def _drawn_by_scripts(self, page: Page, column: Column, opened: ListPage) -> Iterator[Request]:
        whole = ListPage(self._scripts.with_them(page, opened), column.keys.rows)
        drawn = [] if column.start in self._scripted else list(self._drawing(column, whole))
        self._scripted.add(column.start)
        self.findings.columns += [other for other, _ in drawn]
        for other, target in drawn:
            yield self.list_request(other, target)
        if drawn:
            self._drawn.append((page, column, [other for other, _ in drawn]))
        else:
            self._note_empty(page, column.keys.rows)

    def _note_empty(self, page: Page, selector: str) -> None:
        """Say what a list without articles is: another's advertisement, or a redesign."""
        from crawler.hijack import MOVED, shown_spam  # noqa: PLC0415 - slow, and rarely needed

        if said := shown_spam(page, self.site.publisher()):
            self.findings.note("hijacked", f"{page.url} now shows: {said}; {MOVED}")
        else:
            by = f" in what list.rows = {selector!r} selects" if selector else ""
            said = f"{page.url}: no article in {len(page.body)} bytes{by}"
            hint = "where it was redesigned, `cppcc survey` proposes a new site file"
            self.findings.note("list_without_articles", f"{said}; {hint}")

    def _jump(self, response: Response, page: Page) -> Request | None:
        target = jump_target(page, frames=True) if JUMPED not in response.meta else None
        if target is None or not self.site.covers(target):
            return None
        self.ledger.judge(response.meta[CAPTURE], "moved", f"jumps to {target}")
        meta = {**response.meta, JUMPED: True, TARGET: Target(target)}
        return response.request.replace(url=target, meta=meta)  # type: ignore[union-attr]


def _is_drawn_from(opened: ListPage | JsonList) -> bool:
    return isinstance(opened, ListPage) and any(True for _ in drawn_from(opened))
