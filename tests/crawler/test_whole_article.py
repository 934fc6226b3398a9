"""Articles of several pages, whoever fetches and reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.whole_article import all_further_pages, drive, whole_article
from extract.read import read_page
from extract.reasons import Reason
from tests.crawler.pages import page

if TYPE_CHECKING:
    from extract.page import Page
    from extract.record import Record

ARTICLE = "http://a.example/zxyw/202601/t20260104_55806"
SAID = "市政协召开主席会议，研究部署下一阶段的重点工作，并听取情况通报。" * 3


def part(number: int, links: str, said: str = "") -> Page:
    url = ARTICLE + (f"_{number - 1}.html" if number > 1 else ".html")
    body = f"<h1>市政协召开主席会议研究工作</h1><p>{said or f'第{number}页，{SAID}'}</p>{links}"
    return page(f"<html><body>{body}</body></html>", url)


def leads_to(*numbers: int) -> str:
    return "".join(f'<a href="t20260104_55806_{n - 1}.html">{n}</a>' for n in numbers)


def read(first: Page, *others: Page) -> Record:
    had = {each.url: each for each in others}
    return drive(whole_article(first, read_page(first)), had.get, read_page)


def test_a_page_that_only_another_page_names_belongs_to_the_article() -> None:
    record = read(part(1, leads_to(2)), part(2, leads_to(1, 3)), part(3, leads_to(1, 2)))
    assert [line[:3] for line in record.text.split("\n")] == ["第1页", "第2页", "第3页"]
    assert record.provenance["pages"] == "3 of 3 pages"


def test_an_article_that_lacks_a_page_is_said_to() -> None:
    record = read(part(1, leads_to(2, 3)), part(3, leads_to(1, 2)))
    assert record.provenance["pages"] == "2 of 3 pages"
    assert Reason.BODY_UNCERTAIN in record.reasons


def test_all_of_an_article_on_one_page_takes_the_place_of_its_parts() -> None:
    whole = page(
        f"<h1>市政协召开主席会议研究工作</h1><p>第1页，{SAID}</p><p>第2页，{SAID}</p>",
        ARTICLE + "_all.html",
    )
    offered = '<a href="t20260104_55806_all.html">余下全文</a>'
    record = read(part(1, leads_to(2) + offered), whole, part(2, leads_to(1), "不该读到的一页。"))
    assert record.text == f"第1页，{SAID}\n第2页，{SAID}"


def test_an_article_of_one_page_asks_for_nothing() -> None:
    alone = part(1, '<a href="t20260104_55807.html">下一篇</a>')
    first = read_page(alone)
    asked: list[str] = []
    assert drive(whole_article(alone, first), asked.append, read_page) is first
    assert not asked


def test_further_pages_can_be_had_without_being_read() -> None:
    had = {each.url: each for each in (part(2, leads_to(3)),)}

    def never(_: Page) -> Record:
        raise AssertionError

    got = drive(all_further_pages(part(1, leads_to(2))), had.get, never)
    assert {number: had is not None for number, had in got.items()} == {2: True, 3: False}
