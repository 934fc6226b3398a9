"""Pages that a list links to: the one it calls the next, and those it numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from crawler.lists.hrefs import absolute
from crawler.paging.forms import posted_back
from crawler.paging.targets import Target, fill
from crawler.paging.words import PARAMETERS
from extract.digits import whole_number
from extract.document import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage
    from extract.document import Element

_NEXT = re.compile(
    r"^[\s\[(【<«‹]*(?:下一?[页頁]|[后後]一?[页頁]|下\s*一?\s*[页頁]|next(?:\s*page)?|older|[›»>→]|&gt;)"
    r"[\s\])】>»›→]*$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"^[\s\[(【<«‹]*(?:上一?[页頁]|前一[页頁]|首\s*[页頁]|尾[页頁]|末[页頁]|prev)", re.IGNORECASE
)
_NUMBER = re.compile(r"^[\s\[(【第]*(\d{1,5})[\s\])】页頁]*$")
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]+)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_CALLED = re.compile(r"\b\w+\(\s*['\"]?(\d{1,5})['\"]?\s*[,)]")
_CLICKED = ("span", "li", "b", "em", "i", "td", "div", "button")
_MARKED = re.compile(r"\b(?:current|cur|active|on|thisclass|now|this|select(?:ed)?)\b")


def named_next(page: ListPage, templates: list[str]) -> Iterator[Target]:
    for link in page.root.iter("link"):
        if "next" in (link.get("rel") or "").lower().split():
            yield from _targets(page, link, templates)
    for element in page.root.iter("a", "button", "input", "span", "li", "div", "area"):
        if _is_next(element):
            yield from _targets(page, element, templates)


def labelled_pages(page: ListPage, templates: list[str]) -> Iterator[tuple[int, Target]]:
    """Yield pages that a number links to, and the choices of a page menu."""
    here = urlsplit(page.url)
    folder = here.path.rpartition("/")[0]
    for anchor in page.root.iter("a", *_CLICKED):
        if anchor.tag != "a" and not anchor.get("onclick"):
            continue
        if label := _NUMBER.match(text_of(anchor)[:12]):
            for target in _targets(page, anchor, templates):
                there = urlsplit(target.url)
                if there.netloc == here.netloc and there.path.startswith(folder):
                    yield int(label[1]), target
    for option in page.root.iter("option"):
        label, value = _NUMBER.match(text_of(option)[:12]), option.get("value") or ""
        if label and re.search(r"[./?]", value) and (url := absolute(page.base, value)):
            yield int(label[1]), Target(url)
        elif label and templates and (number := whole_number(value)) is not None:
            yield int(label[1]), fill(templates[0], number, page.base)


def has_previous(page: ListPage) -> bool:
    """Whether the page has a pager: then one that names no next page is the last."""
    return any(_PREVIOUS.match(text_of(a)[:12]) for a in page.root.iter("a", "span", "b"))


def current_number(page: ListPage) -> int:
    """Return the number of the page that we are on, as its labels count; 0 for the first."""
    for element in page.root.iter("span", "strong", "b", "em", "li", "a", "font", "i"):
        marked = (element.get("class") or "").lower()
        if marked and _MARKED.search(marked) and (label := _NUMBER.match(text_of(element)[:12])):
            return int(label[1])
    for name, value in parse_qsl(urlsplit(page.url).query):
        if name.lower() in PARAMETERS and (number := whole_number(value)) is not None:
            return number
    found = re.search(r"[_-](\d{1,4})\.\w{2,5}$", urlsplit(page.url).path)
    return int(found[1]) if found else 0


def _is_next(element: Element) -> bool:
    if "next" in (element.get("rel") or "").lower().split():
        return True
    if element.tag != "a" and not (element.get("onclick") or element.get("data-url")):
        return False
    said = [element.get("title"), element.get("aria-label"), element.get("value")]
    said += [image.get("alt") or image.get("title") for image in element.iter("img")]
    text = text_of(element)
    if len(text) <= 12:  # noqa: PLR2004 - "下一页 >>" and its like
        said.append(text)
    return any(_NEXT.match(words) for words in said if words)


def _targets(page: ListPage, element: Element, templates: list[str]) -> Iterator[Target]:
    """Yield what following an element asks for: its address, or what its script does."""
    href, script = element.get("href") or "", element.get("onclick") or ""
    for candidate in (href, element.get("data-url") or "", element.get("data-href") or ""):
        if url := absolute(page.base, candidate):
            yield Target(url)
            return
    script = href + ";" + script
    quoted = re.search(r"""["']([^"'\s]*[./?][^"'\s]*)["']""", script)
    if quoted and (url := absolute(page.base, quoted[1])):
        yield Target(url)
    elif found := _POSTBACK.search(script):
        yield from posted_back(page, found[1], found[2])
    elif found := _CALLED.search(script):
        yield from (fill(template, int(found[1]), page.base) for template in templates[:1])
