"""Articles in Latin script, whose templates mix scraps with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml.etree import SubElement
from lxml.html import fromstring

from extract.blocks import Block
from extract.body.latin import drop_scraps, is_prose, opens
from extract.record import Removed

if TYPE_CHECKING:
    from extract.document import Element

FIRST = "The committee met on Monday to discuss the proposals that members made this year."
SECOND = "Members said that the plan would help farmers, and asked for a report by spring."
QUOTED = "“We have waited for this for years,” said one of them."
LINK = Block("Ten things to know about the budget", link_chars=35)


def kept(*lines: str | Block) -> tuple[list[str], list[Removed]]:
    blocks = [Block(line) if isinstance(line, str) else line for line in lines]
    left, removed = drop_scraps(blocks)
    return [block.text for block in left], removed


@pytest.mark.parametrize(
    "scrap",
    ["Read more", "ADVERTISEMENT", "Photo: A. Person", "Share", "Sign up for our newsletter"],
)
def test_scraps_go_wherever_they_stand(scrap: str) -> None:
    assert kept(FIRST, scrap, SECOND) == (
        [FIRST, SECOND],
        [Removed("furniture", scrap, "text")],
    )


def test_links_go_and_sentences_that_are_links_stay() -> None:
    linked = Block(SECOND, link_chars=len(SECOND))
    assert kept(FIRST, LINK, linked)[0] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "prose", "first"),
    [
        ("x" * 59 + ".", True, True),
        ("x" * 58 + ".", False, True),
        ("x" * 39 + ".", False, True),
        ("x" * 38 + ".", False, False),
        ("x" * 80, False, True),
        ("x" * 79, False, False),
        ("x" * 59 + ". ", True, False),
    ],
)
def test_a_line_is_text_by_its_length_and_end(text: str, prose: bool, first: bool) -> None:
    assert (is_prose(text), opens(text)) == (prose, first)


@pytest.mark.parametrize("over", ["By Jane Doe", "Monday, March 5", "Reuters staff in Beijing"])
def test_what_stands_over_the_first_sentence_goes(over: str) -> None:
    assert kept(over, FIRST, SECOND)[0] == [FIRST, SECOND]


@pytest.mark.parametrize("under", ["Jane Doe", "(Reporting by Jane Doe; editing by John Roe)"])
def test_credits_under_the_text_go(under: str) -> None:
    assert kept(FIRST, SECOND, under)[0] == [FIRST, SECOND]


def test_short_sentences_in_the_text_stay() -> None:
    lines = [FIRST, "Why now?", QUOTED, "What members want", SECOND, "Few agreed."]
    assert kept(*lines)[0] == lines


def under(element: Element, *texts: str) -> list[Block]:
    """Return lines that are paragraphs of one element."""
    return [Block(text, holder=SubElement(element, "p")) for text in texts]


@pytest.mark.parametrize("heading", ["Related stories", "Most read", "More from Politics"])
def test_a_heading_ends_the_text_unless_more_of_it_follows(heading: str) -> None:
    column = fromstring("<div><div></div><div></div></div>")
    text, others = column[0], column[1]
    article, box = under(text, FIRST, SECOND), under(others, heading, SECOND[::-1] + ".")
    assert kept(*article, *box)[0] == [FIRST, SECOND]
    more = under(text, QUOTED + " They agreed.")
    assert kept(*article, *box, *more)[0][-1] == more[0].text
    assert kept(*box, *article)[0] == [SECOND[::-1] + ".", FIRST, SECOND]
