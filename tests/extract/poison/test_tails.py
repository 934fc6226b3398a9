"""The sign that a lone lead byte swallowed, told by what follows it."""

from __future__ import annotations

import pytest

from extract.poison.edits import Change
from extract.poison.tails import Tail, eaten, swallowed_stops


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("/p>乙", Tail("<", 3)),
        ("BR />乙", Tail("<", 5)),
        ("span class='x'>乙", Tail("<", 15)),
        ("nbsp;乙", Tail("&", 5)),
        ("#8220;乙", Tail("&", 6)),
        ("#x201C;乙", Tail("&", 7)),
        ("pre>乙", None),
        ("p 乙", None),
        ("nbsp乙", None),
        ("乙", None),
        ("", None),
    ],
)
def test_in_text_it_was_the_sign_of_a_tag_or_an_entity(text: str, tail: Tail | None) -> None:
    assert eaten(text, 0, len(text), attribute=False) == tail
    behind = Tail(tail.char, tail.end + 2) if tail else None
    assert eaten(f"甲?{text}", 2, len(text) + 2, attribute=False) == behind
    assert eaten(text, 0, 2, attribute=False) is None


@pytest.mark.parametrize(
    ("text", "ends"), [("", True), (" /", True), (" content=", True), ("/p>", False), ("乙", False)]
)
def test_in_an_attribute_it_was_the_quotation_mark(text: str, ends: bool) -> None:
    tail = eaten(f"甲{text}", 1, 1 + len(text), attribute=True)
    assert tail == (Tail('"', 1) if ends else None)


def test_a_comma_before_a_tag_is_a_stop_and_the_sign_of_the_tag() -> None:
    text = "甲、/p>乙、br/>丙、p>丁、/a>"
    assert list(swallowed_stops(text, 0, len(text), markup=True)) == [
        Change("byte_slip", 1, 2, "。<", 1),
        Change("byte_slip", 6, 7, "。<", 1),
    ]
    assert list(swallowed_stops(text, 0, len(text), markup=False)) == [
        Change("byte_slip", 1, 5, "。\n", 1),
        Change("byte_slip", 6, 11, "。\n", 1),
    ]
    assert list(swallowed_stops(text, 2, 6, markup=True)) == []
