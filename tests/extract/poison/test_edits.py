"""Where mended spans stand, change upon change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.poison.edits import Change, Edit, Taken, make


def test_changes_are_made_in_order_and_leave_an_edit_each() -> None:
    changes = [Change("b", 4, 6, "X"), Change("a", 1, 2, "YYY")]
    text, edits = make("0123456789", (), changes)
    assert text == "0YYY23X6789"
    assert edits == (Edit("a", "1", 1, 4), Edit("b", "45", 6, 7))
    assert [text[edit.start : edit.end] for edit in edits] == ["YYY", "X"]


def test_without_changes_all_stays_as_it_is() -> None:
    edits = (Edit("a", "1", 1, 4),)
    assert make("0123", edits, ()) == ("0123", edits)


def test_what_is_removed_leaves_no_edit_and_moves_the_others() -> None:
    text, edits = make("0123456789", (Edit("a", "x", 8, 9),), [Change("removed", 2, 5, "")])
    assert (text, edits) == ("0156789", (Edit("a", "x", 5, 6),))


def test_only_what_a_change_shows_is_its_edit() -> None:
    text, edits = make("0123", (), [Change("a", 1, 2, "。<", 1)])
    assert (text, edits) == ("0。<23", (Edit("a", "1", 1, 2),))


@pytest.mark.parametrize(
    ("change", "text", "edits"),
    [
        (Change("b", 4, 6, "X"), "0123X6789", (Edit("a", "old", 3, 6),)),
        (Change("b", 3, 7, "XY"), "012XY789", (Edit("a", "old", 3, 5),)),
        (Change("b", 5, 9, "X"), "01234X9", (Edit("a", "old78", 3, 6),)),
        (Change("b", 7, 9, "X"), "0123456X9", (Edit("a", "old", 3, 7), Edit("b", "78", 7, 8))),
        (
            Change("b", 1, 5, "X"),
            "0X56789",
            (Edit("a", "old", 1, 4), Edit("b", "1234", 1, 2)),
        ),
        (Change("b", 1, 3, "X"), "0X3456789", (Edit("b", "12", 1, 2), Edit("a", "old", 2, 6))),
    ],
    ids=["inside", "all of it", "over its end", "behind", "over its start", "before"],
)
def test_a_change_at_an_earlier_edit_belongs_to_it_as_far_as_it_is_in_it(
    change: Change, text: str, edits: tuple[Edit, ...]
) -> None:
    assert make("0123456789", (Edit("a", "old", 3, 7),), [change]) == (text, edits)


def test_a_change_of_character_by_character_is_cut_at_an_edits_bounds() -> None:
    text, edits = make("0123456789", (Edit("a", "old", 3, 5),), [Change("b", 1, 7, "uvwxyz")])
    assert text == "0uvwxyz789"
    assert edits == (Edit("b", "12", 1, 3), Edit("a", "old", 3, 5), Edit("b", "56", 5, 7))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=12))
def test_spans_that_are_taken_overlap_none_of_each_other(spans: list[tuple[int, int]]) -> None:
    taken, covered = Taken(), set[int]()
    for start, length in spans:
        own = set(range(start, start + length))
        assert taken.add(start, start + length) is covered.isdisjoint(own)
        covered |= own if covered.isdisjoint(own) else set()
    assert {place for start, end in taken for place in range(start, end)} == covered
    assert [taken.covers(place) for place in range(40)] == [place in covered for place in range(40)]
