"""Pages that a list's own script numbers: `createPageHTML(10, 0, "index", "html")` and its like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.lists.hrefs import absolute
from crawler.paging.targets import Target
from crawler.paging.words import COUNTS, CURRENTS
from extract.digits import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage

MOST = 5000
"""Further pages that one page may name."""
_SET = re.compile(r"=\s*[\"']?(\d{1,5})[\"']?\s*(?:[;,\n]|//)")
_NAMED = re.compile(r"(?<!\w)(\w{1,30})\s*$")
_BEFORE = 60
_CALL = re.compile(
    r"\bcreate_?page(?:html|nav|list|bar)?\w{0,6}\s*\(([^(){}]{1,300})\)", re.IGNORECASE
)
_ARGUMENT = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*(?:,|$)""")
# also as TRS's own template has it, in pieces: "index"+"_" + nextPage + "."+"html
_STEM = re.compile(
    r"""["'=/](\w{1,30})(?:\\?["']\s*\+\s*["'])?_["']\s*\+[^;]{1,60}?"""
    r"""["']\.(?:["']\s*\+\s*["'])?(\w{2,5})\\?["'>\s]"""
)


def variables_of(scripts: str) -> dict[str, int]:
    """Return the numbers that a page's scripts give names, in lower case."""
    found: dict[str, int] = {}
    for given in _SET.finditer(scripts):
        # to begin with the name would be to look for one at each letter of the scripts
        if named := _NAMED.search(scripts, max(0, given.start() - _BEFORE), given.start()):
            found[named[1].lower()] = int(given[1])
    return found


def created_pages(
    page: ListPage, scripts: str, variables: dict[str, int]
) -> Iterator[tuple[int, Target]]:
    """Yield pages that the systems' own script numbers: index_1.html for the second, or list_2."""
    for call in _CALL.finditer(scripts):
        numbers, words = _arguments(call[1], variables)
        if numbers:
            stem, extension = words[-2:] if len(words) > 1 else own_name(page, scripts)
            one_based = len(words) > 2  # noqa: PLR2004 - a container's id comes first
            yield from _suffixed(page, stem, extension, numbers, one_based=one_based)
            return
    total = next((variables[name] for name in COUNTS if name in variables), 0)
    at = next((variables[name] for name in CURRENTS if name in variables), None)
    plain = re.search(r"(?:index|default|list)\w*\.\w+$|/$", page.url)
    if total > 1 and at is not None and (plain or _STEM.search(scripts)):
        yield from _suffixed(page, *own_name(page, scripts), [total, at], one_based=False)


def call_counts(scripts: str, variables: dict[str, int]) -> tuple[int, ...]:
    call = _CALL.search(scripts)
    return tuple(_arguments(call[1], variables)[0]) if call else ()


def _arguments(text: str, variables: dict[str, int]) -> tuple[list[int], list[str]]:
    numbers: list[int] = []
    words: list[str] = []
    for double, single, bare in _ARGUMENT.findall(text):
        if bare:
            value = variables.get(bare.lower(), whole_number(bare))
            if value is not None:
                numbers.append(value)
        elif (value := whole_number(double or single)) is not None:
            numbers.append(value)
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


def own_name(page: ListPage, scripts: str) -> tuple[str, str]:
    if found := _STEM.search(scripts):
        return found[1], found[2]
    name = urlsplit(page.url).path.rpartition("/")[2]
    stem, _, extension = name.rpartition(".")
    if stem:
        return re.sub(r"_\d{1,4}$", "", stem), extension
    extensions = re.findall(r"""href=["'][^"'?]*\.(s?html?|jhtml)["']""", page.source)
    return "index", max(set(extensions), key=extensions.count, default="html")
