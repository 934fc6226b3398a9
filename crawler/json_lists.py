"""Lists that come as JSON: items found by the site file's keys, else by what looks like one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.links import Link, ListPage, absolute, day_in_url
from crawler.paging.targets import Pages, Target, incremented
from crawler.paging.words import PARAMETERS
from extract.codec.decode import decode
from extract.metadata.dates import CHINA, read_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.site import Paging
    from extract.page import Page

_PADDED = re.compile(r"^\s*[\w.$]{1,80}\s*\(\s*([\[{].*[\]}])\s*\)\s*;?\s*$", re.DOTALL)
_TOTALS = ("total", "totalcount", "totalnum", "recordcount", "totalrecord", "totalrecords",
           "totalelements", "totalrows", "total_count", "records", "allcount",
           "rowcount")  # fmt: skip
_PAGE_TOTALS = ("totalpages", "totalpage", "pagecount", "pages", "pagetotal", "total_pages",
                "page_count", "totalpagecount", "maxpage")  # fmt: skip
_ADDRESSES = ("url", "link", "href", "articleurl", "linkurl", "pageurl", "docpuburl", "weburl",
              "arcurl", "puburl", "htmlurl", "detailurl", "path")  # fmt: skip
_TITLES = ("title", "name", "subject", "doctitle", "articletitle", "topic")
_DAYS = re.compile(r"date|time|publish|day|created", re.IGNORECASE)
_NEXT = ("next", "nextpage", "next_url", "nexturl", "next_page_url")
_OFFSETS = ("offset", "start", "skip", "from", "startrecord", "begin")
_DEEPEST = 6
_EPOCH_MS, _EPOCH_S = 10**11, 10**8


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
        flat = {name.lower(): value for name, value in _scalars(self._data)}
        total = _number(_at(self._data, self._keys.total)) if self._keys.total else None
        total = total if total is not None else _known(flat, _TOTALS)
        return Pages(
            next=tuple(self._next(flat, total)),
            total_pages=_known(flat, _PAGE_TOTALS),
            total_items=total,
        )

    def _next(self, flat: dict[str, Any], total: int | None) -> Iterator[Target]:
        for name in _NEXT:
            if isinstance(flat.get(name), str) and (url := absolute(self.url, flat[name])):
                yield Target(url)
                return
        parts = urlsplit(self.url)
        fields = {name.lower(): value for name, value in parse_qsl(parts.query)}
        number = next((int(fields[p.lower()]) for p in PARAMETERS
                       if fields.get(p.lower(), "").isdigit()), None)  # fmt: skip
        pages = _known(flat, _PAGE_TOTALS)
        ended = not self._count or (number is not None and pages is not None and number >= pages)
        if ended:
            return
        if number is not None and (url := incremented(self.url)):
            yield Target(url)
        elif offset := next((name for name in _OFFSETS if fields.get(name, "").isdigit()), None):
            at = int(fields[offset]) + self._count
            if total is None or at < total:
                yield Target(_with(self.url, offset, str(at)))
        elif number is None and total is not None and total > self._count:
            yield Target(_with(self.url, "page", "2"))

    def _items(self, is_article: Callable[[str], bool]) -> list[dict[str, Any]]:
        if self._keys.items:
            found = _at(self._data, self._keys.items)
            items = found if isinstance(found, list) else []
            return [item for item in items if isinstance(item, dict)]
        lists = [items for items in _lists(self._data) if items]
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
        title = item.get(self._keys.title) if self._keys.title else next(
            (lower[name] for name in _TITLES if isinstance(lower.get(name), str)), "")  # fmt: skip
        dated = [item.get(self._keys.date)] if self._keys.date else [
            value for name, value in item.items() if _DAYS.search(name)]  # fmt: skip
        day = next((day for day in map(_day, dated) if day), None) or day_in_url(url)
        return Link(url, re.sub(r"<[^>]+>", "", str(title or ""))[:300], day)

    def _address(self, item: dict[str, Any], is_article: Callable[[str], bool]) -> str | None:
        key = self._keys.url
        if "{" in key:
            try:
                return key.format_map(item)
            except (KeyError, ValueError, IndexError, AttributeError):
                return None
        if key:
            return str(_at(item, key) or "") or None
        lower = {name.lower(): value for name, value in item.items()}
        named = [lower[name] for name in _ADDRESSES if isinstance(lower.get(name), str)]
        strings = [value for value in item.values() if isinstance(value, str) and "/" in value]
        for value in (*named, *strings):
            url = absolute(self.url, value) if len(value) < 500 else None  # noqa: PLR2004
            if url and is_article(url):
                return str(value)
        return None

    def _markup_rows(self, is_article: Callable[[str], bool]) -> list[Link]:
        """Read rows that stand in the JSON as HTML."""
        pieces = [value for _, value in _scalars(self._data)
                  if isinstance(value, str) and "<a" in value.lower()]  # fmt: skip
        if not pieces:
            return []
        body = "<html><body>" + "\n".join(pieces) + "</body></html>"
        headers = {"content-type": "text/html; charset=utf-8"}
        page = replace(self._page, body=body.encode("utf-8", "replace"), headers=headers)
        rows = ListPage(page).rows(is_article)
        self._count = len(rows)
        return rows


def read_json(page: Page) -> Any:
    """Return what a JSON or JSONP answer holds, None where it is neither."""
    text = decode(page).text.lstrip("\ufeff \r\n\t")
    if padded := _PADDED.match(text):
        text = padded[1]
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError):
        return None


def _at(data: Any, path: str) -> Any:
    for key in path.split("."):
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and key.isdigit() and int(key) < len(data):
            data = data[int(key)]
        else:
            return None
    return data


def _lists(data: Any, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        yield [item for item in data if isinstance(item, dict)]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in values:
        if isinstance(value, dict | list):
            yield from _lists(value, depth + 1)


def _scalars(data: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Yield the values of all objects by key; items of lists are objects of their own."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield from ((k, v) for k, v in data.items() if not isinstance(v, dict | list))
        for value in data.values():
            yield from _scalars(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:2000]:
            if isinstance(value, str):
                yield "", value
            yield from _scalars(value, depth + 1)


def _known(flat: dict[str, Any], names: tuple[str, ...]) -> int | None:
    return next((n for n in (_number(flat.get(name)) for name in names) if n is not None), None)


def _number(value: Any) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    return int(value) if isinstance(value, int) or str(value).isdigit() else None


def _day(value: Any) -> date | None:
    number = _number(value)
    if number is not None and number > _EPOCH_S:
        seconds = number / 1000 if number > _EPOCH_MS else number
        try:
            return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).date()
        except (OverflowError, ValueError, OSError):
            return None
    dated = read_date(value) if isinstance(value, str) else None
    return dated.moment.date() if dated else None


def _with(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    fields = [(n, v) for n, v in parse_qsl(parts.query, keep_blank_values=True)
              if n.lower() != name]  # fmt: skip
    return urlunsplit(parts._replace(query=urlencode([*fields, (name, value)])))
