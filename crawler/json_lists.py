"""Lists that come as JSON: items found by the site file's keys, else by what looks like one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.json_data import day_of, known_number, lists_in, number_of, scalars_in, value_at
from crawler.links import Link, ListPage, absolute, day_in_url
from crawler.paging.targets import Pages, Target, incremented
from crawler.paging.words import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.site import Paging
    from extract.page import Page

_KEYS = tomllib.loads(Path(__file__).with_name("json_lists.toml").read_text("utf-8"))
_DAYS = re.compile(r"date|time|publish|day|created", re.IGNORECASE)


class JsonList:
    """One answer of a list's interface."""

    def __init__(self, page: Page, data: Any, keys: Paging) -> None:
        self.url = page.url
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
            total_pages=known_number(flat, _KEYS["page_totals"]),
            total_items=total,
        )

    def _next(self, flat: dict[str, Any], total: int | None) -> Iterator[Target]:
        for name in _KEYS["next"]:
            if isinstance(flat.get(name), str) and (url := absolute(self.url, flat[name])):
                yield Target(url)
                return
        parts = urlsplit(self.url)
        fields = {name.lower(): value for name, value in parse_qsl(parts.query)}
        number = next((int(fields[p.lower()]) for p in PARAMETERS
                       if fields.get(p.lower(), "").isdigit()), None)  # fmt: skip
        pages = known_number(flat, _KEYS["page_totals"])
        ended = not self._count or (number is not None and pages is not None and number >= pages)
        if ended:
            return
        if number is not None and (url := incremented(self.url)):
            yield Target(url)
        elif offset := next(
            (name for name in _KEYS["offsets"] if fields.get(name, "").isdigit()), None
        ):
            at = int(fields[offset]) + self._count
            if total is None or at < total:
                yield Target(_with(self.url, offset, str(at)))
        elif number is None and total is not None and total > self._count:
            yield Target(_with(self.url, "page", "2"))

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
            try:
                return key.format_map(item)
            except (KeyError, ValueError, IndexError, AttributeError):
                return None
        if key:
            return str(value_at(item, key) or "") or None
        lower = {name.lower(): value for name, value in item.items()}
        named = [lower[name] for name in _KEYS["addresses"] if isinstance(lower.get(name), str)]
        strings = [value for value in item.values() if isinstance(value, str) and "/" in value]
        for value in (*named, *strings):
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


def _with(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    fields = [(n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True)
              if n.lower() != name]  # fmt: skip
    return urlunsplit(parts._replace(query=urlencode([*fields, (name, value)])))
