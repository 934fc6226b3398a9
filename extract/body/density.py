"""How much running text each element holds, and which one holds the article.

The idea of judging containers by text against links is that of readability and of Kohlschütter,
Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features" (WSDM 2010); the measure
here is the F1 of choosing an element, its running text being what one wants, and that which
follows the title the more so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.blocks import Block
from extract.document import Element
from extract.lines import is_notice

_SENTENCE = re.compile("[。！？；，]|[.,;!?](?=\\s|$)")
_SHORTEST = 12
_SHORT_SENTENCE = re.compile("[。！？…”）][”’）]?\\s*$")
_LINES = frozenset(("p", "li", "h1", "h2", "h3", "h4", "tr", "dd", "dt"))
_FEW_LINKS = 0.1
_LEAST_GAIN = 200.0
_TABLES = 2.0
"""Most plain text, to the running text found, that an article's tables bring."""
_LIKE_IT = 0.05
"""Text of its like beside a paragraph, to its own, that makes it one of several."""
_CUT_TEASER = re.compile(r"(?:\.\.\.|(?<!…)…|[\[【]?(?:详细|全文|更多)[\]】>»]+)\s*$")
_TEASER_ENDS = frozenset(".…]】>»")
_SENTENCE_ENDS = frozenset("。！？…”）’")
_END = 24
"""Characters of a line that say how it ends."""
_LONGEST_NOTICE = 400
_LINK_WEIGHT = 2.0
_PLAIN_WEIGHT = 0.6


@dataclass(slots=True)
class Weight:
    """Characters under an element."""

    prose: float = 0.0
    """In lines that read as sentences, links left out."""
    plain: float = 0.0
    """In other lines, links left out."""
    linked: float = 0.0
    value: float = 0.0
    """Of the prose, what one expects to be the article's."""

    def add(self, other: "Weight") -> None:
        self.prose += other.prose
        self.plain += other.plain
        self.linked += other.linked
        self.value += other.value

    @property
    def noise(self) -> float:
        return _PLAIN_WEIGHT * self.plain + _LINK_WEIGHT * self.linked


def weigh_line(block: Block) -> Weight:
    """Return the weight of one line, its value that of all its prose."""
    text, length = block.text, len(block.text)
    linked = min(block.link_chars, length)
    free = length - linked
    end, last = text[-_END:], text[-1:]
    if last in _TEASER_ENDS and _CUT_TEASER.search(end):
        return Weight(linked=length)  # another article's opening, cut short
    if length <= _LONGEST_NOTICE and is_notice(text):
        return Weight(plain=free, linked=linked)
    ended = last in _SENTENCE_ENDS and _SHORT_SENTENCE.search(end)
    if ended or (length >= _SHORTEST and _SENTENCE.search(text)):
        if linked * 2 > length:  # a headline, and the day or source beside it
            return Weight(plain=free, linked=linked)
        return Weight(prose=free, linked=linked, value=free)
    return Weight(plain=free, linked=linked)


def weigh(
    lines: Iterable[tuple[Block, Weight]], elements: Sequence[Element], root: Element
) -> dict[Element, Weight]:
    """Return the weights of all elements under `root` that hold lines.

    `elements` are those of the tree in document order.
    """
    weights: dict[Element, Weight] = {root: Weight()}
    for block, weight in lines:
        if block.holder is not None:
            _add(weights, block.holder, weight)
    for element in reversed(elements):
        own = weights.get(element)
        if own is not None and element is not root and (parent := element.getparent()) is not None:
            _add(weights, parent, own)
    return weights


def _add(weights: dict[Element, Weight], element: Element, weight: Weight) -> None:
    held = weights.get(element)
    if held is None:
        weights[element] = Weight(weight.prose, weight.plain, weight.linked, weight.value)
        return
    held.prose += weight.prose
    held.plain += weight.plain
    held.linked += weight.linked
    held.value += weight.value


def score(weight: Weight, whole: float) -> float:
    """Return the F1 of taking an element for the article, `whole` being the page's value."""
    return 2 * weight.value / (weight.prose + weight.noise + whole)


def densest(weights: dict[Element, Weight], root: Element) -> Element:
    """Return the element that keeps most running text for the least of everything else."""
    whole = weights[root].value
    if not whole:
        return root
    best, best_score = root, 0.0
    for element, weight in weights.items():
        if element.tag not in _LINES and (found := score(weight, whole)) >= best_score:
            best, best_score = element, found
    return grown(weights, _whole_text(weights, best), root)


def _whole_text(weights: dict[Element, Weight], element: Element) -> Element:
    """Return the parent of a paragraph that stands among others like it, marked up as `div`."""
    parent = element.getparent()
    if parent is None or any(child in weights for child in element):
        return element
    name = element.get("class")
    others = sum(
        weights[child].value
        for child in parent
        if child in weights and child.tag == element.tag and child.get("class") == name
    )
    return parent if others > weights[element].value * (1 + _LIKE_IT) else element


def grown(weights: dict[Element, Weight], element: Element, root: Element) -> Element:
    """Climb while what is gained is much text without links: tables, verse, lines of dialogue.

    The little that most parents add is furniture.
    """
    while element is not root and (parent := element.getparent()) is not None:
        own, outer = weights[element], weights.get(parent)
        if outer is None or parent.tag in ("body", "html"):
            return element
        gained = outer.prose + outer.plain - own.prose - own.plain
        linked = outer.linked - own.linked
        if linked > _FEW_LINKS * gained or not _LEAST_GAIN <= gained <= _TABLES * own.prose:
            return element
        element = parent
    return element
