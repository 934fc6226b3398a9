"""Where an article is over, and where it only seems to be."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.trimming.cut import end_by_heading, end_by_heap, is_tail, related_inside
from tests.extract.pages import SENTENCE

TEXT = [Block(SENTENCE), Block(SENTENCE[::-1] + "。")]
LINK = Block("某某市政协召开第三次主席会议", link_chars=14)
OTHER = Block("另一篇文章的开头。" * 3)


@pytest.mark.parametrize("heading", ["相关新闻", "延伸阅读：", "网友评论", "已有8条评论"])
def test_a_heading_of_other_matter_ends_the_article(heading: str) -> None:
    assert end_by_heading([*TEXT, Block(heading), LINK, LINK]) == 2


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ([Block("相关新闻"), *TEXT], 3),
        ([TEXT[0], Block("相关新闻"), *TEXT, *TEXT], 6),
        ([TEXT[0], Block("网友评论"), *TEXT, *TEXT], 1),
        ([Block("好。"), Block("网友评论"), *TEXT], 4),
        ([Block("标题"), Block("相关新闻"), LINK], 3),
        ([*TEXT, Block("相关链接"), Block(SENTENCE)], 4),
        ([*TEXT, Block("相关链接"), Block(SENTENCE), LINK], 2),
        ([*TEXT, Block("相关链接"), Block("某某市政协召开会议")], 2),
        ([*TEXT, Block("相关新闻"), Block(SENTENCE)], 2),
    ],
    ids=[
        *("at the head", "before most", "comments", "comments before all", "no text"),
        *("a box", "a box and a link", "a headline", "another article"),
    ],
)
def test_a_heading_is_believed_by_what_stands_before_and_behind(
    lines: list[Block], end: int
) -> None:
    assert end_by_heading(lines) == end


def test_a_heap_of_links_ends_the_article_though_a_stray_line_is_among_them() -> None:
    assert end_by_heap([*TEXT, LINK, LINK, LINK]) == 2
    assert end_by_heap([*TEXT, LINK, Block("春季新品上市"), LINK, LINK]) == 2
    assert end_by_heap([*TEXT, Block("（二）"), LINK, LINK, LINK]) == 3


@pytest.mark.parametrize(
    "lines",
    [
        [*TEXT, LINK, LINK],
        [*TEXT, Block("姓名"), LINK, Block("界别"), Block("单位"), LINK, LINK],
        [LINK, LINK, LINK],
        [LINK, LINK, LINK, *TEXT],
    ],
    ids=["two links", "a table", "no text", "before the text"],
)
def test_a_few_links_are_no_heap(lines: list[Block]) -> None:
    assert end_by_heap(lines) == len(lines)


def test_a_headline_with_a_day_behind_it_is_no_running_text() -> None:
    dated = Block("某某市政协召开第三次主席会议研究部署工作(2024-03-05)", link_chars=20)
    assert end_by_heap([*TEXT, dated, dated, dated]) == 2


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("责任编辑：张三丰", True),
        ("相关新闻", True),
        (SENTENCE, False),
        ("声明：" + "字" * 700, False),
    ],
)
def test_a_tail_is_known_by_its_words_and_is_no_chapter(text: str, tail: bool) -> None:
    assert is_tail(text) is tail


def test_links_under_a_heading_inside_the_text_lead_to_others() -> None:
    lines = [*TEXT, Block("推荐阅读"), LINK, LINK, *TEXT, LINK]
    assert related_inside(lines) == {2, 3, 4}
    assert related_inside([*TEXT, Block("延伸阅读：委员讲堂开讲", link_chars=6), *TEXT]) == {2}


@pytest.mark.parametrize(
    "lines",
    [
        [*TEXT, Block("推荐阅读"), *TEXT],
        [*TEXT, Block("履职成果"), LINK, *TEXT],
        [*TEXT, Block("延伸阅读：委员讲堂开讲", link_chars=3), *TEXT],
        [Block("今日要闻"), LINK, LINK, LINK, TEXT[0]],
    ],
    ids=["no links", "a heading of the text", "hardly a link", "a digest"],
)
def test_headings_and_links_of_the_text_lead_to_none(lines: list[Block]) -> None:
    assert related_inside(lines) == set()
