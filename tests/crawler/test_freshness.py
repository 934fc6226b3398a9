from datetime import date

from crawler.freshness import usual_gap, working_days


def test_weekends_and_holidays_are_no_working_days() -> None:
    assert working_days(date(2026, 3, 6), date(2026, 3, 9)) == 1
    assert working_days(date(2026, 9, 30), date(2026, 10, 9)) == 1
    assert working_days(date(2026, 2, 15), date(2026, 2, 25)) == 1


def test_the_rhythm_of_a_weekly_site_is_a_week() -> None:
    assert usual_gap(date(2026, 6, day) for day in (1, 8, 15, 22, 29)) == 5


def test_a_few_days_show_no_rhythm() -> None:
    assert usual_gap([date(2026, 6, 1), date(2026, 6, 2)]) is None
