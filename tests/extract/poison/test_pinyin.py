"""Readings that a kit sets behind characters, beside a publisher's own glosses."""

from __future__ import annotations

import pytest

from extract.poison.edits import Change
from extract.poison.pinyin import kit_notes, notes

NOTED = "會(huì)議、發(fā)展、學(xué)習、動(dòng)物、協(xié)商、國(guó)家"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{NOTED}，會(huì)、發(fā)、學(xué)、動(dòng)、協(xié)、國(guó)，會、發", 12),
        (f"{NOTED}，會(huì)、發(fā)、學(xué)、動(dòng)、協(xié)、國(guó)", 0),
        (f"{NOTED}，會、發、學、動、協、國", 0),
        (f"{NOTED}，會、發、學，還有一種習慣、愛護、讓開、過來、說話、請進、聽見", 0),
        (f"{NOTED}，會、發、學，郯(tán)城、汶(wèn)水、沂(yí)水、莒(jǔ)縣、鄄(juàn)城", 0),
        ("郯(tán)城", 0),
        ("会议", 0),
    ],
    ids=["many", "never bare", "half", "others bare", "foreign", "a gloss", "none"],
)
def test_the_notes_of_a_kit_are_told_from_glosses_and_lessons(text: str, count: int) -> None:
    assert kit_notes(text) == count


def changes(text: str, start: int = 0) -> list[Change]:
    return list(notes(text, start, len(text)))


def test_a_note_behind_its_character_is_taken() -> None:
    assert changes("開會(huì)了") == [Change("pinyin", 1, 7, "會")]
    assert changes("開會（huì）了") == [Change("pinyin", 1, 7, "會")]


@pytest.mark.parametrize("text", ["開會(tán)了", "開會(WTO)了", "(huì)了", "AB(huì)"])
def test_brackets_that_hold_no_reading_of_the_character_stay(text: str) -> None:
    assert changes(text) == []


def test_a_note_found_across_a_character_and_a_letter_is_taken() -> None:
    # the last byte of 者 and B are the two of 連, which isn't in the table of known notes
    assert changes("消費者B(lián)G") == [Change("pinyin", 3, 10, "B")]
    assert changes("消費者B(tán)G") == []


def test_a_note_whose_character_stands_before_the_stretch_stays() -> None:
    assert changes("會(huì)", 1) == []
