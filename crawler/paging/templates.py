"""Addresses that a page's scripts, forms and links put the number of a page into."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.lists.hrefs import absolute
from crawler.paging.forms import fields_of
from crawler.paging.targets import Target, fill
from crawler.paging.words import NUMBERED_OTHERWISE, PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage

_LOCATION = re.compile(
    r"""(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\(|\.open\(|\bhref\s*=|\burl\s*[:=]|"""
    r"""(?:fetch|get|getJSON|post|load|ajax)\()\s*["'`]([^"'`<>\s]{1,300}?)(?:["']\s*\+\s*|\$\{)"""
    r"""\(?\s*(\w{1,30})\s*(?:\+\s*1)?\s*\)?(?:\s*\+\s*["']([^"'<>\s]{0,200})["']|\}([^`<>\s]{0,200})`)?"""
)
_PAGED = re.compile(r"(?:^|[?&/_-])(?:\w*page\w*|p|pn|index|list|no)[=/_-]$", re.IGNORECASE)
_CALL = re.compile(r"(?:url|fetch|get|getJSON|load|ajax)\b")
_FILE = re.compile(r"^(?:[-_]\w{1,60})?\.(?:jspx?|json|do|action|s?html?)$")


def script_templates(page: ListPage) -> list[str]:
    """Return the addresses that the page's scripts put a number into, `{n}` in its place."""
    return list(dict.fromkeys(templates_of(page, page.scripts)))


def called_templates(page: ListPage) -> list[str]:
    """Return what the page's scripts ask a number's file of: "/queryContent_" + n + "-xw.jspx".

    On a page that lists something by itself that may be for anything.
    """
    found = [
        f"{each[1]}{{n}}{each[3] or each[4]}"
        for each in _LOCATION.finditer(page.scripts)
        if _CALL.match(each[0]) and each[1][-1] in "_-" and _FILE.match(each[3] or each[4] or "")
    ]
    return [
        template for template in dict.fromkeys(found) if not NUMBERED_OTHERWISE.search(template)
    ]


def called_pages(page: ListPage, number: int) -> Iterator[Target]:
    """Yield what the script of a button that loads more asks for, beside the list or by a page."""
    folder = urlsplit(page.url).path.rpartition("/")[0]
    for each in _LOCATION.finditer(page.scripts):
        behind = each[3] or each[4] or ""
        if _CALL.match(each[0]) and each[1][-1] in "_-" and _FILE.match(behind):
            target = fill(f"{each[1]}{{n}}{behind}", number, page.base)
            if urlsplit(target.url).path.rpartition("/")[0] == folder:
                yield target


def templates_of(page: ListPage, scripts: str) -> Iterator[str]:
    """Yield addresses that scripts and forms put a page's number into."""
    for found in _LOCATION.finditer(scripts):
        before, behind = found[1], found[3] or found[4] or ""
        if _PAGED.search(before) or "page" in found[2].lower():
            yield f"{before}{{n}}{behind}"
    for form in page.root.iter("form"):
        names = [i.get("name") or "" for i in form.iter("input")]
        paged = next((n for n in names if n.rpartition(".")[2].lower() in PARAMETERS), "")
        if paged:
            kept = [(n, v) for n, v in fields_of(form) if n != paged]
            action = urljoin(page.base, form.get("action") or page.url).partition("?")[0]
            yield f"{action}?{urlencode(kept)}{'&' if kept else ''}{paged}={{n}}"
    for anchor in page.root.iter("a"):
        href = anchor.get("href") or ""
        url = absolute(page.base, href) if "?" in href else None
        if url and url.partition("?")[0] == page.url.partition("?")[0]:
            for name, value in parse_qsl(urlsplit(url).query):
                if name.lower() in PARAMETERS and value.isdigit():
                    yield re.sub(rf"([?&]{re.escape(name)}=){value}", r"\1{n}", url)
