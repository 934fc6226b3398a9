"""Bylines generated from their parts are read back as these parts."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.metadata.byline import read_byline
from tests.bench.byline_grammar import Line, draw
from tests.bench.bylines import measure
from tests.extract.pages import SENTENCE, article, read

if TYPE_CHECKING:
    from extract.metadata.byline import Byline
    from extract.record import Record


def said(read: Byline | Record, raw: str) -> Line:
    day = f"{read.published:%Y-%m-%d}" if read.published else None
    people = [list(part) for part in (read.authors, read.correspondents, read.editors)]
    return Line(raw, read.source, day, *people)


@settings(max_examples=300)
@given(st.integers(0, 999_999))
def test_a_byline_made_from_parts_is_read_as_these_parts(seed: int) -> None:
    line = draw(seed)
    assert said(read_byline(line.raw), line.raw) == line


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("seed", range(12))
def test_a_byline_says_the_same_over_and_under_the_text(seed: int, place: str) -> None:
    line = draw(seed)
    shown = f"<p>{html.escape(line.raw)}</p>".replace("\n", "<br>")
    record = read(article(SENTENCE, SENTENCE[::-1], **{place: shown}))
    assert said(record, line.raw) == line


def test_the_measure_counts_what_is_missed_and_what_is_invented() -> None:
    lines = [Line("作者：张三丰", authors=["李四光"], day="2024-03-05"), Line("2024-03-05")]
    shares, invented = measure(lines)
    assert invented == 1
    assert (shares["authors precision"].right, shares["authors recall"].of) == (0, 1)
    assert (shares["day"].right, shares["day"].of) == (0, 1)
