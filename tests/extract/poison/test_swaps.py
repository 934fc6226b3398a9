"""What a kit writes over the publisher's words."""

from __future__ import annotations

import pytest

from extract.codec.evidence import beyond_ascii
from extract.poison.swaps import (
    brand_swaps,
    doubled_commas,
    leads_a_name,
    may_be_swapped,
    random_tokens,
)

BRAND = "开云体育(中国)官方网站"
NAME = "开云体育(中国)"
TOKENS = ["x7k2", "9dqa", "m4zt", "q8wl", "r3vb", "t6yc", "h2jn", "k9pf"]


@pytest.mark.parametrize(
    ("text", "brands"),
    [
        (f"{BRAND}召开会议。{BRAND}表示", [NAME, NAME]),
        ("市政协召开会议，官网开通", []),
        (f"赌博网站{BRAND}被查", []),
        (f"赌博网站被查\n{BRAND}召开会议", []),
        (f"赌博网站被查\n{BRAND}召开会议\n{BRAND}表示", [NAME, NAME]),
        ("", []),
    ],
)
def test_brands_are_found_where_betting_is_not_the_subject(text: str, brands: list[str]) -> None:
    assert brand_swaps(text) == brands


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (f"{BRAND}政协召开会议，{BRAND}市民参加", True),
        (f"{BRAND}政协召开会议，{BRAND}。", False),
        (f"“{BRAND}政协”、《{BRAND}市民》", False),
        (f"{BRAND}政协", False),
    ],
)
def test_a_brand_before_more_of_a_name_stands_for_one(text: str, leads: bool) -> None:
    assert leads_a_name(text, BRAND) is leads


def scrappy(tokens: list[str]) -> str:
    return "".join(f"市政协{token}召开会议。" for token in tokens)


def test_scraps_between_characters_are_counted_once_each_where_they_are_many() -> None:
    assert random_tokens(scrappy(TOKENS * 2)) == TOKENS
    assert random_tokens(scrappy(TOKENS[:7] * 2)) == []


@pytest.mark.parametrize("other", ["abcd", "1234", "x7k", "x7k2y", " x7k2", "x7k2 "])
def test_words_numbers_and_longer_scraps_are_none(other: str) -> None:
    assert random_tokens(scrappy([*TOKENS[:7], other])) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("甲，，。乙,，。丙。丁，，，！", ["，，", ",，", "，，，"]),
        ("甲，，。" + "乙。" * 3, ["，，"]),
        ("甲，，。" + "乙。" * 4, []),
        ("甲，，乙。", []),
        ("甲，。", []),
    ],
)
def test_rows_of_commas_before_stops_are_damage_where_they_are_often(
    text: str, rows: list[str]
) -> None:
    assert doubled_commas(text) == rows


@pytest.mark.parametrize(
    ("source", "may_be"),
    [
        (f"<p>{BRAND}召开会议</p>", True),
        (scrappy(TOKENS[:3]), True),
        (scrappy(TOKENS[:2]), False),
        ("<p>甲，，。</p>", True),
        ("<p>甲,,。</p>", True),
        ("<p>市政协召开会议，官网开通。</p>", False),
    ],
)
def test_a_page_that_may_be_written_over_is_known_cheaply(source: str, may_be: bool) -> None:
    wide = beyond_ascii(source)
    assert may_be_swapped(source, source, wide, frozenset(wide)) is may_be
    behind = may_be_swapped(source, "", wide, frozenset(wide))
    assert behind is (may_be and "7k2" not in source)
