"""Choosing the element that holds the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.blocks import Block, blocks
from extract.body.density import Weight, densest, score, weigh, weigh_line
from extract.body.families import Container, known_containers
from extract.body.general import read_generally
from extract.body.nearness import value_lines
from extract.body.prune import find_furniture, take_out
from extract.document import Document, Element
from extract.record import Removed

_ENOUGH = 0.25
"""Share of what one expects to be the article that a family's sure container must hold."""
_GOOD = 0.8
"""Least F1 against what one expects, for a container whose name others use as well."""
_SHORTEST = 12
_FEW = 3.0
_SAMPLED = 40
_SCRAP = 0.2
"""Share of the longer reading below which the shorter one has lost the article."""
_FEW_HAN = 0.1
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Body:
    element: Element
    lines: list[Block]
    evidence: str
    """`family:NAME`, `density` or `trafilatura`."""
    removed: tuple[Removed, ...] = ()
    """Furniture that stood in the element."""


def select_body(
    document: Document, page_lines: Sequence[Block], title: str, family: str = ""
) -> Body:
    """Return the article's lines; takes furniture out of the document's tree."""
    body = document.body
    weighed = [weigh_line(block) for block in page_lines]
    whole = list(zip(page_lines, weighed, strict=True))
    doomed, dead = find_furniture(body, document.labels, weigh(whole, document.elements, body))
    value_lines(page_lines, weighed, [block.holder in dead for block in page_lines], title)
    left = [(block, weight) for block, weight in whole if block.holder not in dead]
    weights = weigh(left, document.elements, body)
    element, evidence = _element(document, weights, family)
    if element in dead:
        doomed = find_furniture(element, document.labels, weights)[0]
    pruned = take_out(doomed)
    removed = tuple(each.removed for each in pruned if each.stood_in(element))
    lines = list(blocks(element))
    general = read_generally(document.root) if _is_foreign(lines) else []
    # of two readings the shorter is the one that left comments and links out
    if _SCRAP * _length(lines) < _length(general) < _length(lines):
        return Body(element, general, "trafilatura", removed)
    return Body(element, lines, evidence, removed)


def _element(
    document: Document, weights: dict[Element, Weight], family: str
) -> tuple[Element, str]:
    expected = weights[document.body].value
    for known in known_containers(document, family):
        if _holds(weights.get(known.element), known, expected):
            return known.element, f"family:{known.family.name}"
    return densest(weights, document.body), "density"


def _holds(weight: Weight | None, known: Container, expected: float) -> bool:
    if weight is None:  # a cell, or made just now
        weight = Weight()
        for block in blocks(known.element):
            weight.add(weigh_line(block))
    length = weight.plain + weight.prose
    if not known.family.sure:
        return weight.value > 0 and score(weight, expected) >= _GOOD
    if known.family.first or weight.value:
        return length > 0 and (known.family.first or weight.value >= _ENOUGH * expected)
    return length >= _SHORTEST and length * _FEW >= expected


def _length(lines: list[Block]) -> int:
    return sum(len(block.text) for block in lines)


def _is_foreign(lines: list[Block]) -> bool:
    sample = "".join(block.text for block in lines[:_SAMPLED])
    return len(_HAN.findall(sample)) < _FEW_HAN * len(sample)
