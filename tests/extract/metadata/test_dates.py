from __future__ import annotations

import itertools
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.metadata.dates import CHINA, find_dates, read_date
from extract.metadata.urls import date_in_url
from extract.record import Precision

HAN = "〇零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2024-03-05", "2024-03-05 00:00:00+08:00", "day"),
        ("发布时间：2024年3月5日", "2024-03-05 00:00:00+08:00", "day"),
        ("２０２４年３月５日　０９：３０", "2024-03-05 09:30:00+08:00", "minute"),
        ("2024/3/5 9:05:07", "2024-03-05 09:05:07+08:00", "second"),
        ("2024-03-05T09:05:07Z", "2024-03-05 09:05:07+00:00", "second"),
        ("2024-03-05T09:05:07+09:00", "2024-03-05 09:05:07+09:00", "second"),
        ("2024年3月5日下午3:20", "2024-03-05 15:20:00+08:00", "minute"),
        ("2016年06月17日06:15", "2016-06-17 06:15:00+08:00", "minute"),
        ("二〇二四年三月五日", "2024-03-05 00:00:00+08:00", "day"),
        ("2024年3月", "2024-03-01 00:00:00+08:00", "month"),
        ("20240305", "2024-03-05 00:00:00+08:00", "day"),
        ("20240305091300", "2024-03-05 09:13:00+08:00", "second"),
        ("2024.03.05", "2024-03-05 00:00:00+08:00", "day"),
        ("２０２４－０３－０５", "2024-03-05 00:00:00+08:00", "day"),
        ("2024年3月5日9时13分20秒", "2024-03-05 09:13:20+08:00", "second"),
        ("2024年03月05日（周二）10：20", "2024-03-05 10:20:00+08:00", "minute"),
        ("2024年3月5日 星期二 上午9:13", "2024-03-05 09:13:00+08:00", "minute"),
        ("2024-03-05 (09:13)", "2024-03-05 09:13:00+08:00", "minute"),
        ("2024-03-0509:13", "2024-03-05 09:13:00+08:00", "minute"),
        ("2024-03-05T09:13:00.000-05:00", "2024-03-05 09:13:00-05:00", "second"),
        ("二〇二四年十月廿五日", "2024-10-25 00:00:00+08:00", "day"),
        ("二○二四年三月三十一日", "2024-03-31 00:00:00+08:00", "day"),
        ("2024年三月五日", "2024-03-05 00:00:00+08:00", "day"),
        ("二〇二四年三月", "2024-03-01 00:00:00+08:00", "month"),
        ("Tue, 05 Mar 2024 09:13:00 GMT", "2024-03-05 09:13:00+00:00", "second"),
        ("2024-03-05 09:30 GMT+8", "2024-03-05 09:30:00+08:00", "minute"),
        ("2024-03-05 09:30:00 UTC+0900", "2024-03-05 09:30:00+09:00", "second"),
        ("2024-03-05 09:30 UTC", "2024-03-05 09:30:00+00:00", "minute"),
        ("24年3月5日", "2024-03-05 00:00:00+08:00", "day"),
        ("98年3月5日", "1998-03-05 00:00:00+08:00", "day"),
        ("时间：24-03-05 09:30", "2024-03-05 09:30:00+08:00", "minute"),
        ("2024-03-05-09:30:12", "2024-03-05 09:30:12+08:00", "second"),
        ("2024-03-05 09:30:4439某某网", "2024-03-05 09:30:44+08:00", "second"),
        ("March 5th, 2024", "2024-03-05 00:00:00+08:00", "day"),
    ],
)
def test_a_date_is_read_to_the_precision_it_is_printed_in(
    text: str, moment: str, precision: str
) -> None:
    dated = read_date(text)
    assert dated is not None
    assert (str(dated.moment), dated.precision.value) == (moment, precision)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2024年13月1日",
        "2024年2月30日",
        "二〇二四年十三月五日",
        "3月5日",
        "2024年",
        "2024-03",
        "2024年第3期",
        "2024/25 赛季",
        "2006-2023",
        "05/03/2024",
        "24-03-05",
        "民国24年3月5日",
        "010-24-03-05 09:30",
        "1979-12-31",
        "2101-01-01",
        "电话：0532-20240399123",
        "A20240305B",
        "1.2.3",
        "v2024.3.5",
        "2024.3.5.1",
        "192.168.2024.3.5",
        "Maybe 2024",
        "99:99",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2024-03-05 上午12:13", "00:13"),
        ("2024-03-05 中午12:13", "12:13"),
        ("2024-03-05 12:13 AM", "00:13"),
        ("2024-03-05 9:13 p.m.", "21:13"),
        ("2024年3月5日晚8时30分", "20:30"),
        ("2024-03-05 凌晨1:13", "01:13"),
        ("2024-03-05 下午15:20", "15:20"),
        ("2024-03-05 09:00-10:30", "09:00"),
    ],
)
def test_the_half_of_the_day_is_heeded(text: str, clock: str) -> None:
    dated = read_date(text)
    assert dated is not None
    assert (dated.moment.strftime("%H:%M"), dated.moment.tzinfo) == (clock, CHINA)


@pytest.mark.parametrize("clock", ["15时", "25:10", "24:00", "9:60", "09 13"])
def test_a_clock_without_a_possible_minute_leaves_the_day(clock: str) -> None:
    dated = read_date(f"2024年3月5日 {clock}")
    assert dated is not None
    assert (str(dated.moment), dated.precision) == ("2024-03-05 00:00:00+08:00", Precision.DAY)


@pytest.mark.parametrize("head", ["2024", "2024-03-05", "2024-03-05T", "2024-03-05,9", "5", "May"])
def test_a_long_blank_behind_a_date_costs_one_pass(head: str) -> None:
    started = perf_counter()
    find_dates(head + " " * 50_000 + "x")
    assert perf_counter() - started < 0.5


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2100, 12, 31)), st.data())
def test_every_day_is_read_back_from_each_of_its_forms(day: date, data: st.DataObject) -> None:
    form = data.draw(
        st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"])
    )
    dated = read_date(f"发布时间：{day.strftime(form)} 来源")
    assert dated is not None
    assert (dated.moment.date(), dated.precision) == (day, Precision.DAY)


@given(st.text().map(lambda text: "".join(c for c in text if not c.isdigit() and c not in HAN)))
def test_a_text_without_digits_has_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.bjzx.example/zxgz/202609/t20260916_55806.html", "2026-09-16"),
        ("http://paper.example/html/2024-01/19/content_4450.htm", "2024-01-19"),
        ("http://a.example/system/2022/12/28/030009741.shtml", "2022-12-28"),
        ("http://a.example/art/2026/9/10/art_78506_1.html", "2026-09-10"),
        ("http://a.example/c/2020-08-26/3541120.shtml", "2020-08-26"),
    ],
)
def test_the_day_in_an_address_is_read(url: str, day: str) -> None:
    dated = date_in_url(url)
    assert dated is not None
    assert str(dated.moment.date()) == day


@given(st.text(max_size=200))
def test_dates_lie_in_the_text_and_apart(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(alphabet="2024年月日-/.: 0T9上午下时分秒星期二Z+()（）〇三十廿五MayPM", max_size=80))
def test_no_heap_of_date_parts_raises(text: str) -> None:
    for dated in find_dates(text):
        assert dated.moment.tzinfo is not None
