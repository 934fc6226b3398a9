from __future__ import annotations

import pytest

from crawler.article_pages import further_pages, page_number, whole_on_one_page
from tests.crawler.pages import page

TRS = "http://a.example/zxyw/202601/t20260104_55806.html"


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("http://a.example/zxyw/202601/t20260104_55806_1.html", 2),
        ("http://a.example/zxyw/202601/T20260104_55806_2.HTML", 3),
        (TRS + "?page=3", 3),
        ("http://a.example/zxyw/202601/t20260104_55807.html", None),
        ("http://a.example/zxyw/202601/t20260104_55807_1.html", None),
        ("http://b.example/zxyw/202601/t20260104_55806_1.html", None),
        ("http://a.example/zxyw/202601/t20260104_55806_1.pdf", None),
    ],
)
def test_a_page_belongs_to_the_article_whose_address_it_carries(
    url: str, number: int | None
) -> None:
    assert page_number(url, TRS) == number


def test_further_pages_are_found_and_the_next_article_is_not() -> None:
    body = (
        '<script>createPageHTML(3, 0, "t20260104_55806", "html");</script>'
        '<a href="t20260104_55805.html">下一页</a><a href="t20260104_55807.html">下一篇</a>'
    )
    found = further_pages(page(f"<html><body>{body}</body></html>", TRS), TRS)
    assert list(found.values()) == [TRS[:-5] + "_1.html", TRS[:-5] + "_2.html"]


def test_pages_counted_from_one_in_their_own_name_follow_each_other() -> None:
    first = "http://a.example/c/2026-01-04/3541120_1.html"
    body = '<a href="3541120_2.html">2</a><a href="3541121_1.html">下一篇</a>'
    found = further_pages(page(f"<html><body>{body}</body></html>", first), first)
    assert found == {2: "http://a.example/c/2026-01-04/3541120_2.html"}


def test_the_whole_text_on_one_page_is_found() -> None:
    body = '<a href="t20260104_55806_all.html">余下全文</a><a href="/b_all.html">阅读全文</a>'
    found = whole_on_one_page(page(f"<html><body>{body}</body></html>", TRS), TRS)
    assert found == TRS[:-5] + "_all.html"
