"""Traditional characters turned back as a kit put them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extract.poison.script import (
    RESIDUE,
    UNMADE,
    conversions,
    conversions_by_words,
    simplified,
    simplified_only,
    to_simplified,
    traditional_only,
)

if TYPE_CHECKING:
    from extract.poison.edits import Change


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("市政協召開會議", "市政协召开会议"),
        ("市政协召开会议ABC。", "市政协召开会议ABC。"),
        ("說著話", "说着话"),
        ("顯著的變化", "显著的变化"),
        ("著名作家", "著名作家"),
        ("他的著作", "他的著作"),
        ("乾淨的乾隆瓷", "干净的乾隆瓷"),
        ("著", "着"),
        ("乾", "干"),
        ("陜西衞生", "陕西卫生"),
        ("后里于", "后里于"),
    ],
)
def test_text_is_turned_as_simplified_print_has_it(text: str, turned: str) -> None:
    assert to_simplified(text) == turned
    assert len(turned) == len(text)


def test_the_tables_share_no_character() -> None:
    assert traditional_only().isdisjoint(simplified_only())
    assert RESIDUE.isdisjoint(simplified_only() | traditional_only())
    assert {"會", "協", "著"} <= traditional_only()
    assert {"会", "协"} <= simplified_only()
    assert not {"人", "后", "，", "A"} & (traditional_only() | simplified_only())
    assert simplified()["會"] == "会"
    assert "会" not in simplified()


def made(text: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        assert (change.kind, len(change.after)) == ("script", change.end - change.start)
        text = text[: change.start] + change.after + text[change.end :]
    return text


def test_each_run_of_characters_is_one_change() -> None:
    text = "市政協會議、協商"
    changes = list(conversions(text, 0, len(text)))
    assert [text[c.start : c.end] for c in changes] == ["協會議", "協"]
    assert made(text, changes) == "市政协会议、协商"
    assert list(conversions("市政协", 0, 3)) == []


def test_only_the_stretch_is_turned_and_its_edges_are_heeded() -> None:
    text = "顯著協商"
    assert made(text, list(conversions(text, 0, 4))) == "显著协商"
    assert made(text, list(conversions(text, 1, 3))) == "顯着协商"
    assert made(text, list(conversions_by_words(text, 2, 3))) == "顯著协商"


def test_what_this_pages_converter_doesnt_make_is_kept() -> None:
    text = "乾隆年間的乾貨，協會於後天開會"
    kept = list(conversions(text, 0, len(text), UNMADE))
    assert made(text, kept) == "乾隆年间的乾货，协会於後天开会"
    assert made(text, list(conversions(text, 0, len(text)))) == "乾隆年间的干货，协会于後天开会"


def test_text_converted_by_words_is_turned_by_words() -> None:
    text = "顯著的變化，隨著衞生的頭髮發展"
    turned = made(text, list(conversions_by_words(text, 0, len(text))))
    assert turned == "显著的变化，随着卫生的头发发展"
