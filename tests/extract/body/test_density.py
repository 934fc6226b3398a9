"""How much running text a line is, and which element has most of it."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.body.density import Weight, score, weigh_line
from tests.extract.pages import SENTENCE, read

LENGTH = len(SENTENCE)


@pytest.mark.parametrize(
    ("text", "links", "weight"),
    [
        (SENTENCE, 0, Weight(prose=LENGTH, value=LENGTH)),
        (SENTENCE, 10, Weight(prose=LENGTH - 10, linked=10, value=LENGTH - 10)),
        (SENTENCE, LENGTH, Weight(linked=LENGTH)),
        (SENTENCE, LENGTH + 9, Weight(linked=LENGTH)),
        ("会议闭幕。", 0, Weight(prose=5, value=5)),
        ("“好！”", 0, Weight(prose=4, value=4)),
        ("政协要闻", 0, Weight(plain=4)),
        ("某某市政协召开会议，研究工作", 0, Weight(prose=14, value=14)),
        ("委员，你好", 0, Weight(plain=5)),
        ("The committee met, and", 0, Weight(prose=22, value=22)),
        ("www.zx.example/1.html", 0, Weight(plain=21)),
        ("某某区举办读书活动 (2005-04-09)。", 9, Weight(prose=14, linked=9, value=14)),
        ("某某区举办读书活动 (2005)。", 12, Weight(plain=5, linked=12)),
        ("日前，委员讲堂开讲，现场座无虚席...", 0, Weight(linked=19)),
        ("日前，委员讲堂开讲[详细]", 0, Weight(linked=13)),
        ("他说，这是很好的……", 0, Weight(prose=10, value=10)),
        ("本文仅代表作者个人观点，与本站无关。", 0, Weight(plain=18)),
    ],
)
def test_a_line_is_weighed_by_what_it_reads_as(text: str, links: int, weight: Weight) -> None:
    assert weigh_line(Block(text, link_chars=links)) == weight


def test_an_elements_score_falls_with_all_that_is_not_the_article() -> None:
    assert score(Weight(prose=100, value=100), 100) == 1
    assert score(Weight(prose=100, value=100), 300) == 0.5
    assert score(Weight(prose=100, plain=100, value=100), 100) == pytest.approx(200 / 260)
    assert score(Weight(prose=100, linked=100, value=100), 100) == 0.5


PLAIN = "<p>一、会议认为要把协商成果转化为发展实绩</p>"


def body(inside: str) -> str:
    return f"<html><body><div class='a'><div class='b'>{inside}</div></div></body></html>"


def test_paragraphs_that_are_blocks_of_one_class_are_taken_together() -> None:
    lines = "".join(f"<div class='x'>{i}.{SENTENCE * n}</div>" for i, n in enumerate((1, 6, 1, 1)))
    assert read(body(lines)).text.count("\n") == 3


def test_a_table_beside_the_text_belongs_to_it() -> None:
    rows = "".join(f"<tr><td>提案第{i}号</td><td>关于养老服务</td></tr>" for i in range(25))
    text = read(body(f"<div><p>{SENTENCE * 4}</p></div><table>{rows}</table>")).text
    assert text.split("\n")[0] == SENTENCE * 4
    assert "提案第24号 关于养老服务" in text
