"""A tree as the lines that a reader sees."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from extract.blocks import Block, blocks, is_caption


def lines(markup: str, *, captions: bool = False) -> list[Block]:
    return list(blocks(fromstring(f"<div>{markup}</div>"), captions=captions))


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<table><tr><td>甲<br>乙<br>丙</td><td>丁</td></tr></table>", ["甲", "乙", "丙", "丁"]),
        ("<p>甲<b>乙</b></p>丙<div>丁<br>戊</div>", ["甲乙", "丙", "丁", "戊"]),
        ("甲<!-- 乙 -->丙<script>丁</script>戊", ["甲丙戊"]),
        ("<p> 甲 \n 乙 </p><p> </p><p>&nbsp;</p>", ["甲 乙"]),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><th>丙</th></tr></table>", ["甲 乙", "丙"]),
        (
            "<table><tr><td>甲<p>乙</p></td><td><div>丙</div>丁</td></tr></table>",
            ["甲", "乙", "丙", "丁"],
        ),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", ["甲", "乙", "丙"]),
        (
            "<table><tr><td><p>甲</p></td><td><p><b>乙</b></p></td></tr><tr></tr></table><p>丙</p>",
            ["甲 乙", "丙"],
        ),
        (
            "<table><thead><tr><th><p>甲</p></th><th></th><th><p>乙</p></th></tr></thead><tr></tr></table>",
            ["甲 乙"],
        ),
        ("<table><tr><td><p>甲</p></td><td><p>乙</p></td></tr></table>", ["甲", "乙"]),
        ("<table><tr><td>甲</td><td><p>乙</p></td></tr><tr></tr></table>", ["甲", "乙"]),
        (
            "<table><tr><td><p>甲</p></td><td><p>乙</p><p>丙</p></td></tr><tr></tr></table>",
            ["甲", "乙", "丙"],
        ),
        (
            f"<table><tr><td><p>甲</p></td><td><p>{'乙' * 300}</p></td></tr><tr></tr></table>",
            ["甲", "乙" * 300],
        ),
        ("<span>甲</span><em>乙</em><img alt='x'>丙", ["甲乙丙"]),
    ],
)
def test_lines_begin_and_end_where_a_reader_sees_them_do_so(markup: str, texts: list[str]) -> None:
    assert [block.text for block in lines(markup)] == texts


def test_a_line_knows_its_links_and_whether_it_is_one() -> None:
    found = lines(
        "<p>甲乙<a href='/'>丙丁 </a>戊</p><p><a>一二三四</a>五</p><p><a>一二三</a>五</p>"
    )
    assert [(b.text, b.link_chars, b.is_link) for b in found] == [
        ("甲乙丙丁 戊", 2, False),
        ("一二三四五", 4, True),
        ("一二三五", 3, False),
    ]


def test_a_line_knows_whether_it_is_a_heading() -> None:
    found = lines("<h1>甲<b>乙</b></h1>丙<h6>丁</h6><h2>戊</h2>")
    assert [(b.text, b.heading) for b in found] == [
        ("甲乙", True),
        ("丙", False),
        ("丁", True),
        ("戊", True),
    ]


def test_captions_are_told_where_they_are_asked_for() -> None:
    markup = (
        "<figure><img><figcaption>甲</figcaption></figure><p class='pic-caption'>乙</p><p>丙</p>"
    )
    assert [b.caption for b in lines(markup, captions=True)] == [True, True, False]
    assert [b.caption for b in lines(markup)] == [False, False, False]
    nested = "<p class='caption'>甲<span class='caption'>乙</span>丙</p>丁"
    assert [(b.text, b.caption) for b in lines(nested, captions=True)] == [
        ("甲乙丙", True),
        ("丁", False),
    ]


def test_a_line_is_held_by_the_block_that_has_all_of_it() -> None:
    held = [
        b.holder.tag if b.holder is not None else None
        for b in lines("甲<p>乙<b>丙</b></p><ul><li>丁</li></ul>")
    ]
    assert held == ["div", "p", "li"]


@pytest.mark.parametrize(
    ("name", "caption"),
    [("pic-caption", True), ("img_tips", True), ("content", False), ("", False)],
)
def test_captions_are_known_by_class(name: str, caption: bool) -> None:
    assert is_caption(name) is caption
