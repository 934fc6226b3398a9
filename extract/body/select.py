"""Choosing the element that holds the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.blocks import Block, blocks
from extract.body.density import Weight, densest, weigh, weigh_line
from extract.body.families import Container, known_container
from extract.body.general import read_generally
from extract.body.nearness import value_lines
from extract.body.prune import find_furniture, take_out
from extract.document import Document, Element
from extract.record import Removed

_ENOUGH = 0.5
"""Share of the page's running text that a family's container must hold, unless it is long."""
_LONG = 300
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
    weights = weigh(whole, document.elements, body)
    known = known_container(document, family)
    if known is not None and _holds(weights, known, body):
        element, evidence = known.element, f"family:{known.family}"
        pruned = take_out(find_furniture(element, weights)[0])
    else:
        doomed, dead = find_furniture(body, weights)
        value_lines(page_lines, weighed, [block.holder in dead for block in page_lines], title)
        left = [(block, weight) for block, weight in whole if block.holder not in dead]
        weights = weigh(left, document.elements, body)
        pruned = take_out(doomed)
        element, evidence = densest(weights, body), "density"
    removed = tuple(each.removed for each in pruned if each.stood_in(element))
    lines = list(blocks(element))
    general = read_generally(document.root) if _is_foreign(lines) else []
    # of two readings the shorter is the one that left comments and links out
    if _SCRAP * _length(lines) < _length(general) < _length(lines):
        return Body(element, general, "trafilatura", removed)
    return Body(element, lines, evidence, removed)


def _length(lines: list[Block]) -> int:
    return sum(len(block.text) for block in lines)


def _is_foreign(lines: list[Block]) -> bool:
    sample = "".join(block.text for block in lines[:_SAMPLED])
    return len(_HAN.findall(sample)) < _FEW_HAN * len(sample)


def _holds(weights: dict[Element, Weight], known: Container, body: Element) -> bool:
    weight = weights.get(known.element)
    prose = sum(weigh_line(line).prose for line in blocks(known.element)) if weight is None else weight.prose
    if not prose:
        return False
    return known.sure or prose >= _LONG or prose >= _ENOUGH * weights[body].prose > 0
