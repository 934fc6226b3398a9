"""A line that is a month and nothing else, as periodicals date their articles."""

from __future__ import annotations

import pytest

from extract.metadata.dates import read_month
from tests.extract.pages import article, read


@pytest.mark.parametrize(
    "text",
    [
        "2024-03",
        "2024.03",
        " 2024/03　",
        "2024年3月",
        "（2024年03月）",
        "( 二〇二四年三月 )",
        "2024年三月",
    ],
)
def test_a_month_alone_is_read_with_or_without_brackets(text: str) -> None:
    dated = read_month(text)
    assert dated is not None
    assert (str(dated.moment), dated.precision.value) == ("2024-03-01 00:00:00+08:00", "month")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024年",
        "2024-3",
        "2024年13月",
        "2024年3月5日",
        "二〇二四年三月五日",
        "2024年3月号",
        "X2024-03",
        "《2024-03》",
    ],
)
def test_what_is_more_or_less_than_a_month_is_none(text: str) -> None:
    assert read_month(text) is None


def test_an_article_may_be_dated_by_the_month_alone() -> None:
    record = read(article(before="<p>发布时间：（2024年3月）</p>"))
    assert (str(record.published), record.published_precision) == (
        "2024-03-01 00:00:00+08:00",
        "month",
    )
