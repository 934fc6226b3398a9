"""What a kit wrote into the publisher's own words, for good: brands, scraps and commas."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import filterfalse, islice, product

from extract.poison.rules import any_of, load

_TOKEN = re.compile(
    r"[\u4e00-\u9fff](?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])([a-zA-Z0-9]{4})(?=[\u4e00-\u9fff])"
)
_LEAST_TOKENS, _FEW_TOKENS = 8, 3
_COMMAS = re.compile(r"(?<![，,])[，,]{2,}+(?=[。！？；])")
_STOPS = re.compile("[。！？；]")
_OFTEN = 0.25
_ASCII = re.compile(r"[\x00-\x7f]")
_LONGEST = 60
_MOST = 30


def brand_swaps(text: str) -> list[str]:
    """Return the betting brands that stand in a name's place; none where betting is the subject."""
    if not _has_tail(text):
        return []
    subject = any_of("brands", "subject")
    lines = (line for line in text.splitlines() if not subject.search(line))
    found = [match.group() for match in _brands("\n".join(lines))]
    return found if found and len(subject.findall(text)) < len(found) else []


def _brands(text: str) -> Iterator[re.Match[str]]:
    """Yield the brands in a text, looked for only where a name stands: there are hundreds."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals are two signs when small
        lowered = text
    names = [name for name in _lowered_names() if name in lowered]
    end = 0
    for at in sorted({at for name in names for at in _places(lowered, name)}):
        if at >= end and (found := _brand().match(text, at)):
            yield found
            end = found.end()


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def leads_a_name(text: str, brand: str) -> bool:
    """Tell whether a brand stands unquoted before more of a name, twice: 开云体育官网街道办事处."""
    return len(re.findall(rf"(?<![“‘《「\"']){re.escape(brand)}[\u4e00-\u9fff]{{2}}", text)) > 1


def random_tokens(text: str) -> list[str]:
    """Return scraps of four letters and digits between characters, where they are many."""
    found = list(dict.fromkeys(_TOKEN.findall(text)))
    return found if len(found) >= _LEAST_TOKENS else []


def doubled_commas(text: str) -> list[str]:
    """Return the rows of commas before stops, where a quarter of the stops or more have one."""
    found = _COMMAS.findall(text)
    return found if found and len(found) >= _OFTEN * len(_STOPS.findall(text)) else []


def may_be_swapped(source: str, edge: str, wide: str, chars: frozenset[str]) -> bool:
    """Tell cheaply whether something may be written over; `wide` is `source` without ASCII.

    `chars` are the characters of that. Scraps, and names that are all ASCII, are looked for at the
    edge only.
    """
    return (
        bool(_has_tail(edge) and any(_brands(edge)))
        or any(
            own <= chars and name in wide and _is_branded(source, name)
            for name, own in _wide_names()
        )
        or len(_TOKEN.findall(edge)) >= _FEW_TOKENS
        or any(commas in source for commas in ("，，。", ",,。"))
    )


def _is_branded(source: str, name: str) -> bool:
    places = islice(re.finditer(re.escape(name), source), _MOST)
    return any(_brand().match(source, at.start(), at.start() + _LONGEST) for at in places)


def _has_tail(text: str) -> bool:
    """Tell cheaply whether a brand's name can end in `text`: short names stand in any script."""
    lowered = text.lower()
    return any(tail in lowered for tail in _shortest_tails())


@cache
def _shortest_tails() -> tuple[str, ...]:
    tails = [tail.lower() for tail in load("brands")["tails"]]
    return tuple(t for t in tails if not any(other in t and other != t for other in tails))


@cache
def _names() -> tuple[str, ...]:
    rules = load("brands")
    return (*rules["names"], *_composed(rules["stems"]))


def _composed(stems: Iterable[str]) -> tuple[str, ...]:
    return tuple(map("".join, product(stems, load("brands")["kinds"])))


@cache
def _lowered_names() -> tuple[str, ...]:
    """Return names, and what others of them begin with, in lower case."""
    rules = load("brands")
    return tuple(dict.fromkeys(name.lower() for name in (*rules["names"], *rules["stems"])))


@cache
def _wide_names() -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the names without ASCII, each with its characters: few pages have all of any one's."""
    wide = filterfalse(_ASCII.search, _names())
    return tuple((name, frozenset(name)) for name in wide)


@cache
def _brand() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_names(), key=len, reverse=True)))
    tails = "|".join(map(re.escape, load("brands")["tails"]))
    return re.compile(rf"(?:{names})[^\n。，；<>]{{0,14}}?(?:{tails})", re.IGNORECASE)
