"""What a lone first byte began."""

from __future__ import annotations

import pytest

from extract.poison.endings import cut_off, is_converted, noted, with_reading
from extract.poison.fluency import Fluency

FIRST, SECOND = 0xA1, 0xA3


@pytest.mark.parametrize(
    ("lead", "before", "following", "sign"),
    [
        (FIRST, "會議閉幕", "", "。"),
        (FIRST, "會議閉幕", "他", "。"),
        (FIRST, "會議閉幕。", "他", "“"),
        (FIRST, "會議閉幕。", "，", "。"),
        (FIRST, "會議閉幕。", "\n", "。"),
        (FIRST, "會議閉幕。", "", "。"),
        (FIRST, "他說：“會議閉幕。", "他", "”"),
        (FIRST, "他說：“會議”閉幕", "他", "。"),
        (FIRST, "審議《報告", "", "》"),
        (FIRST, "“審議《報告", "", "”"),
        (FIRST, "「會議", "", "」"),
        (SECOND, "會議（第一次", "", "）"),
        (SECOND, "會議（第一次）", "", ""),
        (SECOND, "會議", "", ""),
    ],
)
def test_a_sign_is_told_by_what_is_open_before_it(
    lead: int, before: str, following: str, sign: str
) -> None:
    assert cut_off(lead, before, following, Fluency("")) == sign


def test_a_character_is_told_by_its_words_or_not_at_all() -> None:
    assert cut_off("員".encode("gb18030")[0], "政協委", "說", Fluency("")) == "員"
    assert cut_off(0x81, "", "", Fluency("")) == ""


def test_a_reading_tells_which_of_the_characters_it_was() -> None:
    lead = "會".encode("gb18030")[0]
    assert "會" in with_reading(lead, "huì")
    assert all(char.encode("gb18030")[0] == lead for char in with_reading(lead, "huì"))
    assert noted(lead, "huì", "開", "了", Fluency("")) == "會"
    assert noted(lead, "zzz", "開", "", Fluency("")) == ""


def test_a_character_of_the_table_gives_way_only_where_another_fits_far_better() -> None:
    lead = "計".encode("gb18030")[0]
    assert "記者".encode("gb18030")[0] == lead
    assert noted(lead, "jì", "半月談", "者告訴", Fluency("")) == "記"
    assert noted(lead, "jì", "經", "", Fluency("")) == "計"


@pytest.mark.parametrize(
    ("char", "converted"),
    [("會", True), ("会", False), ("人", True), ("后", True), ("，", False), ("A", False)],
)
def test_a_converted_page_has_no_simplified_characters_but_the_residue(
    char: str, converted: bool
) -> None:
    assert is_converted(char) is converted
