"""Choosing the element that holds the article."""

from dataclasses import dataclass

from extract.blocks import Block, blocks
from extract.body.density import Weight, densest, weigh
from extract.body.families import Container, known_container
from extract.body.prune import prune
from extract.document import Document, Element

_ENOUGH = 0.5
"""Share of the page's running text that a family's container must hold, unless it is long."""
_LONG = 300


@dataclass(frozen=True, slots=True)
class Body:
    element: Element
    lines: list[Block]
    evidence: str
    """`family:NAME` or `density`."""


def select_body(document: Document, family: str = "") -> Body:
    """Return the article's lines; takes furniture out of the document's tree."""
    body = document.body
    weights = weigh(body)
    known = known_container(document, family)
    if known is not None and _holds(weights, known, body):
        element, evidence = known.element, f"family:{known.family}"
        prune(element, _prose(weights))
    else:
        prune(body, _prose(weights))
        element, evidence = densest(weigh(body), body), "density"
    return Body(element, list(blocks(element)), evidence)


def _prose(weights: dict[Element, Weight]) -> dict[Element, float]:
    return {element: weight.prose for element, weight in weights.items()}


def _holds(weights: dict[Element, Weight], known: Container, body: Element) -> bool:
    weight = weights.get(known.element)
    if weight is None or not weight.prose:
        return False
    return known.sure or weight.prose >= _LONG or weight.prose >= _ENOUGH * weights[body].prose > 0
