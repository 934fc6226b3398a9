"""Taking furniture out of a tree before anything looks for the article in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.blocks import SILENT
from extract.body.density import Weight
from extract.body.furniture_names import furniture_names, names_furniture
from extract.document import Document, Element, text_of
from extract.record import Removed

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST = 20_000
_SENTENCE = re.compile("[。！？，]|[.,] ")
_NEVER = frozenset(("body", "html", "a", "p", "h1", "h2", "h3"))
MOST = 0.4
"""What holds more of a page's prose than this is not taken for furniture by its name."""
MOST_SURE = 0.7
"""The same of what is hidden or is a page's foot; scripts do show a hidden article."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """An element that was taken out, while it showed text."""

    parent: Element
    removed: Removed

    def stood_in(self, element: Element) -> bool:
        return self.parent is element or element in self.parent.iterancestors()


def find_furniture(
    document: Document, within: Element, weights: Mapping[Element, Weight]
) -> tuple[list[Element], set[Element]]:
    """Return what can't be the article under an element, and all elements in that.

    `weights` give each element's amount of running text, as far as it has lines of its own.
    """
    whole = (weights[within].prose if within in weights else 0.0) or 1.0
    hidden = set(filter(is_hidden, document.styled))
    labels, telling = document.labels, _telling()
    doomed: list[Element] = []
    dead: set[Element] = set()
    for element in within.iter("*"):
        if not (element in labels or element.tag in telling or element in hidden):
            continue
        if element is within or element in dead:
            continue
        if _is_furniture(element, labels.get(element), weights, whole) or (
            element in hidden and _prose(element, weights) < MOST_SURE * whole
        ):
            doomed.append(element)
            dead.update(element.iter("*"))
    return doomed, dead


def take_out(document: Document, doomed: Sequence[Element]) -> list[Pruned]:
    """Take elements out of the body; return those that showed text.

    The text behind each stays. All of a row are taken at once, since its texts are put together.
    """
    account = [pruned for element in doomed if (pruned := _pruned(element))]
    row: list[Element] = []
    for element in doomed:
        if row and row[-1].getnext() is not element:
            _take_row(row, document.taken)
            row = []
        row.append(element)
    if row:
        _take_row(row, document.taken)
    return account


def _take_row(row: Sequence[Element], taken: Element) -> None:
    """Take siblings that stand next to each other to where what is taken out goes."""
    parent = row[0].getparent()
    if parent is None:
        return
    if text := "".join(element.tail or "" for element in row):
        before = row[0].getprevious()
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
    taken.extend(row)


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


def _is_furniture(
    element: Element, label: str | None, weights: Mapping[Element, Weight], whole: float
) -> bool:
    tag = element.tag
    if tag in SILENT:
        return True
    if tag in _NEVER:
        return False
    names = furniture_names()
    named = tag in names.tags or (label is not None and names_furniture(label[:200]))
    if not named:
        return False
    most = MOST_SURE if tag == "footer" or (label and names.foot.search(label[:200])) else MOST
    return _prose(element, weights) <= most * whole


def _prose(element: Element, weights: Mapping[Element, Weight]) -> float:
    weight = weights.get(element)
    if weight is not None:
        return weight.prose
    text = text_of(element)  # it stands in a line of others
    return len(text) if _SENTENCE.search(text) else 0.0


@cache
def _telling() -> frozenset[str]:
    """Return the elements that may be furniture whatever they are called."""
    return SILENT | furniture_names().tags
