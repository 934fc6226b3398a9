"""Taking furniture out of a tree before anything looks for the article in it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.blocks import SILENT
from extract.document import Element, text_of
from extract.record import Removed
from extract.rules_files import load

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST = 20_000
MOST = 0.4
"""What holds more of a page's prose than this is not taken for furniture by its name."""


@dataclass(frozen=True, slots=True)
class _Names:
    furniture: frozenset[str]
    kept: frozenset[str]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pruned:
    """An element that was taken out, while it showed text."""

    parent: Element
    removed: Removed

    def stood_in(self, element: Element) -> bool:
        return self.parent is element or element in self.parent.iterancestors()


def prune(body: Element, prose: dict[Element, float]) -> list[Pruned]:
    """Take out what can't be the article; return it, for the account of what was removed.

    `prose` gives each element's amount of running text.
    """
    whole = prose.get(body, 0.0) or 1.0
    doomed = []
    skip: Element | None = None
    for element in body.iter("*"):
        if skip is not None and _is_inside(element, skip):
            continue
        skip = None
        if element is not body and _is_furniture(element, prose.get(element, 0.0) / whole):
            doomed.append(element)
            skip = element
    account = [pruned for element in doomed if (pruned := _pruned(element))]
    for element in doomed:
        element.drop_tree()
    return account


def _pruned(element: Element) -> Pruned | None:
    parent = element.getparent()
    text = text_of(element) if element.tag not in SILENT and parent is not None else ""
    if not text or parent is None:
        return None
    kind = "hidden_block" if is_hidden(element) else "chrome"
    return Pruned(parent, Removed(kind, text[:_LONGEST], "text"))


def is_hidden(element: Element) -> bool:
    """Whether the page hides an element by itself; WeChat shows its body by script."""
    style = element.get("style")
    return bool(
        (style and _HIDDEN.search(style) and element.get("id") != "js_content")
        or element.get("hidden") is not None
    )


def _is_inside(element: Element, outer: Element) -> bool:
    at: Element | None = element
    while at is not None:
        if at is outer:
            return True
        at = at.getparent()
    return False


def _is_furniture(element: Element, share: float) -> bool:
    tag = element.tag
    if tag in SILENT:
        return True
    if is_hidden(element):
        return share < MOST
    names = _names()
    if share > MOST or tag in ("body", "html", "a", "p", "h1", "h2", "h3"):
        return False
    if tag in names.tags:
        return True
    label = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(label) > 1 and _names_furniture(label[:200])


@lru_cache(maxsize=4096)
def _names_furniture(label: str) -> bool:
    names = _names()
    words = {word.lower() for word in _WORDS.findall(label)}
    tokens = set(label.lower().split())
    return bool((words | tokens) & names.furniture) and not (words | tokens) & names.kept


@cache
def _names() -> _Names:
    rules = load("body/chrome.toml")
    return _Names(frozenset(rules["names"]), frozenset(rules["kept"]), frozenset(rules["tags"]))
