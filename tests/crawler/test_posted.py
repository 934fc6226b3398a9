"""Lists whose rows a page's script posts for."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.lists.links import ListPage
from crawler.lists.opening import drawn_from, open_list, pages_of
from crawler.paging.find import find_pages
from crawler.paging.targets import Target, fill
from crawler.scripts.item_addresses import item_addresses
from crawler.scripts.posted import posted_to
from crawler.site import Paging
from tests.crawler.pages import page

HERE = "http://a.example/channel/3.html"
ARTICLE = re.compile(r"/detail/\d+\.html$")
JQUERY = """var channelId = 34, pageIndex = 1; function load(pageIndex) { $.ajax({
 url: '/getList.do', type: 'post', data: { channelId: channelId, pageIndex: pageIndex,
 pageSize: 10 }, success: function (d) { draw(d); } }); }"""
FETCH = """fetch('/api/list', { method: 'POST', headers: {'Content-Type': 'application/json'},
 body: JSON.stringify({cat: 3, page: 1, size: 10}) }).then(r => r.json()).then(draw)"""
NAMED = """var base = '/gw'; var params = {channelCode: 'yw', current: 1, size: 20};
$.ajax({type: 'POST', contentType: 'application/json;charset=utf-8', url: base + '/api/list',
 data: JSON.stringify(params)});"""
XHR = """var x = new XMLHttpRequest(); x.open('POST', '/list.do', true);
x.send('cid=4&page=' + p + '&size=20');"""
AXIOS = """new Vue({data: {cid: 5, page: 1}, created() { axios.post('/api/list',
 {page: this.page, q: {channel: this.cid}, keyword: this.word}) }})"""
FIELD = "$.post('/x/list', {id: $('#cid').val(), page: 3}, draw)"
TEMPLATE = (
    "let cid = 8; fetch(`/api/${cid}/list`, {method: 'post', body: new URLSearchParams({page: 1})})"
)

NAMED_ALIKE = """var year = '2026'; function ask(pagenum) { $.ajax({dataType: 'json', success: draw,
 url: "/x/list.jsp?year=" + year + "&pagenum=" + pagenum + "&size=20"}); }"""


def opened(script: str) -> ListPage:
    return ListPage(page(f"<input id='cid' value='77'><script>{script}</script>", HERE))


@pytest.mark.parametrize(
    ("script", "path", "sent"),
    [
        (JQUERY, "/getList.do", "channelId=34&pageIndex=1&pageSize=10"),
        (FETCH, "/api/list", '{"cat": 3, "page": 1, "size": 10}'),
        (NAMED, "/gw/api/list", '{"channelCode": "yw", "current": 1, "size": 20}'),
        (XHR, "/list.do", "cid=4&page=1&size=20"),
        (AXIOS, "/api/list", '{"page": 1, "q": {"channel": 5}}'),
        (FIELD, "/x/list", "id=77&page=1"),
        (TEMPLATE, "/api/8/list", "page=1"),
        (NAMED_ALIKE, "/x/list.jsp?year=2026&pagenum=1&size=20", ""),
    ],
    ids=["jquery", "fetch", "named", "xhr", "axios", "field", "template", "named alike"],
)
def test_what_a_script_posts_for_its_first_page_is_read(script: str, path: str, sent: str) -> None:
    assert posted_to(opened(script)) == [Target(f"http://a.example{path}", sent)]


@pytest.mark.parametrize(
    "script",
    [
        "$.post('/login', {name: 'a'})", "$.post('/api/visit/count', {id: 3})",
        "$.ajax({url: '/api/visit/count', type: 'get', data: {id: 1}})",
        "// $.post('/api/list', {a: 1})", "fetch('/api/list')",
        "$.post(where(), {a: 1})", "$.post('/api/list')",
    ],
)  # fmt: skip
def test_logins_counters_and_what_is_not_posted_are_no_lists(script: str) -> None:
    assert posted_to(opened(script)) == []


def test_what_a_script_asks_by_get_takes_the_column_from_the_pages_own_address() -> None:
    script = """var ch = getQuery('ch'); function load(p) { $.ajax({ url: '/api/list', type: 'GET',
     data: {channelId: ch, pageNum: p, pageSize: 10}, success: draw }); }"""
    body = f"<html><body><script>{script}</script></body></html>"
    (target,) = posted_to(ListPage(page(body, "http://a.example/list.html?ch=5")))
    assert target == Target("http://a.example/api/list?channelId=5&pageNum=1&pageSize=10")


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("$.getJSON('/api/list', {cat: 3, page: 1}, draw)", "/api/list?cat=3&page=1"),
        ("$.get('/list.do?cat=3&pageNo=' + pageNo, draw)", "/list.do?cat=3&pageNo=1"),
        ("axios.get('/api/list', {params: {cat: 3, current: this.page}})",
         "/api/list?cat=3&current=1"),
        ("$.ajax({url: '/api/list', data: {cat: 3, pageNum: 1}, success: draw})",
         "/api/list?cat=3&pageNum=1"),
        ("var x = new XMLHttpRequest(); x.open('GET', '/api/list?cat=3&page=' + p); x.send()",
         "/api/list?cat=3&page=1"),
        ("window.CAT = 3; fetch('/api/page?cat=' + window.CAT + '&current=' + page).then(draw)",
         "/api/page?cat=3&current=1"),
        ("let cat = 3; fetch(`/api/page?cat=${cat}&current=${page}`).then(draw)",
         "/api/page?cat=3&current=1"),
        ("var cat = '3'; function go(n) { $.getJSON('/data/list_' + cat + '_' + n + '.json', d) }",
         "/data/list_3_1.json"),
    ],
    ids=["getJSON", "get", "axios", "ajax", "xhr", "fetch", "template", "files"],
)  # fmt: skip
def test_what_a_script_asks_by_get_is_read_from_every_call(script: str, asked: str) -> None:
    assert next(drawn_from(opened(script))) == Target(f"http://a.example{asked}")


def test_rows_that_a_button_loads_are_asked_for_by_the_next_number() -> None:
    script = """var n = 1, cid = 3; $('#more').click(function () { n++;
      $.get('/ajax/more.php?cid=' + cid + '&page=' + n, function (d) { $('#l').append(d) }) })"""
    rows = "<a href='/'>首页</a><div id='l'><a href='/detail/1.html'>第1次会议</a></div>"
    listed = ListPage(page(f"{rows}<script>{script}</script>", HERE))
    assert find_pages(listed).guesses == (Target("http://a.example/ajax/more.php?cid=3&page=2"),)
    further = ListPage(page("<p>第11次会议</p>", "http://a.example/ajax/more.php?cid=3&page=2"))
    assert find_pages(further).guesses == (Target("http://a.example/ajax/more.php?cid=3&page=3"),)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="$.post(){}[]'\"`:,;+ \n/*abc1=\\"), st.sampled_from([JQUERY, AXIOS, XHR]))
def test_no_script_is_too_broken_to_be_looked_at(noise: str, script: str) -> None:
    for text in (noise, script[: len(noise)] + noise, noise + script):
        assert len(posted_to(opened(f"$.post('/a', {text}"))) <= 5


def test_an_address_that_is_posted_to_is_not_asked_for_by_get() -> None:
    assert [bool(target.form) for target in drawn_from(opened(FETCH))] == [True]


def answer(count: int, total: int) -> str:
    rows: list[dict[str, Any]] = [{"id": 70 + n, "title": f"第{n}次会议", "time": "2026/03/04"}
                                  for n in range(count)]  # fmt: skip
    return json.dumps({"data": {"list": rows, "total": total}})


@pytest.mark.parametrize(
    ("sent", "following"),
    [
        ('{"q": {"cat": 3}, "page": 2}', '{"q": {"cat": 3}, "page": 3}'),
        ('{"page": "2"}', '{"page": "3"}'),
        ("cat=3&pageIndex=2&size=5", "cat=3&pageIndex=3&size=5"),
        ('{"start": 5, "size": 5}', '{"start": 10, "size": 5}'),
    ],
)
def test_the_next_page_is_asked_for_by_what_was_sent_for_this_one(
    sent: str, following: str
) -> None:
    url = f"http://a.example/api/list#{sent}"
    listed = open_list(page(answer(5, 23), url, "application/json"), Paging(), "/detail/{id}.html")
    assert len(listed.rows(lambda url: bool(ARTICLE.search(url)))) == 5
    assert pages_of(listed).next == (Target("http://a.example/api/list", following),)


def test_the_addresses_of_items_are_made_as_the_script_makes_them() -> None:
    for script in (
        """h += '<li><a href="/detail/' + it.id + '.html">' + it.title + '</a></li>'""",
        "h += `<a href='/detail/${item.id}.html'>${item.title}</a>`",
    ):
        assert item_addresses(opened(script)) == "/detail/{id}.html"
    body = page(answer(2, 2), "http://a.example/api/list", "application/json")
    rows = open_list(body, Paging(), "/detail/{id}.html").rows(lambda _: True)
    assert [row.url for row in rows] == [f"http://a.example/detail/{n}.html" for n in (70, 71)]


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ("""h += '<a href="/web/view?col=' + v.colId + '&id=' + v.strId + '&site=5">' + v.name""",
         "/web/view?col={colId}&id={strId}&site=5"),
        ("""window.PATH = "yw"; h += '<a href="/' + window.PATH + '/detail/' + x.id + '.html">';""",
         "/yw/detail/{id}.html"),
        ("""a.href = 'show.html?id=' + encodeURIComponent(list[i]['docId']);""",
         "http://a.example/channel/show.html?id={docId}"),
        ("m += '<a href=/col/' + c.id + '>'; h += `<a href='/info/${r.colId}/${r.id}.htm'>`",
         "/info/{colId}/{id}.htm"),
        ("h += '<img src=\"/img/' + it.id + '.jpg\">' + it.title", ""),
        ("h += '<p>' + it.title + '</p>'", ""),
        ("location.href = '/list?id=' + where", ""),
    ],
    ids=["several keys", "the page's own word", "relative", "columns first", "pictures",
         "no address", "no item"],
)  # fmt: skip
def test_addresses_of_items_are_put_together_from_all_that_a_script_adds(
    script: str, made: str
) -> None:
    assert item_addresses(opened(script)) == made


def test_a_site_file_may_say_what_is_sent_with_the_lists_own_parameters() -> None:
    base = "http://a.example/list.html?channelId=3"
    asked = fill("/api/list", 2, base, '{"channelId": {channelId}, "page": {n}}')
    assert asked == Target("http://a.example/api/list", '{"channelId": 3, "page": 2}')
    with pytest.raises(ValueError, match="isn't given"):
        Paging(form="page={n}")
    with pytest.raises(ValueError, match=r"no \{n\}"):
        Paging(api="/api/list", form="page=1")


def test_what_aspnet_hands_back_tells_no_page_from_another() -> None:
    keys = {Target("http://a.example/l.aspx", f"__VIEWSTATE=x{n}&__EVENTARGUMENT=2&a=1").key
            for n in range(3)}  # fmt: skip
    assert keys == {"http://a.example/l.aspx#__EVENTARGUMENT=2&a=1"}
    assert Target.of("http://a.example/#/list/3") == Target("http://a.example/")


@pytest.mark.parametrize(
    ("path", "data", "following"),
    [
        ("data/12_1.json", {"pageCount": 3}, ["data/12_2.json"]),
        ("data/12_3.json", {"pageCount": 3}, []),
        ("data/12_1.json", {}, ["data/12_2.json"]),
        ("data/list.json", {}, []),
    ],
)
def test_lists_kept_as_files_go_on_by_the_number_in_their_name(
    path: str, data: dict[str, Any], following: list[str]
) -> None:
    body = json.dumps(data | {"list": [{"title": "会议", "url": "/detail/7.html"}]})
    listed = open_list(page(body, f"http://a.example/{path}", "application/json"), Paging())
    assert listed.rows(lambda url: bool(ARTICLE.search(url)))
    pages = pages_of(listed)
    assert [target.url for target in pages.next or pages.guesses] == [
        f"http://a.example/{each}" for each in following
    ]


def test_a_page_that_was_posted_for_posts_to_its_own_address_again() -> None:
    body = """<form><input name="__VIEWSTATE" value="x"></form>
<a href="javascript:__doPostBack('pager','3')">下一页</a>"""
    key = "http://a.example/list.aspx?c=1#__EVENTTARGET=pager&__EVENTARGUMENT=2"
    (target,) = find_pages(ListPage(page(body, key))).next
    assert target.url == "http://a.example/list.aspx?c=1"
    assert target.form.endswith("__EVENTTARGET=pager&__EVENTARGUMENT=3")
