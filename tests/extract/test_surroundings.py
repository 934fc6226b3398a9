"""The lines around a text that say who wrote it."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.trimming.surroundings import lines_around
from tests.extract.pages import SENTENCE, article, read

TITLE = "政协动态一则"
STAMP = "2024-03-05 来源：某某日报"
TEXT = [SENTENCE, SENTENCE[::-1] + "。"]


def around(*page: str, text: list[str] | None = None) -> tuple[list[str], list[str]]:
    lines = [Block(line) for line in (TEXT if text is None else text)]
    return lines_around([Block(line) for line in page], lines, TITLE)


def test_what_stands_between_title_and_text_is_before_it_and_what_follows_behind() -> None:
    assert around("今天是2026年3月2日", TITLE, STAMP, *TEXT, "责任编辑：张三丰") == (
        [STAMP],
        ["责任编辑：张三丰"],
    )


@pytest.mark.parametrize(
    ("shown", "source", "authors"),
    [
        (
            "<span>2024-03-05</span><span>某某日报</span><i>张三丰</i><b>阅读：22</b>",
            "某某日报",
            ("张三丰",),
        ),
        ("<em>2024-03-05 09:30</em><em>某某政协</em><em>浏览：3</em>", "某某政协", ()),
    ],
)
def test_parts_of_a_byline_that_a_style_sets_apart_are_told_apart(
    shown: str, source: str, authors: tuple[str, ...]
) -> None:
    record = read(article(*TEXT, before=f"<div>{shown}</div>"))
    assert record.published is not None
    assert (record.source, record.authors) == (source, authors)


def test_a_dated_sentence_over_the_text_is_no_byline() -> None:
    told = "<b>2024-03-05</b>起<i>实行</i>新的<b>办法</b>"
    assert read(article(*TEXT, before=f"<p>{told}</p>")).source is None


def test_where_the_page_has_no_title_the_lines_over_the_text_count() -> None:
    menu = [f"栏目{i}" for i in range(20)]
    assert around(*menu, STAMP, *TEXT)[0] == [*menu[-13:], STAMP]


def test_of_two_mentions_of_the_title_the_nearer_comes_first() -> None:
    assert around(TITLE, "甲", TITLE, "乙", *TEXT)[0] == ["乙", "甲", TITLE]


def test_behind_the_text_a_dozen_lines_are_heard_and_no_long_one() -> None:
    behind = [f"第{i}行" for i in range(20)]
    assert around(TITLE, *TEXT, *behind)[1] == behind[:12]
    assert around(TITLE, *TEXT, "字" * 161, "编辑：甲")[1] == ["编辑：甲"]


def test_a_short_first_line_of_the_text_may_be_its_byline() -> None:
    first = "某某日报记者 张三丰"
    assert around(TITLE, first, *TEXT, text=[first, *TEXT])[0] == [first]
    bracket = "（2024年3月5日通过）"
    assert around(TITLE, bracket, *TEXT, text=[bracket, *TEXT])[0] == []


POSTED = "发表于 2024-1-{} 18:41:12"


def test_the_stamp_of_a_post_is_heard_wherever_it_stands() -> None:
    far = [f"第{i}行" for i in range(20)]
    assert around(TITLE, *TEXT, *far, POSTED.format(5))[1][-1] == POSTED.format(5)


def test_of_a_threads_stamps_the_first_counts() -> None:
    first, second = POSTED.format(1), POSTED.format(2)
    assert around(first, TITLE, STAMP, *TEXT, second)[0] == [first, STAMP]
    assert around(TITLE, STAMP, *TEXT, first, second)[0] == [STAMP, first]


def test_a_page_without_text_has_nothing_behind_it() -> None:
    assert around(TITLE, STAMP, text=[]) == ([STAMP], [])


def test_a_line_as_long_as_a_byline_may_be_is_heard() -> None:
    longest = "字" * 160
    assert around(TITLE, longest, *TEXT, longest) == ([longest], [longest])


def test_a_long_line_that_names_a_day_is_no_stamp_of_a_post() -> None:
    far = [f"第{i}行" for i in range(20)]
    stamp = POSTED.format(5)
    assert stamp not in around(TITLE, *TEXT, *far, stamp + "字" * 60)[1][-1]
    assert around(TITLE, *TEXT, *far, stamp.ljust(60, "字"))[1][-1].startswith(stamp)
