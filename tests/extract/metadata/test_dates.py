from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.metadata.dates import find_dates, read_date
from extract.metadata.urls import date_in_url


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
    ["2024-02-30", "2024年13月1日", "3月5日", "2006-2023", "电话：0532-20240399123", "1.2.3"],
)
def test_what_is_no_date_gives_none(text: str) -> None:
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
