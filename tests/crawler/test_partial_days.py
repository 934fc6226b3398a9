"""Days that lists print without their year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.lists.columns import Column
from crawler.lists.links import Link, ListPage
from crawler.lists.partial_days import with_likely_days
from crawler.site import Paging
from tests.crawler.pages import page

TODAY = date(2026, 1, 6)
YEARS = st.lists(st.dates(date(2000, 1, 1), date(2026, 11, 27)), min_size=1, max_size=60)


def rows(*partial: tuple[int, int]) -> list[Link]:
    return [Link(f"http://a.example/{n}.html", "", None, each) for n, each in enumerate(partial)]


def likely(today: date, *partial: tuple[int, int], before: date | None = None) -> list[str]:
    return [str(row.likely) for row in with_likely_days(rows(*partial), today, before)]


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ('<li><span>[11-24]</span><a href="/1.html">会议</a></li>', (11, 24)),
        ('<li><a href="/1.html">会议</a>（1/5）</li>', (1, 5)),
        ('<tr><td><a href="/1.html">会议</a></td><td>11月24日</td></tr>', (11, 24)),
        ('<li><a href="/1.html">会议<em>02-29 08:30</em></a></li>', (2, 29)),
        ('<li><a href="/1.html">3月5日学雷锋</a></li>', None),
        ('<li><a href="/1.html">会议</a> 13-24</li>', None),
        ('<li><a href="/1.html">会议</a> 点击 11-24 次</li>', None),
    ],
)
def test_a_month_and_a_day_are_read_where_they_stand_by_themselves(
    row: str, read: tuple[int, int] | None
) -> None:
    (link,) = ListPage(page(row)).rows(lambda url: url.endswith(".html"))
    assert (link.month_day, link.day) == (read, None)


def test_a_day_with_its_year_needs_no_other() -> None:
    row = '<li><a href="/t20260304_1.html">会议</a> [11-24]</li>'
    (link,) = ListPage(page(row)).rows(lambda url: url.endswith(".html"))
    assert (link.month_day, link.day) == (None, date(2026, 3, 4))


def test_a_list_that_goes_down_past_january_is_in_the_year_before() -> None:
    said = likely(TODAY, (1, 5), (1, 2), (12, 30), (12, 1), (11, 20))
    assert said == ["2026-01-05", "2026-01-02", "2025-12-30", "2025-12-01", "2025-11-20"]


def test_the_next_page_goes_on_from_the_last_row() -> None:
    column = Column("http://a.example/", "要闻", Paging())
    column.see_days(rows((3, 9), (2, 20), (1, 4)), date(2025, 11, 27))
    second = column.see_days(rows((1, 2), (12, 30), (12, 11)), date(2025, 11, 27))
    assert [str(row.likely) for row in second] == ["2025-01-02", "2024-12-30", "2024-12-11"]


def test_a_pinned_head_moves_nothing_to_another_year() -> None:
    said = likely(date(2026, 11, 27), (3, 1), (11, 24), (11, 23), (11, 20))
    assert said == ["2026-03-01", "2026-11-24", "2026-11-23", "2026-11-20"]


def test_what_was_posted_late_moves_nothing_to_another_year() -> None:
    said = likely(date(2026, 11, 27), (11, 24), (10, 30), (11, 20), (11, 19))
    assert said == ["2026-11-24", "2026-10-30", "2026-11-20", "2026-11-19"]


@given(YEARS, st.dates(date(2026, 11, 27), date(2027, 6, 1)))
def test_no_row_is_dated_into_the_future(days: list[date], today: date) -> None:
    partial = [(day.month, day.day) for day in sorted(days, reverse=True)]
    dated = with_likely_days(rows(*partial), today, None)
    assert all(row.likely is not None and row.likely <= today for row in dated)
    assert [(row.likely.month, row.likely.day) for row in dated if row.likely] == partial


@given(st.lists(st.integers(0, 40), min_size=1, max_size=80), st.dates(date(2020, 1, 1)))
def test_a_list_without_long_gaps_is_dated_as_it_is(gaps: list[int], today: date) -> None:
    days = [today]
    for gap in gaps:
        if (days[-1] - date.min).days > gap:
            days.append(days[-1] - timedelta(gap))
    partial = [(day.month, day.day) for day in days]
    assert [row.likely for row in with_likely_days(rows(*partial), today, None)] == days
