"""Which of several readings reads best, in the language at large and on its page."""

from __future__ import annotations

from math import log10

import pytest

from extract.poison.fluency import Fluency

NOTHING = Fluency("")


@pytest.mark.parametrize(
    ("char", "score"),
    [("，", 0.0), ("A", 0.0), ("ア", -6.0), ("\ue000", -6.0), ("亍", -3.0), ("丂", -4.5)],
)
def test_a_character_is_scored_by_how_usual_it_is(char: str, score: float) -> None:
    assert NOTHING.char(char) == score


def test_an_ordinary_character_costs_little_and_none_where_the_page_has_it() -> None:
    assert -3.0 < NOTHING.char("镁") < NOTHING.char("员") <= 0.0
    assert NOTHING.char("镁") < Fluency("镁" * 20).char("镁")


def test_two_characters_gain_by_a_word_and_more_by_the_page() -> None:
    assert NOTHING.pair("政", "协") > NOTHING.pair("协", "政") == 0.0
    assert Fluency("协政协政").pair("协", "政") > NOTHING.pair("政", "协")
    assert Fluency("协政").pair("协", "政") == 0.0
    assert Fluency("协政协政").pair("协", "政", here=False) == 0.0


def test_the_score_of_a_text_is_that_of_its_characters_and_pairs() -> None:
    assert NOTHING.mean("") == 0.0
    assert NOTHING.mean("政協") == NOTHING.mean("政协") > NOTHING.mean("协政")
    single = NOTHING.char("政") + NOTHING.char("协") + NOTHING.pair("政", "协")
    assert NOTHING.mean("政协") == pytest.approx(single / 2)


def test_what_stands_around_tells_which_character_fits() -> None:
    chosen = NOTHING.choose(("協", "攜", "。"), "政", "委員")
    assert chosen is not None
    lead = NOTHING.fits("政", "協", "委員") - NOTHING.fits("政", "。", "委員")
    assert (chosen[0], chosen[1]) == ("協", lead)
    assert NOTHING.choose((), "政", "委員") is None
    assert NOTHING.choose(("協",), "政", "") == ("協", 2.5)
    assert Fluency("镁镱" * 9).fits("镁", "镱", "") > NOTHING.fits("镁", "镱", "")
    assert Fluency("镁镱" * 9).fits("", "镁", "镱") > NOTHING.fits("", "镁", "镱")


def test_a_neighbour_joins_in_a_word_or_on_the_page() -> None:
    assert NOTHING.joins("政", "協", "")
    assert NOTHING.joins("", "政", "協")
    assert not NOTHING.joins("協", "政", "")
    assert Fluency("镁镱").joins("镁", "镱", "")
    assert Fluency("镁镱").joins("", "镁", "镱")
    assert not NOTHING.joins("镁", "镱", "")


def test_words_are_known_in_either_script() -> None:
    assert NOTHING.is_word("政協")
    assert NOTHING.is_word("委员")
    assert not NOTHING.is_word("員委")


def test_what_weighs_endlessly_is_given_up() -> None:
    fluency = Fluency("")
    fluency.mean("政协" * 50_000)
    assert not fluency.is_spent
    fluency.joins("政", "协", "")
    assert fluency.is_spent


def test_a_character_of_the_page_counts_as_one_of_twenty_words() -> None:
    assert NOTHING.char("捌") == -2.5  # no usual word has it
    assert Fluency("捌").char("捌") == pytest.approx(log10(1 + 20) - 2.5)
    assert Fluency("捌捌").char("捌") == pytest.approx(log10(1 + 40) - 2.5)


def test_no_character_is_better_than_ordinary_however_often_it_stands() -> None:
    assert NOTHING.char("人") == Fluency("捌" * 999).char("捌") == 0.0
