"""Tags that a capture shows as text, and slips on a page that only keeps one busy."""

from __future__ import annotations

import pytest

from extract.poison.edits import make
from extract.poison.fluency import Fluency
from extract.poison.slips import Slips


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("“彙報?！?/p>", "“彙報。”"),
        ("“彙報?！?/p>他們說完就走了", "“彙報。”\n他們說完就走了"),
        ("“彙報?！?br>他們說完就走了", "“彙報。”\n他們說完就走了"),
    ],
    ids=["at the end", "a paragraph's end", "a break"],
)
def test_a_tag_whose_sign_was_swallowed_ends_a_line_of_a_capture(damaged: str, sound: str) -> None:
    slips = Slips(damaged, Fluency(damaged), markup=False)
    text, edits = make(damaged, (), slips.changes(0, len(damaged)))
    assert text == sound
    assert [text[edit.start : edit.end] for edit in edits] == ["。”"]
    assert slips.unrepaired == 0


def test_where_too_much_was_weighed_the_rest_is_left_and_counted() -> None:
    text = "政協會?yì)議，他們?yōu)楸砀兄x送來，會?yì)"
    fluency = Fluency(text)
    fluency.mean("政协" * 50_001)
    slips = Slips(text, fluency)
    assert list(slips.changes(8, len(text))) == []
    assert slips.unrepaired == 2
