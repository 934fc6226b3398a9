from __future__ import annotations

import pytest

from extract.plain.capture import split_capture
from tests.extract.pages import SENTENCE, read

CAPTURE = f"""
首 页 政协动态 协商建言 委员声音

首页>协商>政协动态

让协商成果落地生根

——某某市政协工作记事

2024年03月05日 09:30  |  作者:张三丰  |  来源:某某政协网
分享到:

{SENTENCE}

小标题一则

{SENTENCE[:30]}。

图片

大家都说好。

编辑:李四光

关键词:政协 协商

相关新闻
"""


def test_a_text_capture_gives_what_the_page_would() -> None:
    record = read(CAPTURE, kind="text/plain")
    assert record.title == "让协商成果落地生根"
    assert record.subtitle == "——某某市政协工作记事"
    assert record.text.split("\n")[:3] == [SENTENCE, "小标题一则", f"{SENTENCE[:30]}。"]
    assert (record.source, record.authors, record.editors) == (
        "某某政协网",
        ("张三丰",),
        ("李四光",),
    )
    assert str(record.published) == "2024-03-05 09:30:00+08:00"
    assert record.column == ("协商", "政协动态")


def test_a_capture_without_sentences_is_no_article() -> None:
    assert read("首页\n要闻\n提案\n联系我们\n", kind="text/plain").reasons[0].value == "no_article"


def capture(*lines: str) -> str:
    return "\n\n".join(lines)


MENU = [f"栏目{i}" for i in range(16)]
TITLE = "市政协召开主席会议"
STAMP = "2024年03月05日 09:30 来源:某某政协网"
TEXT = [SENTENCE, SENTENCE[::-1] + "。"]


def test_the_longest_run_of_sentences_is_the_article() -> None:
    notice = "本站将于三月六日停机检修，请各位用户提前做好准备，谢谢。"
    text = capture(notice, *MENU, TITLE, STAMP, *TEXT, *MENU, notice)
    record = read(text, kind="text/plain")
    assert (record.title, record.text.split("\n")) == (TITLE, TEXT)


def test_sentences_in_a_menu_are_none() -> None:
    entry = "• 市政协召开主席会议，研究部署年度重点工作，审议有关事项。"
    record = read(capture(entry, TITLE, STAMP, *TEXT), kind="text/plain")
    assert record.text.split("\n") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        f"1. {TITLE}",
        f"{TITLE} >>",
        f"{TITLE}»",
    ],
)
def test_a_title_stands_without_the_marks_of_a_menu(line: str) -> None:
    assert read(capture(*MENU, line, STAMP, *TEXT), kind="text/plain").title == TITLE


@pytest.mark.parametrize(
    "line", ["——某某市政协工作记事本末", "会议指出以下各点：，", "短标题", "来源：某某市政协网"]
)
def test_what_cant_be_a_title_is_none(line: str) -> None:
    assert read(capture(*MENU, TITLE, line, STAMP, *TEXT), kind="text/plain").title == TITLE


def test_the_line_over_the_byline_is_the_title_and_not_one_under_it() -> None:
    below = "本文是一篇比标题还要长的导读文字可供参考"
    record = read(capture(*MENU, TITLE, STAMP, below, *TEXT), kind="text/plain")
    assert record.title == TITLE


def test_the_nearest_breadcrumb_over_the_title_names_the_column() -> None:
    crumbs = ("首页>旧栏目>提案", "您现在的位置：首页>协商>政协动态")
    assert read(capture(*crumbs, TITLE, STAMP, *TEXT), kind="text/plain").column == (
        "协商",
        "政协动态",
    )


def test_a_capture_that_begins_with_its_text_has_no_title() -> None:
    text = f"{SENTENCE}\n会后，委员们走访了三个社区，听取居民对停车和出行的意见。"
    record = read(f"{text}\n责任编辑：李四光\n", kind="text/plain")
    assert (record.title, record.text) == (None, text)


def test_a_title_that_is_known_is_found_among_the_lines_over_the_text() -> None:
    lines = capture(*MENU, TITLE, "委员履职侧记", STAMP, *TEXT)
    found = split_capture(lines, "委员履职侧记")
    assert (found.title, found.lines[0].text) == ("委员履职侧记", STAMP)
    found = split_capture(lines, TITLE)
    assert (found.title, found.lines[0].text) == (TITLE, "委员履职侧记")
