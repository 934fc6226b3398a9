"""What of a source a reader sees."""

from __future__ import annotations

import pytest

from extract.poison.regions import head_and_foot, readable


def seen(source: str, *, markup: bool = True) -> list[tuple[str, bool]]:
    found = readable(source, markup=markup)
    return [(source[start:end], attribute) for start, end, attribute in found if start < end]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>甲</p><P CLASS=x>乙<br>丙", [("甲", False), ("乙", False), ("丙", False)]),
        ("甲\n\n 乙\n", [("甲", False), (" 乙", False)]),
        ("\n甲\n乙", [("甲", False), ("乙", False)]),
        ("<p>甲\n乙</p> <b> </b>", [("甲", False), ("乙", False)]),
        ('<img alt="甲" title=\'乙\' src="丙">丁', [("甲", True), ("乙", True), ("丁", False)]),
        (
            "甲<script>乙</script>丙<STYLE>丁</style >戊",
            [("甲", False), ("丙", False), ("戊", False)],
        ),
        ("甲<!-- 乙 > 丙 -->丁<!DOCTYPE 戊>己", [("甲", False), ("丁", False), ("己", False)]),
        ("<textarea>甲</textarea>乙", [("乙", False)]),
        ("甲<script>乙", [("甲", False), ("乙", False)]),
        ("甲<!-- 乙 >丙", [("甲", False), ("丙", False)]),
        ("甲 < 乙 > 丙", [("甲 < 乙 > 丙", False)]),
        (
            (
                "<!--enpproperty <title>甲</title><date>2024</date>-->"
                '<script type="ld+json">{"a":"乙"}</script>'
            ),
            [("甲", True), ("乙", True)],
        ),
    ],
)
def test_text_and_what_attributes_say_are_read_and_code_is_not(
    source: str, texts: list[tuple[str, bool]]
) -> None:
    assert seen(source) == texts


def test_a_capture_is_all_text() -> None:
    assert seen("<p>甲</p>\n乙", markup=False) == [("<p>甲</p>", False), ("乙", False)]


@pytest.mark.parametrize(
    ("line", "end", "markup"),
    [("<p>甲</p>", "<p>尾</p>", True), ("甲\n", "尾", False)],
    ids=["markup", "capture"],
)
def test_of_an_endless_page_the_beginning_and_the_end_are_seen(
    line: str, end: str, markup: bool
) -> None:
    source = line * 100_000 + end
    found = head_and_foot(source, markup=markup)
    assert len(found) < 100_000
    assert {source[region.start : region.end] for region in found} <= {"甲", "尾", ""}
    assert any(source[region.start : region.end] == "尾" for region in found)
    starts = [region.start for region in found]
    assert starts == sorted(set(starts))


def test_a_page_that_ends_where_the_beginning_does_has_no_end_of_its_own() -> None:
    assert len(head_and_foot("<p>甲" * 40_000, markup=True)) == 40_000
