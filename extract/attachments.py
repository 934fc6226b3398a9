"""Files offered with an article."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from extract.document import text_of
from extract.media import absolute
from extract.record import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Element

_KINDS = r"pdf|docx?|xlsx?|csv|pptx?|wps|et|dps|ofd|ceb|zip|rar|7z|txt|rtf"
_FILE = re.compile(rf"\.(?:{_KINDS})(?:$|[?&#])", re.IGNORECASE)
_NAMED = re.compile(rf"\.(?:{_KINDS})\s*[)）]?$", re.IGNORECASE)
_DOWNLOAD = re.compile(r"download|attach|fujian|file", re.IGNORECASE)
_GENERIC = re.compile("^(?:点击|立即|附件)?(?:下载|查看|打开)?(?:附件)?[:：]?$")
_NO_ATTACHMENT = re.compile("客户端|浏览器|阅读器|APP|app|使用说明|操作手册|帮助")
_LIST = ("nav", "footer", "header", "aside")
_LEVELS = 3
_MOST = 100
_MOST_TRIED = 5_000


def attachments_in(body: Element, url: str) -> tuple[Attachment, ...]:
    """Return the documents that links in the body and right behind it lead to, once each."""
    found: dict[str, Attachment] = {}
    for element in islice(_links(body), _MOST_TRIED):
        href = element.get("href") or ""
        name = _name(element, href)
        if not _is_file(element, href, name):
            continue
        if (address := absolute(url, href)) and address not in found:
            found[address] = Attachment(address, name or None)
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def names_file(text: str) -> bool:
    """Whether what a link says ends in a file's name."""
    return bool(_NAMED.search(text))


def _links(body: Element) -> Iterator[Element]:
    """Yield the links in the body, then those of what follows it before the page's own parts."""
    yield from body.iter("a")
    here = body
    for _ in range(_LEVELS):
        for sibling in here.itersiblings():
            if isinstance(sibling.tag, str) and sibling.tag not in _LIST:
                yield from _offered(sibling)
        parent = here.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            return
        here = parent


def _offered(element: Element) -> list[Element]:
    links = [*element.iter("a"), *([element] if element.tag == "a" else [])]
    files = [a for a in links if _may_be_file(a)]
    # a list of other articles has a file among its links now and then
    return files if 2 * len(files) >= len(links) else []


def _is_file(element: Element, href: str, name: str) -> bool:
    return not (href.startswith("#") or _NO_ATTACHMENT.search(name)) and _may_be_file(element)


def _may_be_file(element: Element) -> bool:
    """Whether the address or the label of a link names a file.

    The text of a link is read last: a page may have a hundred thousand.
    """
    href = element.get("href") or ""
    if _FILE.search(href) or not _DOWNLOAD.search(href):
        return bool(_FILE.search(href))
    return names_file(element.get("download") or "") or names_file(text_of(element))


def _name(element: Element, href: str) -> str:
    """Return what the page calls a file; its own name where the link says only 下载."""
    shown = text_of(element)
    if shown and not _GENERIC.match(shown):
        return shown
    for other in (element.get("title"), element.get("download")):
        if other and not _GENERIC.match(other.strip()):
            return " ".join(other.split())
    last = unquote(urlsplit(href).path.rpartition("/")[2]) if _parses(href) else ""
    return last or shown


def _parses(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True
