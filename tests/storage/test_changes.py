from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.changes import COMPARED_LINES, edit_summary

SAME = ("同题", "同题")


def test_a_corrected_name_is_shown_with_nothing_around_it() -> None:
    before, after = (
        "市政协主席王小明出席会议。\n会议通过提案。",
        "市政协主席王晓明出席会议。\n会议通过提案。",
    )
    assert edit_summary(SAME, (before, after)) == "text: −“小” +“晓”"


def test_a_new_title_is_shown_beside_the_old_one() -> None:
    assert edit_summary(("旧题", "新题"), ("文", "文")) == "title: “旧题” → “新题”"


def test_an_added_paragraph_is_cut_to_its_beginning() -> None:
    said = edit_summary(SAME, ("甲。", "甲。\n" + "乙" * 100))
    assert said == f"text: +“{'乙' * 39}…”"


def test_many_edits_are_counted() -> None:
    before = "\n".join(f"同\n{n}x" for n in range(5))
    assert edit_summary(SAME, (before, before.replace("x", "。"))) == (
        "text: −“x” +“。”, −“x” +“。”, −“x” +“。” and 2 more"
    )


def test_a_text_of_many_lines_is_compared_as_one() -> None:
    lines = [f"第{n}段" for n in range(COMPARED_LINES + 1)]
    edited = [*lines[:7], "新段", *lines[8:]]
    assert edit_summary(SAME, ("\n".join(lines), "\n".join(edited))) == "text: −“第7” +“新”"


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_summary_is_one_short_line_and_empty_only_for_no_change(before: str, after: str) -> None:
    said = edit_summary((before, after), (after, before))
    assert len(said) < 600
    assert "\n" not in said
    assert bool(said) == (before != after)
