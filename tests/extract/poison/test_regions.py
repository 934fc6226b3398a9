"""What of a source a reader sees."""

from __future__ import annotations

import pytest

from extract.poison.regions import readable


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
