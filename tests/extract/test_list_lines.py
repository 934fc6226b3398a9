"""Lines that are a list's: headlines, and what each has beside it."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.document import parse
from extract.kinds import without_article
from extract.reasons import Reason
from tests.extract.pages import SENTENCE

_HEADLINE = "市政协召开主席会议"


@pytest.mark.parametrize(
    ("headlines", "days", "others", "is_list"),
    [(5, 5, 1, True), (4, 9, 1, False), (9, 4, 1, False), (6, 6, 8, True), (6, 6, 9, False)],
)
def test_headlines_with_days_are_a_list_where_they_are_most_of_the_lines(
    headlines: int, days: int, others: int, is_list: bool
) -> None:
    document = parse("<p>会议</p>", "")
    assert document is not None
    link = Block(_HEADLINE, link_chars=len(_HEADLINE))
    lines = [link] * headlines + [Block("2026-02-05")] * days + [Block(SENTENCE)] * others
    assert (without_article(document, lines, lines) is Reason.LIST_PAGE) is is_list
