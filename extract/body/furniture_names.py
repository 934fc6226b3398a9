"""What class, id and tag of an element say of it: furniture, or the body."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.rules_files import load

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class FurnitureNames:
    furniture: frozenset[str]
    kept: frozenset[str]
    tags: frozenset[str]
    stems: tuple[str, ...]
    foot: re.Pattern[str]


@lru_cache(maxsize=4096)
def names_furniture(label: str) -> bool:
    """Whether class or id names furniture.

    It does so by a word that nothing else is called, or as the head of a compound: `article-share`
    does and `share-article` doesn't.
    """
    found = False
    for token in label.split():
        verdict = _judge_name(token)
        if verdict is False:
            return False
        found = found or verdict is True
    return found


def _judge_name(token: str) -> bool | None:
    """Return True for furniture, False for the body, None for what tells neither."""
    names = furniture_names()
    words = [word.lower() for word in _WORDS.findall(token) if not word.isdigit()]
    words = words or [token.lower()]
    if token.lower() in names.furniture or any(word.startswith(names.stems) for word in words):
        return True
    if words[-1] in names.furniture:
        return True
    if not names.kept.isdisjoint(words) or token.lower() in names.kept:
        return False if names.kept.issuperset(words) else None
    return True if not names.furniture.isdisjoint(words) else None


@cache
def furniture_names() -> FurnitureNames:
    rules = load("body/chrome.toml")
    return FurnitureNames(
        frozenset(rules["names"]),
        frozenset(rules["kept"]),
        frozenset(rules["tags"]),
        tuple(rules["stems"]),
        re.compile(rf"(?i:\b(?:{'|'.join(rules['foot'])}))"),
    )
