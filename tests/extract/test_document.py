"""A page as a tree, whatever its source is like."""

from __future__ import annotations

import pytest

from extract.document import MAX_COMMENTS, Document, parse, text_of
from extract.sound_source import MAX_ELEMENTS, MAX_TAGS


def document(source: str) -> Document:
    parsed = parse(source, "http://zx.example/1.html")
    assert parsed is not None
    return parsed


@pytest.mark.parametrize("source", ["", " \n", "\x00\x01", "\ufffe", "<!-- -->"])
def test_a_source_without_an_element_has_no_tree(source: str) -> None:
    assert parse(source, "") is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>甲\x00\x08乙\x0b丙\x1f丁\t戊</p>", "甲乙丙丁 戊"),
        ("<p>甲\ufffe乙\uffff丙\ud800丁</p>", "甲乙丙丁"),
        ('<?xml version="1.0" encoding="gbk"?><p>甲</p>', "甲"),
        ("<html><body><p>甲</p></body></html><p>乙</p></BODY></HTML>", "甲乙"),
        (
            "<p>甲&#0;&#1114112;&#xD800;&#x1F;&#65534;乙&#x4E2D;&#20013;&#65;&#9;丙</p>",
            "甲乙中中A 丙",
        ),
        ("<p>&#x10FFFF;&#55295;&#57344;</p>", "\U0010ffff\ud7ff\ue000"),
        ("<p>甲&#12288;乙&#38889;&#160;丙</p>", "甲 乙韩 丙"),
        ("<p>甲<?php echo 1 ?>乙</p>", "甲乙"),
    ],
)
def test_what_no_tree_can_hold_is_left_out_and_all_else_is_read(source: str, text: str) -> None:
    assert text_of(document(source).body) == text


def test_a_tag_of_endless_attributes_loses_them() -> None:
    long = "y" * 25_000
    found = document(
        f"<p class='a'>甲</p><p class='b' data-x='{long}'>乙</p><p id='c'>丙</p>{long}"
    )
    assert list(found.labels.values()) == ["a ", " c"]
    assert text_of(found.body).startswith("甲乙丙")
    kept = document(f"<p class='b' data-x='{'y' * 9_000}'>乙</p>")
    assert list(kept.labels.values()) == ["b "]


def test_elements_are_found_by_their_names() -> None:
    found = document(
        "<div class='main left' id='box'>甲</div><p class='mainText'>乙</p>"
        "<p id='Left'>丙</p><ul>丁</ul>"
    )
    assert [text_of(e) for e in found.named("main")] == ["甲"]
    assert [text_of(e) for e in found.named("box")] == ["甲"]
    assert [text_of(e) for e in found.named("main*")] == ["甲", "乙"]
    assert [text_of(e) for e in found.named("<ul>")] == ["丁"]
    assert found.named("none") == found.named("none*") == found.called("none") == []
    assert [text_of(e) for e in found.called("left")] == ["甲", "丙"]
    assert [text_of(e) for e in found.called("none", "text", "box")] == ["甲", "乙"]


def test_what_may_be_hidden_is_known() -> None:
    found = document("<p style='x'>甲</p><p hidden>乙</p><p class='x'>丙</p><p>丁</p>")
    assert [text_of(element) for element in found.styled] == ["甲", "乙"]


def test_a_tree_without_a_body_is_read_from_its_root() -> None:
    found = document("<frameset><frame src='/a'></frameset>")
    assert found.body is found.root
    assert document("<p>甲</p>").body.tag == "body"


def test_comments_are_kept_unless_they_are_endless() -> None:
    few = document("<div>" + "<!--a-->" * MAX_COMMENTS + "甲</div>")
    assert len(few.comments) == MAX_COMMENTS
    many = document("<div>" + "<!--a-->" * (MAX_COMMENTS + 1) + "甲</div>")
    assert (many.comments, text_of(many.body)) == ((), "甲")
    assert all(isinstance(element.tag, str) for element in many.elements)


def test_text_is_read_up_to_a_length() -> None:
    found = document("<div><p>甲乙</p> <p>丙丁</p>\n<p>戊己</p></div>")
    assert text_of(found.body) == "甲乙 丙丁 戊己"
    assert text_of(found.body, 3) == "甲乙 "
    assert text_of(found.body, 100) == "甲乙 丙丁 戊己"


def test_what_is_taken_out_goes_beside_the_body() -> None:
    found = document("<p>甲</p>")
    assert found.taken.getparent() is found.root
    assert list(found.body.iter("template")) == []
    assert document("<frameset><frame src='/a'></frameset>").taken.getparent() is None


def test_a_page_is_read_up_to_a_number_of_elements_and_of_links() -> None:
    elements = document("<p>甲</p>" * 80_000)
    assert len(elements.elements) == pytest.approx(MAX_ELEMENTS, abs=9)
    links = document("<a>甲</a>" * 120_000)
    assert len(links.elements) == pytest.approx(MAX_TAGS / 2, abs=9)
    both = document("<p>甲</p>" * 60_000 + "<a>甲</a>" * 20_000)
    assert len(both.body) == 80_000
