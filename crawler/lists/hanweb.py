"""Hanweb's lists, whose further rows come from `dataproxy`, a block of rows at a time.

Source: `jpage` in public captures of provincial sites: parameters in the page's script, rows as
`<record>` of a `<datastore>`, asked for by `startrecord` and `endrecord`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.lists.hrefs import absolute
from crawler.paging.targets import Target
from extract.digits import whole_number
from extract.references import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage

_PROXY = re.compile(r"""["'=\s]([\w./:-]*/dataproxy\.(?:jsp|do|action|html?))(\?[^"'<>\s]*)?""")
_NEXT_GROUP = re.compile(r"<nextgroup>(.*?)</nextgroup>", re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*\\?["']([^"'\\>\s]{1,500})""")
_TOTAL = re.compile(
    r"(?:<totalrecord>|totalRecord['\"]?\s*[:=]\s*['\"]?)\s*(\d{1,7})", re.IGNORECASE
)
_PER_PAGE = re.compile(r"perPage['\"]?\s*[:=]\s*['\"]?(\d{1,4})", re.IGNORECASE)
_NAMES = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname",
          "permissiontype")  # fmt: skip
_UNIT = re.compile(r"jpageform_(\d+)|\bid=['\"]?(\d{2,9})['\"]?[^>]*>\s*<script")
_PAGES_A_BLOCK = 3
MOST_BLOCKS = 3000


def is_proxied(page: ListPage) -> bool:
    """Whether a page's rows come from `dataproxy`."""
    return "dataproxy" in page.source + page.url


def further_blocks(page: ListPage) -> Iterator[Target]:
    """Yield the requests for rows that the page doesn't hold itself, in order."""
    if group := _NEXT_GROUP.search(page.source):
        for href in _HREF.findall(unescape(group[1])):
            if url := absolute(page.base, unescape(href)):
                yield Target(url)
                return
    parts = urlsplit(page.url)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True))
    total = int(found[1]) if (found := _TOTAL.search(page.source)) else None
    held = page.source.count("<record>")
    start, end = (whole_number(fields.get(name, "")) for name in ("startrecord", "endrecord"))
    if start is not None and end is not None:
        if held and (total is None or end < total):
            yield _block(page.url, fields, end + 1, 2 * end + 1 - start)
        return
    if proxy := _PROXY.search(page.source):
        url = absolute(page.base, proxy[1])
        per_page = int(found[1]) if (found := _PER_PAGE.search(page.source)) else max(held, 15)
        if url and (total is None or total > held):
            asked = _parameters(page, proxy[2] or "") | {"perpage": str(per_page)}
            yield from _blocks(url, asked, held, per_page, total)


def _blocks(
    url: str, fields: dict[str, str], held: int, per_page: int, total: int | None
) -> Iterator[Target]:
    size = max(per_page * _PAGES_A_BLOCK, held)
    last = held + size if total is None else total
    for start in range(held + 1, last + 1, size)[:MOST_BLOCKS]:
        yield _block(url, fields, start, start + size - 1)


def _block(url: str, fields: dict[str, str], start: int, end: int) -> Target:
    query = urlencode(fields | {"startrecord": str(start), "endrecord": str(end)})
    # servers read their parameters from either place; the address tells the blocks apart
    return Target(urlunsplit(urlsplit(url)._replace(query=query)), query)


def _parameters(page: ListPage, query: str) -> dict[str, str]:
    found = dict(parse_qsl(unescape(query.lstrip("?")), keep_blank_values=True))
    for name in _NAMES:
        if value := re.search(
            rf"""\b{name}['"]?\s*(?:[:=]|,\s*)\s*['"]?([^'",&;}}\s<>]*)""", page.source
        ):
            found.setdefault(name, value[1])
    if column := re.search(r"/col/col(\d+)/", page.url):
        found.setdefault("columnid", column[1])
    if unit := _UNIT.search(page.source):
        found.setdefault("unitid", unit[1] or unit[2])
    found.setdefault("col", "1")
    found.setdefault("appid", "1")
    return {k: v for k, v in found.items() if k not in ("startrecord", "endrecord", "perpage")}
