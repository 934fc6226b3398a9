"""The line under a title, set off with a dash."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.trimming.subtitle import take_subtitle
from tests.extract.pages import SENTENCE

LINE = "——某某市政协工作纪实"


def taken(*lines: str) -> tuple[str | None, list[str]]:
    subtitle, kept = take_subtitle([Block(line) for line in lines])
    return subtitle, [block.text for block in kept]


def test_it_is_taken_from_among_the_first_lines() -> None:
    assert taken("小标题", LINE, SENTENCE, LINE) == (LINE, ["小标题", SENTENCE, LINE])
    assert taken(*["小标题"] * 5, LINE, SENTENCE)[0] == LINE
    assert taken(*["小标题"] * 6, LINE, SENTENCE)[0] is None


def test_behind_a_sentence_or_a_long_line_there_is_none() -> None:
    lines = (SENTENCE, LINE)
    assert taken(*lines) == (None, list(lines))
    assert taken("字" * 60, LINE)[0] is None
    assert taken("字" * 59, LINE)[0] == LINE


@pytest.mark.parametrize(
    ("line", "fit"),
    [
        ("——" + "字" * 78, True),
        ("——" + "字" * 79, False),
        ("——四个大字", True),
        ("——三个字", False),
        ("——会议指出。", False),
        ("—— 欧阳修", False),
        ("——《某某市志》", False),
        ("──工作纪实之一", True),
        ("工作纪实之一", False),
    ],
)
def test_it_is_no_name_no_source_and_no_sentence(line: str, fit: bool) -> None:
    assert taken(line, SENTENCE)[0] == (line if fit else None)
