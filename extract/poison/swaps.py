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
_COMMAS = re.compile(r"[，,]{2,}(?=[。！？；])")
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
    found = [match.group() for line in lines for match in _brand().finditer(line)]
    return found if found and len(subject.findall(text)) < len(found) else []


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


def may_be_swapped(source: str, edge: str, wide: str) -> bool:
    """Tell cheaply whether something may be written over; `wide` is `source` without ASCII.

    Scraps, and names that are all ASCII, are looked for at the edge only.
    """
    return (
        bool(_has_tail(edge) and _brand().search(edge))
        or any(_is_branded(source, name) for name in _wide_names(wide))
        or len(_TOKEN.findall(edge)) >= _FEW_TOKENS
        or any(commas in source for commas in ("，，。", ",,。"))
    )


def _is_branded(source: str, name: str) -> bool:
    places = islice(re.finditer(name, source), _MOST)
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


def _wide_names(wide: str) -> Iterator[str]:
    """Yield the names without ASCII that stand in a text; few pages hold even their stems."""
    for stem in filter(wide.__contains__, load("brands")["stems"]):
        yield from filter(wide.__contains__, filterfalse(_ASCII.search, _composed((stem,))))
    yield from filter(wide.__contains__, filterfalse(_ASCII.search, load("brands")["names"]))


@cache
def _brand() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_names(), key=len, reverse=True)))
    tails = "|".join(map(re.escape, load("brands")["tails"]))
    return re.compile(rf"(?:{names})[^\n。，；<>]{{0,14}}?(?:{tails})", re.IGNORECASE)
