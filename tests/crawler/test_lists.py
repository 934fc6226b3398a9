"""Lists in JSON, in Hanweb's records, in scripts."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from crawler.lists.hrefs import day_in_url, untracked, without_campaign
from crawler.lists.links import ListPage
from crawler.lists.opening import drawn_from, open_list, pages_of
from crawler.site import Paging
from tests.crawler.pages import page

ARTICLE = re.compile(r"/t\d{8}_\d+\.html$")
ROW = '<li><a href="/a/t2026030{n}_{n}.html" title="第{n}次会议">第…</a><i>2026-03-0{n}</i></li>'


def is_article(url: str) -> bool:
    return bool(ARTICLE.search(url))


def test_rows_keep_title_and_the_day_beside_them() -> None:
    (link,) = ListPage(page(f"<ul>{ROW.format(n=4)}</ul>")).rows(is_article)
    assert (link.text, link.day) == ("第4次会议", date(2026, 3, 4))


def test_rows_that_a_script_draws_are_found() -> None:
    body = "<script>item[1]=new title_array('/a/t20260304_4.html','x','2026-03-05')</script>"
    (link,) = ListPage(page(body)).rows(is_article)
    assert (link.url, link.day) == ("http://a.example/a/t20260304_4.html", date(2026, 3, 5))


def test_a_selector_of_rows_holds_for_scripts_as_well() -> None:
    script = "<script>item[1]=new title_array('/a/t20260304_4.html','x','2026-03-05')</script>"
    body = page(f"<div class='hot'><a href='/a/t20260301_1.html'>热</a></div><ul>{script}</ul>")
    assert ListPage(body, "div.nothing").rows(is_article) == []
    (link,) = ListPage(body, "ul").rows(is_article)
    assert link.url == "http://a.example/a/t20260304_4.html"


SHOW = """<script>var base = '/a/'; function show(id, day) {
  if (!id) { return; } var url = base + "t" + day + "_" + id + ".html"; window.open(url); }
function leave() { location.href = '/a/t20260101_1.html'; }</script>"""


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href=\"javascript:show(4, '20260304')\">第4次会议</a><i>2026-03-04</i></li>",
        "<li><a href='javascript:;' onclick='show(4,\"20260304\");return false'>第4次会议</a></li>",
        "<table><tr onclick=\"show('4', 20260304)\"><td>第4次会议</td></tr></table>",
        "<p onclick=\"location.href='/a/t20260304_4.html'\">第4次会议</p>",
    ],
)
def test_rows_that_a_click_follows_are_read_from_what_it_calls(row: str) -> None:
    body = SHOW + row + '<a href="javascript:leave()">离开</a>'
    (link,) = ListPage(page(body)).rows(is_article)
    assert (link.url, link.text[:5]) == ("http://a.example/a/t20260304_4.html", "第4次会议")


def test_hanwebs_records_are_rows_and_further_ones_are_posted_for() -> None:
    records = "".join(f"<record><![CDATA[{ROW.format(n=n)}]]></record>" for n in (1, 2, 3))
    body = (
        f'<script type="text/xml"><datastore><totalrecord>8</totalrecord>{records}</datastore>'
        "</script><script>jpage({perPage: 1, proxyUrl: '/module/web/jpage/dataproxy.jsp',"
        "ajaxParam: {col: 1, webid: 5, columnid: 66, unitid: '269'}})</script>"
    )
    opened = open_list(page(body, "http://a.example/col/col66/index.html"), Paging())
    assert len(opened.rows(is_article)) == 3
    asked = pages_of(opened).following
    assert [re.findall(r"(?:start|end)record=(\d+)", t.url) for t in asked] == [
        ["4", "6"],
        ["7", "9"],
    ]
    assert "unitid=269" in asked[0].form
    assert "columnid=66" in asked[0].form


def test_a_block_of_records_leads_to_the_next_until_the_total() -> None:
    xml = f"<datastore><totalrecord>9</totalrecord><record>{ROW.format(n=4)}</record></datastore>"
    url = "http://a.example/dataproxy.jsp?startrecord=4&endrecord=6&perpage=1"
    (target,) = pages_of(open_list(page(xml, url, "text/xml"), Paging())).following
    assert "startrecord=7" in target.url
    last = page(xml, "http://a.example/dataproxy.jsp?startrecord=7&endrecord=9&perpage=1")
    assert not pages_of(open_list(last, Paging())).following


@pytest.mark.parametrize(
    "data",
    [
        {"data": {"list": [{"title": "甲", "url": "/a/t20260304_4.html"}]}, "total": 31},
        {
            "total": "31",
            "articles": [{"name": "甲", "link": "http://a.example/a/t20260304_4.html"}],
        },
        {"totalCount": 31, "html": '<li><a href="/a/t20260304_4.html">甲</a></li>'},
    ],
)
def test_items_of_a_json_list_are_found_without_keys(data: dict[str, Any]) -> None:
    url = "http://a.example/api?page=1"
    opened = open_list(page(json.dumps(data), url, "application/json"), Paging())
    (link,) = opened.rows(is_article)
    assert (link.url, link.text) == ("http://a.example/a/t20260304_4.html", "甲")
    pages = pages_of(opened)
    assert pages.total_items == 31
    assert [t.url for t in pages.following] == ["http://a.example/api?page=2"]


@pytest.mark.parametrize("number", ["9" * 5_000, '"²"'])
def test_a_number_that_is_none_counts_nothing(number: str) -> None:
    body = f'{{"total": {number}, "rows": [{{"title": "甲", "url": "/a/t20260304_4.html"}}]}}'
    pages = pages_of(
        open_list(page(body, "http://a.example/api?page=²", "application/json"), Paging())
    )
    assert (pages.total_items, pages.following) == (None, ())


def test_keys_of_the_site_file_say_where_items_and_addresses_are() -> None:
    keys = Paging(items="d.rows", url="/show/{id}.html", title="bt", date="rq", total="d.n")
    data = {"d": {"n": 7, "rows": [{"id": 5, "bt": "甲", "rq": 1772582400000}]}}
    opened = open_list(page(json.dumps(data), kind="application/json"), keys)
    (link,) = opened.rows(is_article)
    assert (link.url, link.text, link.day) == (
        "http://a.example/show/5.html", "甲", date(2026, 3, 4)
    )  # fmt: skip
    assert pages_of(opened).total_items == 7


@pytest.mark.parametrize("under", ["", "/zxbgs", "/qx/zxbgs"])
@pytest.mark.parametrize("path", ["/", "{}/gkmlpt/index"])
def test_the_interface_behind_an_empty_page_is_found(path: str, under: str) -> None:
    body = f"""<div id="app"></div><script>window._CONFIG = {{"SID":"755001","TREE":[{{"id":31}}]}};
      </script><script src="{under}/gkmlpt/app.js"></script>"""
    opened = ListPage(page(body, f"http://a.example{path.format(under)}"))
    assert [t.url for t in drawn_from(opened)] == [
        f"http://a.example{under}/gkmlpt/api/all/31?page=1&sid=755001"
    ]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("art/2026/9/8/art_1_2.html", date(2026, 9, 8)),
        ("zxyw/202603/t20260304_1.html", date(2026, 3, 4)),
        ("html/2026-03/04/content_1.htm", date(2026, 3, 4)),
        ("2026/03-04/4363000.html", date(2026, 3, 4)),
        ("lm3/2026/512.html", None),
        ("lm3/2026/9/512.html", None),
        ("20260231/1.html", None),
    ],
)
def test_an_address_names_a_day_only_where_its_numbers_can_be_nothing_else(
    path: str, day: date | None
) -> None:
    assert day_in_url(f"http://a.example/{path}") == day


def test_an_address_goes_without_what_tracks_its_link() -> None:
    tracked = "http://a.example/1.html?spm=a2c.1.0&id=3&utm_source=x&PHPSESSID=7&empty="
    assert without_campaign(tracked) == "http://a.example/1.html?id=3&PHPSESSID=7&empty="
    assert untracked(tracked) == "http://a.example/1.html?id=3&empty="
    assert untracked("http://a.example/1.html?spm=a2c.1.0") == "http://a.example/1.html"
