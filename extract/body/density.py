"""How much running text each element holds, and which one holds the article.

The idea of judging containers by text against links is that of readability and of Kohlschütter,
Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features" (WSDM 2010); the measure
here is the F1 of choosing an element, its running text being what one wants.
"""

import re
from dataclasses import dataclass

from extract.blocks import SILENT
from extract.document import Element

_SENTENCE = re.compile("[。！？；，]|[.,;!?](?=\\s|$)")
_SHORTEST = 12
_SHORT_SENTENCE = re.compile("[。！？…”）][”’）]?\\s*$")
_LINES = frozenset(("p", "span", "li", "h1", "h2", "h3", "h4", "font", "strong", "b", "a", "em"))
_FEW_LINKS = 0.1
_TABLES = 2.0
"""Most plain text, to the running text found, that an article's tables bring."""
_CUT_TEASER = re.compile(r"(?:\.\.\.|(?<!…)…)\s*$")
_LINK_WEIGHT = 2.0
_PLAIN_WEIGHT = 0.6


@dataclass(slots=True)
class Weight:
    """Characters under an element."""

    prose: float = 0.0
    """In text runs outside of links that read as sentences."""
    plain: float = 0.0
    """In other text outside of links."""
    linked: float = 0.0

    def add(self, other: "Weight") -> None:
        self.prose += other.prose
        self.plain += other.plain
        self.linked += other.linked

    @property
    def noise(self) -> float:
        return _PLAIN_WEIGHT * self.plain + _LINK_WEIGHT * self.linked


def weigh(root: Element) -> dict[Element, Weight]:
    """Return the weight of each element under `root`, in one pass."""
    weights: dict[Element, Weight] = {}
    stack: list[tuple[Element, bool, bool]] = [(root, False, False)]
    while stack:
        element, leaving, in_link = stack.pop()
        if leaving:
            weight = weights[element]
            parent = weights.get(element.getparent())
            if parent is not None:
                parent.add(weight)
                _count(parent, element.tail, in_link=in_link)
            continue
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT:
            parent = weights.get(element.getparent())
            if parent is not None and element is not root:
                _count(parent, element.tail, in_link=in_link)
            continue
        weights[element] = weight = Weight()
        inside = in_link or tag == "a"
        _count(weight, element.text, in_link=inside)
        stack.append((element, True, in_link))
        stack += [(child, False, inside) for child in reversed(element)]
    return weights


def _count(weight: Weight, text: str | None, *, in_link: bool) -> None:
    if not text or not (length := len(text.strip())):
        return
    if in_link:
        weight.linked += length
    elif _CUT_TEASER.search(text):
        weight.linked += length  # another article's opening, cut short
    elif _SHORT_SENTENCE.search(text) or (length >= _SHORTEST and _SENTENCE.search(text)):
        weight.prose += length
    else:
        weight.plain += length


def densest(weights: dict[Element, Weight], root: Element) -> Element:
    """Return the element that keeps most running text for the least of everything else."""
    whole = weights[root].prose
    if not whole:
        return root
    best, best_score = root, 0.0
    for element, weight in weights.items():  # parents before children
        score = 2 * weight.prose / (weight.prose + weight.noise + whole)
        if score >= best_score and element.tag not in _LINES:
            best, best_score = element, score
    return grown(weights, best, root)


def grown(weights: dict[Element, Weight], element: Element, root: Element) -> Element:
    """Climb while what is gained is text without links: headings, lines of dialogue."""
    while element is not root and (parent := element.getparent()) is not None:
        own, outer = weights[element], weights.get(parent)
        if outer is None or parent.tag in ("body", "html"):
            return element
        gained = outer.prose + outer.plain - own.prose - own.plain
        linked = outer.linked - own.linked
        if linked > _FEW_LINKS * gained or gained > _TABLES * own.prose:
            return element
        element = parent
    return element
