"""A stop, or a character that ends in the same byte."""

import pytest

from extract.poison.fluency import Fluency
from extract.poison.halves import Halves


@pytest.mark.parametrize(
    ("left", "after", "char"),
    [
        ("他指出：“要堅持以人為本", "”與會者表示贊成", "。"),
        ("他指出：“要堅持以人為本，服務群眾", "”與會者表示贊成", "。"),
        ("委員走進“陽光學", "”、社區和企業", "校"),
        ("企業駛向新的“藍", "”的機遇", "海"),
        ("就", "火問題提出建議", "停"),
        ("開展保護“", "葵號”行動", "海"),
        ("工作已經完成了", "回來以后", "。"),
        ("他們是“同行三倍以上", "”<", "。"),
        ("按照中華人民共和國海關", "可以辦理", "。"),
    ],
)
def test_the_words_around_tell_what_was_cut(left: str, after: str, char: str) -> None:
    assert Halves(Fluency("")).inside(left, after, guessed=False) == char


@pytest.mark.parametrize(
    ("left", "quoted", "ends"),
    [
        ("他說：“要堅持以人為本", True, "。”"),
        ("三千只個股跌", False, "停。"),
    ],
)
def test_a_line_ends_in_a_closed_quotation_or_a_word_and_a_stop(
    left: str, quoted: bool, ends: str
) -> None:
    assert Halves(Fluency("")).at_end(left, quoted=quoted) == ends
