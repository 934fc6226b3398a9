"""The likeliest reading of rows of GBK that lost a byte."""

from __future__ import annotations

import pytest

from extract.codec.likely import likeliest, likelihood

TEXT = "市政协召开主席会议，研究部署重点工作"
BROKEN = "\ufffd"


def test_a_sound_row_is_read_as_it_is() -> None:
    assert likeliest(TEXT.encode("gbk")) == TEXT
    assert likeliest(b"") == ""


@pytest.mark.parametrize("at", [0, 6, 9, 12, 18, 24, 30])
def test_a_lost_byte_costs_its_character_alone(at: int) -> None:
    row = TEXT.encode("gbk")
    read = likeliest(row[:at] + row[at + 1 :])
    assert read == TEXT[: at // 2] + BROKEN + TEXT[at // 2 + 1 :]


def test_a_byte_too_many_is_left_over() -> None:
    row = TEXT.encode("gbk")
    assert likeliest(row[:8] + b"\xff" + row[8:]) == f"{TEXT[:4]}{BROKEN}{TEXT[4:]}"
    assert likeliest(b"\xff" + row) == BROKEN + TEXT
    assert likeliest(row + b"\xff") == TEXT + BROKEN


def test_two_lost_bytes_cost_two_characters() -> None:
    row = TEXT.encode("gbk")
    read = likeliest(row[:5] + row[6:25] + row[26:])
    assert read.count(BROKEN) == 2
    assert read.startswith(TEXT[:2])
    assert read.endswith(TEXT[14:])
    assert TEXT[4:11] in read


def test_bytes_that_make_no_character_are_one_damaged() -> None:
    assert likeliest(b"\xff\xff") == BROKEN


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        ("的", "镕"),
        ("，", "〈"),
        ("〈", "镕"),
        ("镕", "ア"),
        ("ア", "\ue000"),
        ("協", "ア"),
        ("的", f"的{BROKEN}"),
    ],
)
def test_what_text_is_made_of_is_likelier(likelier: str, than: str) -> None:
    assert likelihood(likelier) > likelihood(than)


def test_a_text_is_as_likely_as_its_characters_together() -> None:
    assert likelihood("") == 0
    assert likelihood("政协") == pytest.approx(likelihood("政") + likelihood("协"))
    assert likelihood("協") == likelihood("协")
