"""What one line is by its words."""

from __future__ import annotations

import pytest

from extract.lines import fold, is_ending, is_heading_of_others, is_notice, is_prose


@pytest.mark.parametrize("end", ["。", "！", "？", "”", "；", "…", ".", "!", "?", "）", ")"])
def test_a_long_line_that_ends_as_a_sentence_is_prose(end: str) -> None:
    assert is_prose("字" * 23 + end)
    assert not is_prose("字" * 22 + end)
    assert not is_prose("字" * 30 + end + "，")


def test_lines_are_compared_by_letters_and_digits() -> None:
    assert fold("《政协》 Daily_News（2024）") == "政协dailynews2024"


@pytest.mark.parametrize(
    ("text", "ending", "heading", "notice"),
    [
        ("相关新闻", True, True, False),
        ("已有8条评论", True, True, False),
        ("责任编辑：张三丰", True, False, False),
        ("举报 赞(3) 回复", True, False, False),
        ("版权声明：凡本网作品，不得转载", True, False, True),
        ("委员们说，相关新闻很多。", False, False, False),
    ],
)
def test_endings_headings_and_notices_are_known_by_their_words(
    text: str, ending: bool, heading: bool, notice: bool
) -> None:
    assert (is_ending(text), is_heading_of_others(text), is_notice(text)) == (
        ending,
        heading,
        notice,
    )
