"""What a kit wrote over the publisher's own words, for good: betting brands, and scraps."""

import re
from functools import cache

from extract.poison.rules import any_of, load

_TOKEN = re.compile(
    r"[\u4e00-\u9fff](?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])([a-zA-Z0-9]{4})(?=[\u4e00-\u9fff])"
)
_LEAST_TOKENS, _FEW_TOKENS = 8, 3


def brand_swaps(text: str) -> list[str]:
    """Return the betting brands that stand in a name's place; none where betting is the subject."""
    if not _has_tail(text):
        return []
    found = [match.group() for match in _brand().finditer(text)]
    if not found or len(any_of("brands", "subject").findall(text)) >= len(found):
        return []
    return found


def random_tokens(text: str) -> list[str]:
    """Return scraps of four letters and digits between characters, where they are many."""
    found = list(dict.fromkeys(_TOKEN.findall(text)))
    return found if len(found) >= _LEAST_TOKENS else []


def may_be_swapped(source: str) -> bool:
    return bool(_has_tail(source) and _brand().search(source)) or (
        len(_TOKEN.findall(source)) >= _FEW_TOKENS
    )


def _has_tail(text: str) -> bool:
    """Tell cheaply whether a brand's name can end in `text`: short names stand in any script."""
    lowered = text.lower()
    return any(tail in lowered for tail in _shortest_tails())


@cache
def _shortest_tails() -> tuple[str, ...]:
    tails = [tail.lower() for tail in load("brands")["tails"]]
    return tuple(t for t in tails if not any(other in t and other != t for other in tails))


@cache
def _brand() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(load("brands")["names"], key=len, reverse=True)))
    tails = "|".join(map(re.escape, load("brands")["tails"]))
    return re.compile(rf"(?:{names})[^\n。，；<>]{{0,14}}?(?:{tails})", re.IGNORECASE)
