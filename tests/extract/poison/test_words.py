"""Cutting text into words, and how likely it is."""

from __future__ import annotations

import pytest

from extract.poison.words import first_word, likelihood, likelihoods


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("委员会议", "委员"),
        ("研究生命", "研究"),
        ("的人", "的"),
        ("，他说", "，"),
        ("AB", "A"),
        ("", ""),
    ],
)
def test_a_text_is_cut_at_its_first_word(text: str, word: str) -> None:
    assert first_word(text) == word


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("研究问题", "究研题问"),
        ("政协委员", "政协员委"),
        ("他说，", "他说、"),
        ("他说。", "他说“"),
        ("他说！", "他说※"),
        ("他说A", "他说！"),
        ("的", "镕"),
        ("哈希", "哈桑"),
        ("9日报道，", "9日报的，"),
    ],
)
def test_text_of_words_is_likelier_than_the_same_characters_in_disorder(
    likelier: str, than: str
) -> None:
    assert likelihood(likelier) > likelihood(than)


def test_a_text_goes_on_from_what_is_known_of_its_beginning() -> None:
    text = "全市政协系统召开专题协商会，围绕养老服务深入讨论。"
    whole = likelihoods(text)
    assert len(whole) == len(text) + 1
    assert whole[0] == 0
    assert all(likelihood(text, whole[:i]) == whole[-1] for i in range(1, len(text)))
    assert all(likelihood(text[:i]) == whole[i] for i in range(len(text)))
