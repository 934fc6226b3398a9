from __future__ import annotations

import pytest

from crawler.article_pages import further_pages, page_number, whole_on_one_page
from crawler.further_signs import may_be_whole_elsewhere, may_go_on
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


@pytest.mark.parametrize(
    ("article", "body"),
    [
        ("http://a.example/show.php?id=7", '<a href="show.php?id=7&amp;page=2">2</a>'),
        ("http://a.example/zx/20260104/55806/", '<a href="./?page=2">2</a>'),
        ("http://a.example/zx/index.html", "<a href=index_2.html>第2页</a>"),
        ("http://a.example/zx/55806.html", "<a href='/zx/55806-2.html'>2</a>"),
    ],
)
def test_a_second_page_is_found_however_it_is_written(article: str, body: str) -> None:
    found = further_pages(page(f"<html><body>{body}</body></html>", article), article)
    assert len(found) == 1


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/list.php?page=2">2</a>',
        '<a href="/so?q=t20260104_55806&amp;page=2">2</a>',
        '<a href="t20260104_55805.html">上一篇</a><a href="t20260104_55807.html">下一篇</a>',
        '<p>阅读全文</p><a href="/zt/all.html">全部</a>',
    ],
)
def test_what_is_paged_beside_an_article_costs_no_second_parsing(body: str) -> None:
    assert not may_go_on(body.encode(), TRS)
    assert not may_be_whole_elsewhere(body.encode(), TRS)
