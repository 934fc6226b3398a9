"""Captures of articles without a long sentence, and of pages that are no article's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.plain.jammers import strip_jammers
from tests.extract.pages import SENTENCE, read

if TYPE_CHECKING:
    from extract.record import Record

TITLE = "市政协召开主席会议"
STAMP = "2024-03-05 09:30 来源:某某日报"
TEXT = [SENTENCE, SENTENCE[::-1] + "。"]
TEASERS = [
    line
    for i in range(6)
    for line in (
        f"第{i}期委员讲堂开讲",
        f"日前，第{i}期委员讲堂开讲，各界委员代表参加，现场座无虚席。",
    )
]
VERSE = ["春风又绿江南岸", "明月何时照我还", "千里江陵一日还", "两岸猿声啼不住"]


def capture(*lines: str) -> Record:
    return read("\n\n".join(lines), kind="text/plain")


@pytest.mark.parametrize(
    "own",
    [
        ["3月5日，市政协召开主席会议。"],
        VERSE,
        ["主席:张三", "副主席:李四 王五 赵六", "秘书长:钱七"],
    ],
    ids=["one sentence", "verse", "names before an editor's"],
)
@pytest.mark.parametrize("end", [["责任编辑:王五一", "推荐阅读"], ["推荐阅读"]])
def test_short_lines_under_a_day_are_the_article_and_not_teasers(
    own: list[str], end: list[str]
) -> None:
    record = capture("要闻", TITLE, STAMP, *own, *end, *TEASERS)
    assert (record.title, record.text.split("\n")) == (TITLE, own)
    assert record.outcome.value == "article"


def test_a_picture_under_a_day_is_no_article_nor_are_teasers_under_it() -> None:
    record = capture("要闻", TITLE, STAMP, "会议现场一角", "推荐阅读", *TEASERS)
    assert [reason.value for reason in record.reasons][:1] == ["no_article"]


def test_an_article_under_a_box_of_others_is_read() -> None:
    assert capture("相关新闻:", "省政协召开常委会会议", TITLE, *TEXT).text.split("\n") == TEXT


def test_articles_with_a_day_each_are_a_list() -> None:
    rows = [
        line
        for i in range(1, 6)
        for line in (f"第{i}次主席会议召开", f"{SENTENCE[:-1]}{i}次。", f"2024-03-0{i}")
    ]
    record = capture("政协要闻", *rows)
    assert [reason.value for reason in record.reasons][:1] == ["list_page"]


def test_a_notices_signature_and_day_stay_before_an_editors_name() -> None:
    signed = ["特此通知。", "附件:1.报名表", "政协某某市委员会办公室", "2024年3月5日"]
    record = capture(TITLE, STAMP, "各区县政协:", *TEXT, *signed, "责任编辑:王五一")
    assert record.text.split("\n") == ["各区县政协:", *TEXT, *signed]


def test_names_and_notes_behind_the_text_stay_before_a_heading_of_others() -> None:
    names = ["(共18名,按姓氏笔画排序)", "丁一、王二、张三、李四", "吴九、郑十"]
    assert capture(TITLE, STAMP, *TEXT, *names, "相关新闻").text.split("\n") == [*TEXT, *names]
    assert capture(TITLE, STAMP, *TEXT, *names, "• 条目").text.split("\n") == TEXT


def test_who_speaks_stands_over_whom_it_is_said_to() -> None:
    record = capture("在全体会议上的讲话", "(2024年3月5日)", "张三丰", "各位委员,同志们:", *TEXT)
    assert record.authors == ("张三丰",)
    assert record.text.split("\n") == ["各位委员,同志们:", *TEXT]


def test_the_day_in_a_row_over_the_title_is_read() -> None:
    row = "发布机构: 市政协办公室 发布日期: 2024-03-05"
    record = capture("要闻", row, "关于印发协商计划的通知", *TEXT)
    assert (record.title, str(record.published)[:10]) == ("关于印发协商计划的通知", "2024-03-05")


def test_what_a_forum_hides_against_copying_is_taken_out_and_told() -> None:
    lines = [f"{SENTENCE} L7 y& g* P9 q", "2 d+ q$ @# a7 X9", SENTENCE, f"{TEXT[1]} 8 k! x% Z0 r"]
    text, removed = strip_jammers("\n".join(lines))
    assert text.split("\n") == [SENTENCE, "", SENTENCE, TEXT[1]]
    assert [r.text for r in removed] == ["L7 y& g* P9 q", "2 d+ q$ @# a7 X9", "8 k! x% Z0 r"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{SENTENCE} L7 y& g* P9 q"] * 2,
        ["选项为 A B C D E"] * 4,
        ["The end of a line"] * 4,
        ["公式 a + b = c", "x * y = z 1"] * 3,
        ["同比增长 5% 6% 7% 8%"] * 4,
        ["A. B. C. D."] * 4,
    ],
)
def test_letters_that_a_text_has_stay(lines: list[str]) -> None:
    assert strip_jammers("\n".join(lines)) == ("\n".join(lines), [])
