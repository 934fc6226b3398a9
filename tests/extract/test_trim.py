"""Lines that are taken off an article, and by what name."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.trimming.trim import trim
from tests.extract.pages import SENTENCE

LAST = "会议还研究了其他事项，并对下一步工作作出安排部署。"
TITLE = "市政协召开主席会议"


def trimmed(*lines: str | Block) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    blocks = [Block(line) if isinstance(line, str) else line for line in lines]
    out = trim(blocks, (TITLE, ""))
    assert {each.where for each in out.removed} <= {"text"}
    removed = [(each.kind, each.text) for each in out.removed]
    return [block.text for block in out.kept], removed, out.bylines


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (TITLE, "title"),
        (f"【{TITLE}】", "title"),
        ("2024-03-05 09:30 来源：某某日报", "byline"),
        ("当前位置：首页", "furniture"),
        ("■■■", "furniture"),
    ],
)
def test_what_stands_over_the_text_goes_by_its_name(line: str, kind: str) -> None:
    assert trimmed(line, SENTENCE, LAST)[:2] == ([SENTENCE, LAST], [(kind, line)])


def test_a_menu_over_the_title_goes_with_it() -> None:
    menu = [Block(f"栏目{i}", link_chars=len(f"栏目{i}")) for i in range(20)]
    kept, removed, _ = trimmed(*menu, TITLE, SENTENCE, LAST)
    assert kept == [SENTENCE, LAST]
    assert [kind for kind, _ in removed] == ["links"] * 20 + ["title"]


def test_a_line_over_the_title_that_is_no_link_stays() -> None:
    assert trimmed("编者按", TITLE, SENTENCE, LAST)[0] == ["编者按", SENTENCE, LAST]


@pytest.mark.parametrize("line", ["……", "某某市政协主席、党组书记", "编者按"])
def test_what_may_be_text_over_the_text_stays(line: str) -> None:
    assert trimmed(line, SENTENCE, LAST)[0] == [line, SENTENCE, LAST]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("责任编辑：张三丰", "byline"),
        ("（来源：某某日报）", "byline"),
        ("上一篇：政协召开会议", "furniture"),
        ("凡本网注明来源的作品，未经授权不得转载。", "furniture"),
        (Block("政协召开主席会议扩大会议", link_chars=12), "links"),
        (Block("委员名单.docx", link_chars=9), "links"),
    ],
)
def test_what_stands_under_the_text_goes_by_its_name(line: str | Block, kind: str) -> None:
    text = line if isinstance(line, str) else line.text
    assert trimmed(SENTENCE, LAST, line)[:2] == ([SENTENCE, LAST], [(kind, text)])


@pytest.mark.parametrize(
    "line",
    [
        "会场.jpg (120 KB, 下载次数: 3)",
        "1.png (1.5 MB, 下载次数：0)",
        "a.doc (9 Bytes, 下载次数: 1)",
    ],
)
def test_what_a_forum_says_of_an_attachment_goes_wherever_it_stands(line: str) -> None:
    assert trimmed(SENTENCE, line, LAST)[:2] == ([SENTENCE, LAST], [("furniture", line)])


@pytest.mark.parametrize(
    "line", ["【打印】【关闭】 分享到：微信", "打印 关闭 分享到: 微信 微博", "[复制本文] [分享]"]
)
def test_buttons_that_share_a_line_with_others_go_wherever_they_stand(line: str) -> None:
    assert trimmed(SENTENCE, line, LAST)[:2] == ([SENTENCE, LAST], [("furniture", line)])


def test_files_that_are_all_a_page_has_are_its_text() -> None:
    files = [Block(f"市政协工作报告{i}.pdf", link_chars=12) for i in (1, 2)]
    names = [block.text for block in files]
    assert trimmed(TITLE, *files, "上一篇：政协召开会议", "【打印】 分享到：微信")[0] == names


def test_a_link_that_is_a_whole_sentence_under_the_text_stays() -> None:
    link = Block(LAST, link_chars=len(LAST))
    assert trimmed(SENTENCE, link)[0] == [SENTENCE, LAST]


def test_bylines_come_from_the_outside_in() -> None:
    over, inside = "2024-03-05 09:30 来源：某某日报", "（记者 张三丰）"
    under = ("责任编辑：李四光", "编辑：王五一")
    kept, _, bylines = trimmed(over, SENTENCE, inside, LAST, *under)
    assert kept == [SENTENCE, LAST]
    assert bylines == [over, under[1], under[0], inside]


def test_buttons_over_the_text_go_where_they_are_many() -> None:
    buttons = [f"按钮{i}" for i in range(12)]
    assert trimmed(*buttons, SENTENCE, LAST)[0] == [SENTENCE, LAST]
    assert trimmed(*buttons[1:], SENTENCE, LAST)[0] == [*buttons[1:], SENTENCE, LAST]


def test_lines_of_verse_over_the_text_stay() -> None:
    verse = [f"春风又绿江南岸{'，。'[i % 2]}" for i in range(12)]
    assert trimmed(*verse, SENTENCE)[0] == [*verse, SENTENCE]


def test_a_text_made_of_nothing_else_is_emptied() -> None:
    assert trimmed("责任编辑：张三丰", "责任编辑：李四光")[0] == []


def test_the_day_under_a_signature_stays_and_one_without_goes() -> None:
    day = "2024年3月5日"
    signed = (SENTENCE, "某某市政协办公室", day)
    assert trimmed(*signed)[0] == list(signed)
    assert trimmed(SENTENCE, LAST, day)[0] == [SENTENCE, LAST]


def test_links_to_others_in_the_midst_of_the_text_go_with_their_heading() -> None:
    lines = [f"第{i}点，{SENTENCE}" for i in range(8)]
    names = [f"各地政协第{i}次会议侧记" for i in range(2)]
    links = [Block(name, link_chars=len(name)) for name in names]
    kept, removed, _ = trimmed(*lines[:4], "推荐阅读", *links, *lines[4:])
    assert kept == lines
    assert removed == [("related", text) for text in ("推荐阅读", *names)]
