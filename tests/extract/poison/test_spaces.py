"""Spaces that a kit's charset lacks and writes as question marks."""

from __future__ import annotations

import pytest

from extract.poison.edits import Change, make
from extract.poison.spaces import lost_spaces


def mended(*lines: str) -> tuple[str, ...]:
    text = "\n".join(("", *lines))
    step, at = lost_spaces(text), 1
    changes: list[Change] = []
    for line in lines:
        changes += step(text, at, at + len(line))
        at += len(line) + 1
    return tuple(make(text, (), changes)[0].split("\n")[1:])


PARAGRAPHS = ("??会议在京举行。", "??“我们赞成。”他说。", "??会议闭幕。")


def test_an_indent_that_paragraph_after_paragraph_has_is_one() -> None:
    assert mended(*PARAGRAPHS) == tuple(line.replace("??", "　　") for line in PARAGRAPHS)
    assert mended(*(f"  {line}" for line in PARAGRAPHS))[0] == "  　　会议在京举行。"


def test_question_marks_before_one_line_or_two_stay() -> None:
    assert mended(*PARAGRAPHS[:2]) == PARAGRAPHS[:2]
    assert mended(*PARAGRAPHS, "?一个问题")[3] == "?一个问题"


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("半月谈记者?史卫燕", "半月谈记者 史卫燕"),
        ("作者：王建宏?张文攀", "作者：王建宏 张文攀"),
        ("2022年02月13日?来源：光明日报", "2022年02月13日 来源：光明日报"),
        ("《光明日报》?（2022年02月13日?02版）", "《光明日报》 （2022年02月13日 02版）"),
    ],
)
def test_a_gap_in_a_line_of_credits_is_a_space(line: str, sound: str) -> None:
    assert mended(line) == (sound,)


@pytest.mark.parametrize(
    "line",
    [
        "真的放心了吗?我们问记者",
        "2022年02月13日，他问什么?大家笑了",
        "这位记者?问了又问。",
        "他是谁?来源不明",
        "来源：他是谁吗?来源不明",
        "作者：谁?",
    ],
)
def test_a_question_stays_one(line: str) -> None:
    assert mended(line) == (line,)
