"""Addresses that templates set behind a name."""

from __future__ import annotations

import pytest

from extract.metadata.byline import read_byline


@pytest.mark.parametrize(
    "behind", ["http://a.example/1.html", " https://a.example", "www.a.example"]
)
def test_an_address_is_no_part_of_the_name_before_it(behind: str) -> None:
    assert read_byline(f"来源：某某日报{behind}").source == "某某日报"
    assert read_byline(f"作者：张三丰{behind}").authors == ("张三丰",)
    assert read_byline(f"责任编辑：李四光{behind}").editors == ("李四光",)
