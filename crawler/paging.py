"""How a list goes on: every way in which these sites number, name and script their further pages.

A page is asked what it says of itself; nothing here fetches. What is found is ordered by how sure
it is: an address that the page links to comes before one that is put together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.links import absolute
from extract.document import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.links import ListPage
    from extract.document import Element

MOST = 5000
"""Further pages that one page may name."""
_NEXT = re.compile(
    r"^[\s\[(【<«‹]*(?:下一?[页頁]|[后後]一?[页頁]|下\s*一?\s*[页頁]|next(?:\s*page)?|older|[›»>→]|&gt;)"
    r"[\s\])】>»›→]*$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"^[\s\[(【<«‹]*(?:上一?[页頁]|前一[页頁]|首\s*[页頁]|尾[页頁]|末[页頁]|prev)", re.IGNORECASE
)
_NUMBER = re.compile(r"^[\s\[(【第]*(\d{1,5})[\s\])】页頁]*$")
PARAMETERS = (
    "page", "pageindex", "pageno", "pagenum", "pagenumber", "p", "pg", "curpage", "currentpage",
    "paged", "pn", "current", "cpage", "pageid", "page_no", "page_num", "pageNo", "currpage",
    "nowpage", "pages", "page_index",
)  # fmt: skip
_VARIABLE = re.compile(r"(?:var|let|const)?\s*\b(\w{1,30})\s*=\s*[\"']?(\d{1,5})[\"']?\s*[;,\n]")
_CALL = re.compile(
    r"\bcreate_?page(?:html|nav|list|bar)?\w{0,6}\s*\(([^(){}]{1,300})\)", re.IGNORECASE
)
_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*(?:,|$)""")
_COUNTS = ("countpage", "pagecount", "totalpage", "npagecount", "page_count", "totalpages",
           "total_page", "maxpage", "pagetotal")  # fmt: skip
_CURRENTS = ("currentpage", "curpage", "ncurrindex", "page_current", "currpage", "pageindex",
             "nowpage", "thispage", "curpageindex")  # fmt: skip
_STEM = re.compile(r"""["'](\w{1,30})_["']\s*\+[^;]{1,60}?["']\.(\w{2,5})["']""")
_LOCATION = re.compile(
    r"""(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\(|\.open\(|\bhref\s*=|\burl\s*[:=]|"""
    r"""(?:fetch|get|getJSON|post|load|ajax)\()\s*["'`]([^"'`<>\s]{1,300}?)(?:["']\s*\+\s*|\$\{)"""
    r"""\(?\s*(\w{1,30})\s*(?:\+\s*1)?\s*\)?(?:\s*\+\s*["']([^"'<>\s]{0,200})["']|\}([^`<>\s]{0,200})`)?"""
)
_PAGED = re.compile(r"(?:^|[?&/_-])(?:\w*page\w*|p|pn|index|list|no)[=/_-]$", re.IGNORECASE)
_POSTBACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]+)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_CALLED = re.compile(r"\b\w+\(\s*['\"]?(\d{1,5})['\"]?\s*[,)]")
_MARKED = re.compile(r"\b(?:current|cur|active|on|thisclass|now|this|select(?:ed)?)\b")
_PAGES_TEXT = re.compile(
    r"共\s*(\d{1,5})\s*[页頁]|总[页頁]数\s*[::]?\s*(\d{1,5})|[页頁]次\s*[::]?\s*\d{1,5}\s*/\s*(\d{1,5})|"
    r"第?\s*\d{1,5}\s*/\s*(?:共\s*)?(\d{1,5})\s*[页頁]"
)
_ITEMS_TEXT = re.compile(
    r"(?:共|总共|总计|合计)\s*有?\s*(\d{1,7})\s*(?:条|篇|件|则|项|个|笔)|"
    r"(?:记录|信息|文章|数据)?总(?:记录|条|信息|数据)?数\s*(?:为|[::])\s*(\d{1,7})"
)
_ITEMS_CODE = re.compile(
    r"(?:<totalrecord>|totalRecord['\"]?\s*[:=]\s*['\"]?)\s*(\d{1,7})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Target:
    """One request: an address and, for a POST, its form as it is sent."""

    url: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """What one page says of its list's further pages."""

    next: tuple[Target, ...] = ()
    """What the page itself calls the next one."""
    others: dict[int, Target] = field(default_factory=dict)
    """Further pages by number, as labelled."""
    guesses: tuple[Target, ...] = ()
    """Addresses of a next page that says it exists, in the order of how usual they are."""
    total_pages: int | None = None
    total_items: int | None = None
    counts: tuple[int, ...] = ()
    """What a pager's script is called with: pages, the current one, on some systems all items."""

    @property
    def following(self) -> tuple[Target, ...]:
        return tuple(dict.fromkeys((*self.next, *self.others.values())))


def find_pages(page: ListPage) -> Pages:
    """Return how the list at `page` goes on."""
    text = _shown(page.root)
    total_pages = _first(_PAGES_TEXT, text)
    total_items = _first(_ITEMS_TEXT, text) or _first(_ITEMS_CODE, page.source)
    scripts = _scripts(page)
    variables = {name.lower(): int(number) for name, number in _VARIABLE.findall(scripts)}
    templates = list(_templates(page, scripts))
    created = dict(_created(page, scripts, variables))
    labelled = dict(_labelled(page, templates))
    current = _current(page)
    others = {
        n: t for n, t in sorted((created | labelled).items()) if n > max(current, 1) or n in created
    }
    following = tuple(_named_next(page, templates))
    guesses: tuple[Target, ...] = ()
    if not following and not others:
        more = total_pages is not None and total_pages > max(current, 1)
        if more or (total_pages is None and not labelled and not _has_previous(page)):
            guesses = tuple(_guessed(page, templates, max(current, 1) + 1, sure=more))
    here = page.url.partition("#")[0]
    return Pages(
        next=tuple(t for t in following if t.form or t.url != here),
        others={n: t for n, t in others.items() if t.form or t.url != here},
        guesses=tuple(t for t in guesses if t.url != here),
        total_pages=total_pages,
        total_items=total_items,
        counts=_counts(scripts, variables),
    )


def _counts(scripts: str, variables: dict[str, int]) -> tuple[int, ...]:
    call = _CALL.search(scripts)
    return tuple(_arguments(call[1], variables)[0]) if call else ()


def fill(template: str, number: int, base: str) -> Target:
    """Return the address that a template with `{n}` means on a page at `base`."""
    return Target(urljoin(base, template.replace("{n}", str(number))))


def incremented(url: str, by: int = 1) -> str | None:
    """Return `url` with its page number raised, None where it has none that is recognised."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    for place, (name, value) in enumerate(fields):
        if name.lower() in PARAMETERS and value.isdigit():
            fields[place] = (name, str(int(value) + by))
            return urlunsplit(parts._replace(query=urlencode(fields)))
    found = re.search(r"(?:(?<=[_-])|(?<=/)|(?<=list)|(?<=page))(\d{1,5})(?=(?:\.\w{2,5})?/?$)",
                      parts.path)  # fmt: skip
    if found is None or int(found[1]) + by < 0:
        return None
    raised = str(int(found[1]) + by).zfill(len(found[1]) if found[1][0] == "0" else 0)
    path = parts.path[: found.start()] + raised + parts.path[found.end() :]
    return urlunsplit(parts._replace(path=path))


def _named_next(page: ListPage, templates: list[str]) -> Iterator[Target]:
    for link in page.root.iter("link"):
        if "next" in (link.get("rel") or "").lower().split():
            yield from _targets(page, link, templates)
    for element in page.root.iter("a", "button", "input", "span", "li", "div", "area"):
        if _is_next(element):
            yield from _targets(page, element, templates)


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


def _has_previous(page: ListPage) -> bool:
    """Whether the page has a pager: then one that names no next page is the last."""
    return any(_PREVIOUS.match(text_of(a)[:12]) for a in page.root.iter("a", "span", "b"))


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
        yield from _posted_back(page, found[1], found[2])
    elif found := _CALLED.search(script):
        yield from (fill(template, int(found[1]), page.base) for template in templates[:1])


def _labelled(page: ListPage, templates: list[str]) -> Iterator[tuple[int, Target]]:
    """Yield pages that a number links to, and the choices of a page menu."""
    here = urlsplit(page.url)
    folder = here.path.rpartition("/")[0]
    for anchor in page.root.iter("a"):
        if label := _NUMBER.match(text_of(anchor)[:12]):
            for target in _targets(page, anchor, templates):
                there = urlsplit(target.url)
                if there.netloc == here.netloc and there.path.startswith(folder):
                    yield int(label[1]), target
    for option in page.root.iter("option"):
        label, value = _NUMBER.match(text_of(option)[:12]), option.get("value") or ""
        if label and re.search(r"[./?]", value) and (url := absolute(page.base, value)):
            yield int(label[1]), Target(url)
        elif label and value.isdigit() and templates:
            yield int(label[1]), fill(templates[0], int(value), page.base)


def _created(
    page: ListPage, scripts: str, variables: dict[str, int]
) -> Iterator[tuple[int, Target]]:
    """Yield pages that the systems' own script numbers: index_1.html for the second, or list_2."""
    for call in _CALL.finditer(scripts):
        numbers, words = _arguments(call[1], variables)
        if numbers:
            stem, extension = words[-2:] if len(words) > 1 else _own_name(page, scripts)
            one_based = len(words) > 2  # noqa: PLR2004 - a container's id comes first
            yield from _suffixed(page, stem, extension, numbers, one_based=one_based)
            return
    total = next((variables[name] for name in _COUNTS if name in variables), 0)
    at = next((variables[name] for name in _CURRENTS if name in variables), None)
    plain = re.search(r"(?:index|default|list)\w*\.\w+$|/$", page.url)
    if total > 1 and at is not None and (plain or _STEM.search(scripts)):
        yield from _suffixed(page, *_own_name(page, scripts), [total, at], one_based=False)


def _arguments(text: str, variables: dict[str, int]) -> tuple[list[int], list[str]]:
    numbers: list[int] = []
    words: list[str] = []
    for double, single, bare in _ARGUMENT.findall(text):
        if bare:
            value = int(bare) if bare.isdigit() else variables.get(bare.lower())
            if value is not None:
                numbers.append(value)
        elif (double or single).isdigit():
            numbers.append(int(double or single))
        elif double or single:
            words.append(double or single)
    return numbers, words


def _suffixed(
    page: ListPage, stem: str, extension: str, numbers: list[int], *, one_based: bool
) -> Iterator[tuple[int, Target]]:
    total, current = numbers[0], numbers[1] if len(numbers) > 1 else 0
    name = urlsplit(page.url).path.rpartition("/")[2].rpartition(".")[0]
    plain = name in ("", stem)
    if plain and current == 1:
        one_based = True
    last = total if one_based else total - 1
    for number in range(current + 1, min(last, current + MOST) + 1):
        url = absolute(page.base, f"{stem}_{number}.{extension.lstrip('.')}")
        if url and number > 0:
            yield number, Target(url)


def _own_name(page: ListPage, scripts: str) -> tuple[str, str]:
    if found := _STEM.search(scripts):
        return found[1], found[2]
    name = urlsplit(page.url).path.rpartition("/")[2]
    stem, _, extension = name.rpartition(".")
    if stem:
        return re.sub(r"_\d{1,4}$", "", stem), extension
    extensions = re.findall(r"""href=["'][^"'?]*\.(s?html?|jhtml)["']""", page.source)
    return "index", max(set(extensions), key=extensions.count, default="html")


def _templates(page: ListPage, scripts: str) -> Iterator[str]:
    """Yield addresses that scripts and forms put a page's number into."""
    for found in _LOCATION.finditer(scripts):
        before, behind = found[1], found[3] or found[4] or ""
        if _PAGED.search(before) or "page" in found[2].lower():
            yield f"{before}{{n}}{behind}"
    for form in page.root.iter("form"):
        names = [i.get("name") or "" for i in form.iter("input")]
        paged = next((n for n in names if n.rpartition(".")[2].lower() in PARAMETERS), "")
        if paged:
            kept = [(n, v) for n, v in _fields(form) if n != paged]
            action = urljoin(page.base, form.get("action") or page.url).partition("?")[0]
            yield f"{action}?{urlencode(kept)}{'&' if kept else ''}{paged}={{n}}"
    for anchor in page.root.iter("a"):
        url = absolute(page.base, anchor.get("href") or "")
        if url and url.partition("?")[0] == page.url.partition("?")[0]:
            for name, value in parse_qsl(urlsplit(url).query):
                if name.lower() in PARAMETERS and value.isdigit():
                    yield re.sub(rf"([?&]{re.escape(name)}=){value}", r"\1{n}", url)


def _posted_back(page: ListPage, target: str, argument: str) -> Iterator[Target]:
    """Yield what ASP.NET's pager sends: the page's whole form, and whom it is for."""
    form = next(iter(page.root.iter("form")), None)
    if form is not None:
        kept = [(n, v) for n, v in _fields(form) if not n.startswith("__EVENT")]
        kept += [("__EVENTTARGET", target), ("__EVENTARGUMENT", argument)]
        action = urljoin(page.url, form.get("action") or page.url)
        yield Target(action, urlencode(kept))


def _fields(form: Element) -> list[tuple[str, str]]:
    kinds = ("submit", "button", "image", "reset", "checkbox", "radio", "file")
    return [
        (field.get("name") or "", field.get("value") or "")
        for field in form.iter("input")
        if field.get("name") and (field.get("type") or "text").lower() not in kinds
    ]


def _guessed(page: ListPage, templates: list[str], number: int, *, sure: bool) -> Iterator[Target]:
    yield from (fill(template, number, page.base) for template in templates)
    own = any(name.lower() in PARAMETERS for name, _ in parse_qsl(urlsplit(page.url).query))
    if (sure or own) and (raised := incremented(page.url)):
        yield Target(raised)
    if sure and number == 2:  # noqa: PLR2004 - the second page, of which no address is known
        stem, extension = _own_name(page, "")
        for name in (f"{stem}_1.{extension}", f"{stem}_2.{extension}", "?page=2", "?pageIndex=2"):
            yield Target(urljoin(page.url, name))


def _current(page: ListPage) -> int:
    """Return the number of the page that we are on, as its labels count; 0 for the first."""
    for element in page.root.iter("span", "strong", "b", "em", "li", "a", "font", "i"):
        marked = (element.get("class") or "").lower()
        if _MARKED.search(marked) and (label := _NUMBER.match(text_of(element)[:12])):
            return int(label[1])
    for name, value in parse_qsl(urlsplit(page.url).query):
        if name.lower() in PARAMETERS and value.isdigit():
            return int(value)
    found = re.search(r"[_-](\d{1,4})\.\w{2,5}$", urlsplit(page.url).path)
    return int(found[1]) if found else 0


def _scripts(page: ListPage) -> str:
    inline = [script.text or "" for script in page.root.iter("script") if not script.get("src")]
    text = "\n".join(inline) + "\n"
    return re.sub(r"/\*.{0,5000}?\*/", "", re.sub(r"(?m)^\s*//(?!\s*<!\[CDATA).*$", "", text),
                  flags=re.DOTALL)  # fmt: skip


def _shown(root: Element) -> str:
    body = root.find("body")
    pieces: Iterable[str] = (
        [] if body is None else body.xpath(".//text()[not(parent::script or parent::style)]")
    )
    return " ".join(" ".join(map(str, pieces)).split())[-200_000:]


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return next((int(group) for group in found.groups() if group), None) if found else None


def script_templates(page: ListPage) -> list[str]:
    """Return the addresses that the page's scripts put a number into, `{n}` in its place."""
    return list(dict.fromkeys(_templates(page, _scripts(page))))
