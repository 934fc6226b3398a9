"""How one list's walk decides where it goes."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.lists.columns import Column, order_in, total_in
from crawler.lists.links import Link
from crawler.paging.targets import Pages, Target
from crawler.site import Paging

START = "http://a.example/zxyw/"


def column(**keys: object) -> Column:
    return Column(START, "要闻", Paging.model_validate(keys))


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ([9, 8, 8, 7, 6, 5], "newest_first"),
        ([1, 2, 9, 8, 7, 6, 5, 5, 4], "newest_first"),
        ([1, 2, 3, 4, 5, 6], "oldest_first"),
        ([5, 1, 9, 3, 8, 2], "none"),
        ([9, 8], "unknown"),
    ],
)
def test_the_order_of_a_list_is_told_by_its_days_without_its_pinned_head(
    days: list[int], order: str
) -> None:
    seen = column()
    rows = [Link(f"{START}{n}.html", "", date(2026, 3, day)) for n, day in enumerate(days)]
    seen.see_order(seen.see_days(rows, date(2026, 4, 1)))
    assert seen.order == order


def test_days_without_a_year_tell_the_order_although_the_numbers_say_another() -> None:
    seen = column()
    partial = [(1, 5), (1, 2), (12, 30), (12, 28), (12, 1), (11, 20)]
    rows = [Link(f"{START}{900 + n}.html", "", None, each) for n, each in enumerate(partial)]
    seen.see_order(seen.see_days(rows, date(2026, 1, 6)))
    assert seen.order == "newest_first"


def test_what_the_articles_told_of_the_order_counts_before_the_numbers_in_addresses() -> None:
    first = column()
    first.first_rows = ("a", "b", "c", "d")
    first.learn_order({key: date(2026, 3, 9 - place) for place, key in enumerate("abcd")})
    kept = first.evidence(4, first.learned)
    seen = column()
    seen.learned = order_in(kept)
    seen.see_order([Link(f"{START}{number}.html") for number in (1001, 1002, 1005, 1009)])
    assert (seen.order, total_in(kept)) == ("newest_first", None)


@pytest.mark.parametrize("days", [[5, 5, 5, 5], [5, 9, 2, 7], [9, 8]])
def test_articles_of_one_day_or_in_no_order_teach_nothing(days: list[int]) -> None:
    seen = column()
    seen.first_rows = tuple("abcd")
    seen.learn_order({key: date(2026, 3, day) for key, day in zip("abcd", days, strict=False)})
    assert seen.learned == ""


def test_without_days_the_numbers_in_addresses_tell() -> None:
    seen = column()
    seen.see_order([Link(f"{START}{number}.html") for number in (1001, 1002, 1005, 1009, 1010)])
    assert seen.order == "oldest_first"


def test_a_lost_page_doesnt_end_the_list() -> None:
    walk = column()
    lost = Target(START + "index_3.html")
    assert walk.after_failure(lost, gone=False) == Target(START + "index_4.html")
    assert walk.after_failure(lost, gone=True) is None


def test_the_keys_of_the_site_file_number_the_pages() -> None:
    walk = column(next="list/{n}.htm", first=12, step=-1)
    walk.note(Pages(next=(Target(START + "elsewhere.htm"),)))
    assert walk.following(Pages()) == Target(START + "list/12.htm")


def test_a_list_that_repeats_itself_is_noticed_and_an_empty_page_keeps_its_total() -> None:
    walk = column()
    assert [walk.repeats(urls) for urls in (["a", "b"], ["c"], ["b", "a"])] == [False, False, True]
    walk.total = 137
    assert total_in(walk.evidence(20)) == 137


def test_a_list_that_grows_at_its_end_is_read_from_there_back_to_what_is_known() -> None:
    walked = column()
    numbered = {n: Target(f"{START}list_{n}.html") for n in range(2, 6)}
    walked.asked[Target(START)] = None
    first = Pages(others=numbered)
    walked.note(first)
    asked = [walked.toward_end(first, 0)]
    for later, fresh in (({6: Target(f"{START}list_6.html")}, 3), ({}, 5), ({}, 2), ({}, 0)):
        walked.asked[asked[-1] or Target("")] = None
        said = Pages(others=numbered | later)
        walked.note(said)
        asked.append(walked.toward_end(said, fresh))
    names = [target.url.rpartition("_")[2] if target else "" for target in asked]
    assert names == ["5.html", "6.html", "4.html", "3.html", ""]
