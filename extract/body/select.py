"""Choosing the element that holds the article."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.blocks import Block, blocks, is_caption
from extract.body.density import Weight, densest, score, weigh, weigh_line
from extract.body.families import Container, known_containers
from extract.body.general import read_generally
from extract.body.latin import drop_scraps
from extract.body.nearness import value_lines
from extract.body.prune import find_furniture, take_out
from extract.body.teasers import is_dated, set_aside_teasers
from extract.document import Document, Element
from extract.lines import is_prose
from extract.record import Removed

_ENOUGH = 0.3
"""Share of what one expects to be the article that a family's sure container must hold."""
_GOOD = 0.8
"""Least F1 against what one expects, for a container whose name others use as well."""
_SHORTEST = 12
_FEW = 3.0
_MOST_CAPTIONS = 0.4
"""Share of the text from which what is called a caption is the text itself."""
_SAMPLED = 40
_LOOKED_AT = 5_000
_LEAST = 600.0
"""Characters of expected text below which the general extractor reaches for other matter."""
_DOUBTFUL = 0.5
"""F1 of the densest element below which the general extractor is asked as well."""
_MOST_ELEMENTS = 20_000
"""Of a page that the general extractor is asked about; it takes seconds for more."""
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
    doomed, dead = find_furniture(document, body, weigh(whole, document.elements, body))
    teasers = set_aside_teasers(page_lines, weighed)
    value_lines(page_lines, weighed, [block.holder in dead for block in page_lines], title)
    left = [(block, weight) for block, weight in whole if block.holder not in dead]
    weights = weigh(left, document.elements, body)
    element, evidence = _element(document, weights, family)
    if element in dead:
        doomed = find_furniture(document, element, weights)[0]
    pruned = take_out(document, doomed)
    # the whole of a bare page was read already; a second walk costs as much as all else
    whole_page = element is body and not doomed and not _has_captions(document)
    lines, scraps = _read(list(page_lines) if whole_page else list(blocks(element, captions=True)))
    if teasers and (weights[body].value or is_dated(page_lines[: teasers[0]])):
        lines, aside = _without(lines, [page_lines[i] for i in teasers])
        scraps += aside
    removed = (*(each.removed for each in pruned if each.stood_in(element)), *scraps)
    asked = evidence == "density" and len(document.elements) <= _MOST_ELEMENTS
    if asked and _is_doubtful(weights, element, body):
        general = read_generally(document)
        if _worth(general, left) > _worth(lines, left):
            return Body(element, general, "trafilatura", removed)
    return Body(element, lines, evidence, removed)


def _without(lines: list[Block], others: Sequence[Block]) -> tuple[list[Block], list[Removed]]:
    texts = {block.text for block in others}
    removed = [Removed("related", block.text, "text") for block in lines if block.text in texts]
    return [block for block in lines if block.text not in texts], removed


def _is_doubtful(weights: dict[Element, Weight], element: Element, body: Element) -> bool:
    expected = weights[body].value
    return expected >= _LEAST and score(weights[element], expected) < _DOUBTFUL


def _worth(lines: Sequence[Block], page: Iterable[tuple[Block, Weight]]) -> float:
    """Return the F1 of a reading against what the page's lines let one expect."""
    known = {block.text: weight for block, weight in page}
    found = Weight()
    for block in lines:
        found.add(known.get(block.text) or Weight(prose=len(block.text)))
    return score(found, sum(weight.value for weight in known.values())) if lines else 0.0


def _has_captions(document: Document) -> bool:
    """Whether anything on a page may be a picture's caption."""
    framed = next(document.body.iter("figure", "figcaption"), None)
    return framed is not None or any(map(is_caption, document.labels.values()))


def _read(lines: list[Block]) -> tuple[list[Block], list[Removed]]:
    """Return an element's lines without captions, and in Latin script without scraps."""
    captions = [block for block in lines if block.caption]
    if _length(captions) > _MOST_CAPTIONS * _length(lines) and not _are_sure(captions, lines):
        captions = []
    removed = [Removed("caption", block.text, "text") for block in captions]
    if captions:
        lines = [block for block in lines if not block.caption]
    if _is_foreign(lines):
        lines, scraps = drop_scraps(lines)
        removed += scraps
    return lines, removed


def _are_sure(captions: Sequence[Block], lines: Sequence[Block]) -> bool:
    """Whether all are marked up as a figure's, and there is running text beside them."""
    framed = all(
        block.holder is not None and block.holder.tag in ("figcaption", "figure")
        for block in captions
    )
    return framed and any(not block.caption and is_prose(block.text) for block in lines)


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
    sample = "".join(block.text[:_LOOKED_AT] for block in lines[:_SAMPLED])
    return len(_HAN.findall(sample)) < _FEW_HAN * len(sample)
