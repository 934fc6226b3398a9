"""How the title, the text and the scraps of a page are told apart in a capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.plain.lines import is_menu, lines_of
from tests.extract.pages import SENTENCE, read

if TYPE_CHECKING:
    from extract.record import Record

TITLE = "市政协召开主席会议研究基层调研"
STAMP = "2024年03月05日 09:30 来源:某某政协网"
OTHER = "区里举办读书活动，三百余名居民参加，现场气氛十分热烈，大家都说收获很大。"
TEXT = [SENTENCE, SENTENCE[::-1] + "。"]
MENU = "新闻 体育 娱乐 财经 汽车 科技 手机 数码 旅游 房产"


def capture(*lines: str) -> Record:
    return read("\n\n".join(lines), kind="text/plain")


def text_of(*lines: str) -> list[str]:
    return capture(*lines).text.split("\n")


def test_a_line_keeps_what_the_renderer_left_of_its_place() -> None:
    item, text, last = lines_of("  • 第一项\n\n    正文在项内\n　　下一段")
    assert (item.text, item.marked, item.depth, item.parted) == ("第一项", True, 2, True)
    assert (text.marked, text.depth, text.parted) == (False, 4, True)
    assert (last.depth, last.led, last.parted) == (0, True, False)


@pytest.mark.parametrize(
    ("line", "menu"),
    [
        (MENU, True),
        ("网站首页 | 新闻 | 提案", True),
        ("登录 没有账号", True),
        ("市政协组织委员 深入基层开展调研活动", False),
        ("会议指出 要围绕群众关心的问题 提出意见建议 推动解决实际困难 形成合力", False),
        ("党建 | 学习", False),
    ],
)
def test_a_row_of_links_is_a_menu(line: str, menu: bool) -> None:
    assert is_menu(line) is menu


@pytest.mark.parametrize(
    "lines",
    [
        (MENU, "某某日报客户端头条", TITLE, STAMP),
        (TITLE, "——基层调研工作侧记", STAMP),
        (TITLE, "来源:某某日报", "2024年03月05日 09:30"),
        ("首页 > 要闻 > 正文", TITLE, "", STAMP),
        ("某某市政协", "要闻", TITLE, "2024年03月05日 09:30 某某日报 我有话说(7人参与) 收藏本文"),
        ("2024-03-05", "基层调研", TITLE),
    ],
    ids=["under a menu", "over a subtitle", "over two", "under crumbs", "over a loose", "under it"],
)
def test_the_title_is_the_line_that_fits_place_and_text(lines: tuple[str, ...]) -> None:
    record = capture(*lines, *TEXT)
    assert (record.title, record.text.split("\n")) == (TITLE, TEXT)
    assert record.published is not None


@pytest.mark.parametrize(
    ("over", "title"),
    [
        ("市政协组织委员深入\n围绕群众关心的问题", "市政协组织委员深入围绕群众关心的问题"),
        ("某某市政协门户新闻网站\n市政协组织委员深入基层", "市政协组织委员深入基层"),
        ("市政协组织委员深入基层\n\n委员关心的问题", "市政协组织委员深入基层"),
    ],
    ids=["two lines of one", "a site's name", "another paragraph"],
)  # fmt: skip
def test_a_title_that_a_line_breaks_is_whole(over: str, title: str) -> None:
    assert capture(over, STAMP, *TEXT).title == title


def test_a_title_that_stands_elsewhere_too_goes_before_one_that_does_not() -> None:
    name = "春风化雨润物无声的人"
    lines = (f"正在阅读:{name}", name, "一位读者的来信摘登", *TEXT)
    assert capture(*lines).title == name


def test_the_first_run_with_a_day_right_over_it_goes_before_longer_ones() -> None:
    comments = [f"{OTHER[:-1]}，第{i}位居民说得很好。" for i in range(9)]
    record = capture(TITLE, STAMP, *TEXT, "网友评论", *comments)
    assert record.text.split("\n") == TEXT
    record = capture(
        TITLE, STAMP, *TEXT, *("• 条目之一",) * 3, "另一则消息的标题", STAMP, *comments[:4]
    )
    assert record.text.split("\n") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑:李四光",
        "相关新闻",
        "1,286条评论",
        "版权声明:本网所有内容未经授权不得转载，违者必究，特此声明。",
        "回复 举报 赞(3)",
        "发表于 2024-3-6 10:00:00 | 只看该作者",
    ],
)
def test_what_ends_an_article_ends_it_in_a_capture(line: str) -> None:
    assert text_of(TITLE, STAMP, *TEXT, line, OTHER) == TEXT


def test_a_placeholder_of_a_picture_ends_nothing() -> None:
    assert text_of(TITLE, STAMP, TEXT[0], "图片", TEXT[1]) == TEXT


def test_verse_behind_the_last_sentence_is_text() -> None:
    verse = ["《劝学》", "——（唐）颜某", "三更灯火五更鸡；", "正是男儿读书时。"]
    assert text_of(TITLE, STAMP, *TEXT, *verse, "首页 要闻 提案 委员 专题 联系")[2:] == verse
    assert (
        text_of(TITLE, STAMP, *TEXT, "热门活动报名", "夏日优惠专场", "免费领取", "好的。") == TEXT
    )


def test_a_readers_line_under_a_post_is_none_of_its_text() -> None:
    stamp = "发表于 2024-3-6 10:00:00 | 只看该作者"
    assert text_of(TITLE, stamp, *TEXT, "支持，谢谢分享。") == TEXT
    assert text_of(TITLE, stamp, *(f"　　{line}" for line in TEXT), "支持，谢谢分享。") == TEXT


def test_scraps_over_the_text_are_dropped_and_told() -> None:
    head = f"{TITLE}\n\n{STAMP}\n0\n古井酒\n\n"
    record = read(head + "\n\n".join(TEXT), kind="text/plain")
    assert record.text.split("\n") == TEXT
    assert [(r.kind, r.text) for r in record.removed[:2]] == [
        ("furniture", "0"),
        ("furniture", "古井酒"),
    ]


def test_a_heading_over_the_text_and_a_short_first_line_stay() -> None:
    assert text_of(TITLE, STAMP, "一、主要做法", *TEXT)[0] == "一、主要做法"
    assert text_of(TITLE, STAMP, "“还能办吗？”", *TEXT)[0] == "“还能办吗？”"
    assert text_of(TITLE, STAMP, "天气", "举报本文", "微信好友", "一键登录", *TEXT) == TEXT


@pytest.mark.parametrize("name", [TITLE, "003zx20240305", "IMG_20240305-1"])
def test_what_a_picture_is_called_is_none_of_the_text(name: str) -> None:
    assert text_of(TITLE, STAMP, TEXT[0], name, TEXT[1]) == TEXT


def test_what_stands_right_behind_the_text_is_told() -> None:
    record = capture(TITLE, STAMP, *TEXT, "编辑:李四光", "关键词:调研 政协", "分享到:", "某某新闻")
    assert [r.text for r in record.removed if r.text != STAMP] == [
        "编辑:李四光",
        "关键词:调研 政协",
        "分享到:",
    ]
