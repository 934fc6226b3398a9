"""Lists that come as JSON: items found by the site file's keys, else by what looks like one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.lists.hrefs import absolute, day_in_url
from crawler.lists.json_data import day_of, known_number, lists_in, number_of, scalars_in, value_at
from crawler.lists.links import Link, ListPage
from crawler.paging.counting import next_in_number, number_in, with_parameter
from crawler.paging.targets import Pages, Target
from crawler.paging.words import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.site import Paging
    from extract.page import Page

_KEYS = tomllib.loads(Path(__file__).with_name("json_lists.toml").read_text("utf-8"))
# a file for each page of a list: /data/12_3.json
_FILE = re.compile(r"[_-](\d{1,5})\.(?:json|js)$", re.IGNORECASE)
_NO_PAGE = re.compile(r"[\s<>]|^\d{4}/\d|\.(?:jpe?g|png|gif|bmp|webp|mp4|pdf)$", re.IGNORECASE)
_DAYS = re.compile(r"date|time|publish|day|created", re.IGNORECASE)


class JsonList:
    """One answer of a list's interface."""

    def __init__(self, page: Page, data: Any, keys: Paging, items: str = "") -> None:
        self.url = page.url
        self._made = items
        self._page, self._data, self._keys = page, data, keys
        self._count = 0

    def rows(self, is_article: Callable[[str], bool]) -> list[Link]:
        """Return the items that lead to articles, in order, each once.

        An address that the site file's key gives is an article's whatever it looks like.
        """
        trusted = bool(self._keys.url)
        items = self._items(is_article)
        self._count = len(items)
        found: dict[str, Link] = {}
        for item in items:
            link = self._link(item, is_article)
            if link and link.url not in found and (trusted or is_article(link.url)):
                found[link.url] = link
        return list(found.values()) or self._markup_rows(is_article)

    def pages(self) -> Pages:
        flat = {name.lower(): value for name, value in scalars_in(self._data)}
        total = number_of(value_at(self._data, self._keys.total)) if self._keys.total else None
        total = total if total is not None else known_number(flat, _KEYS["totals"])
        return Pages(
            next=tuple(self._next(flat, total)),
            guesses=tuple(self._guessed(flat)),
            total_pages=known_number(flat, _KEYS["page_totals"]),
            total_items=total,
        )

    def _next(self, flat: dict[str, Any], total: int | None) -> Iterator[Target]:
        for name in _KEYS["next"]:
            if isinstance(flat.get(name), str) and (url := absolute(self.url, flat[name])):
                yield Target(url)
                return
        target = Target.of(self.url)
        at = number_in(target, PARAMETERS)
        pages = known_number(flat, _KEYS["page_totals"])
        if not self._count or (at is not None and pages is not None and at[1] >= pages):
            return
        offset = number_in(target, _KEYS["offsets"])
        if at is not None:
            yield from filter(None, [next_in_number(target)])
        elif offset is not None and (total is None or offset[1] + self._count < total):
            yield with_parameter(target, offset[0], offset[1] + self._count)
        elif offset is None and (file := _FILE.search(target.url)):
            if pages is not None and int(file[1]) < pages:
                yield from filter(None, [next_in_number(target)])
        elif offset is None and total is not None and total > self._count:
            yield with_parameter(target, "page", 2)

    def _guessed(self, flat: dict[str, Any]) -> Iterator[Target]:
        """Yield the next file of a list whose files are numbered, where nothing says how many."""
        if self._count and _FILE.search(self.url) and not known_number(flat, _KEYS["page_totals"]):
            yield from filter(None, [next_in_number(Target(self.url))])

    def _items(self, is_article: Callable[[str], bool]) -> list[dict[str, Any]]:
        if self._keys.items:
            found = value_at(self._data, self._keys.items)
            items = found if isinstance(found, list) else []
            return [item for item in items if isinstance(item, dict)]
        lists = [items for items in lists_in(self._data) if items]
        scored = [(sum(self._link(item, is_article) is not None for item in items), items)
                  for items in lists]  # fmt: skip
        best = max(scored, key=lambda pair: pair[0], default=(0, []))
        return best[1] if best[0] else []

    def _link(self, item: dict[str, Any], is_article: Callable[[str], bool]) -> Link | None:
        address = self._address(item, is_article)
        url = absolute(self.url, address) if address else None
        if url is None:
            return None
        lower = {name.lower(): value for name, value in item.items()}
        titles = (lower[name] for name in _KEYS["titles"] if isinstance(lower.get(name), str))
        title = item.get(self._keys.title) if self._keys.title else next(titles, "")
        dated = [item.get(self._keys.date)] if self._keys.date else [
            value for name, value in item.items() if _DAYS.search(name)]  # fmt: skip
        day = next((day for day in map(day_of, dated) if day), None) or day_in_url(url)
        return Link(url, re.sub(r"<[^>]+>", "", str(title or ""))[:300], day)

    def _address(self, item: dict[str, Any], is_article: Callable[[str], bool]) -> str | None:
        key = self._keys.url
        if "{" in key:
            return _filled(key, item)
        if key:
            return str(value_at(item, key) or "") or None
        lower = {name.lower(): value for name, value in item.items()}
        named = [lower[name] for name in _KEYS["addresses"] if isinstance(lower.get(name), str)]
        made = _filled(self._made, item) if self._made else None
        strings = [value for value in item.values() if isinstance(value, str) and "/" in value]
        strings = [value for value in strings if not _NO_PAGE.search(value)]
        for value in (*named, *filter(None, [made]), *strings):
            url = absolute(self.url, value) if len(value) < 500 else None  # noqa: PLR2004
            if url and is_article(url):
                return str(value)
        return None

    def _markup_rows(self, is_article: Callable[[str], bool]) -> list[Link]:
        """Read rows that stand in the JSON as HTML."""
        pieces = [value for _, value in scalars_in(self._data)
                  if isinstance(value, str) and "<a" in value.lower()]  # fmt: skip
        if not pieces:
            return []
        body = "<html><body>" + "\n".join(pieces) + "</body></html>"
        headers = {"content-type": "text/html; charset=utf-8"}
        page = replace(self._page, body=body.encode("utf-8", "replace"), headers=headers)
        rows = ListPage(page).rows(is_article)
        self._count = len(rows)
        return rows


def _filled(template: str, item: dict[str, Any]) -> str | None:
    """Return an address with an item's values in it, None where it lacks one."""
    try:
        return template.format_map(item)
    except (KeyError, ValueError, IndexError, AttributeError):
        return None
