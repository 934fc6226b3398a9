"""How much of a page is mended, and what becomes of the rest."""

from __future__ import annotations

import pytest

from extract.poison.edits import Change
from extract.poison.mending import Mender

LINE = "<p>甲</p>"


def both(source: str, start: int, end: int) -> list[Change]:
    """Make two characters of each line's one."""
    return [Change("script", start, end, "乙丙")]


@pytest.mark.parametrize(("lines", "left"), [(19_999, 0), (20_100, 100)])
def test_lines_beyond_the_longest_page_are_counted_as_beyond_repair(lines: int, left: int) -> None:
    mended = Mender(LINE * lines, markup=True)
    mended.slips()
    assert mended.unrepaired == len(LINE) * left + len("</p>") * (left > 0)


@pytest.mark.parametrize(("lines", "left"), [(14_999, 0), (15_100, 100)])
def test_what_no_kit_has_done_is_mended_in_part_and_counted(lines: int, left: int) -> None:
    mended = Mender(LINE * lines, markup=True)
    mended.each(both)
    assert len(mended.edits) == mended.source.count("乙丙") == lines - left
    assert mended.unrepaired == len(LINE) * left + len("</p>") * (left > 0)
