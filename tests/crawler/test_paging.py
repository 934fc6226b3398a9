"""How list pages of these sites say where they go on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.lists.links import ListPage
from crawler.paging.find import find_pages
from crawler.paging.targets import Target, incremented
from tests.crawler.pages import page

HERE = "http://a.example/zxyw/"
MENU = """<select onchange="location=this.value"><option value="index.html">1</option>
<option value="index_1.html">第2页</option></select>"""
SCRIPT = """<script>function go(n){ location.href='list.jsp?c=3&page=' + n; }</script>
<a href="javascript:go(2)">下一页</a>"""
FORM = """<form action="list.do"><input name="col" value="7" type="hidden">
<input name="pageNo" value="1"></form><a href="javascript:turn(2)">后一页</a>"""
PIECES = r"""<SCRIPT LANGUAGE="JavaScript">
var currentPage = 0;//所在页从0开始
var nextPage = currentPage+1//下一页
var countPage = 25//共多少页
if(countPage>1&&currentPage!=(countPage-1))
document.write("<a href=\"index"+"_" + nextPage + "."+"shtml\">下一页</a>");</SCRIPT>"""
DEFINED = """<script>function createPageHTML(_n, _i, _s, _e){}
//createPageHTML(9, 0, "index", "html");
createPageHTML(1, 0, "index", "html");</script>"""


def following(body: str, url: str = HERE) -> list[str]:
    pages = find_pages(ListPage(page(f"<html><body>{body}</body></html>", url)))
    return [target.url for target in pages.following or pages.guesses]


@pytest.mark.parametrize(
    ("url", "body", "first"),
    [
        ("", '<script>createPageHTML(5, 0, "index", "html");</script>', "index_1.html"),
        ("index_1.html", '<script>createPageHTML(5,1,"index","html")</script>', "index_2.html"),
        ("", "<script>createPageHTML('page_div',11, 1,'list','shtml',154);</script>",
         "list_2.shtml"),
        ("", "<script>createPageHTML(3, 0, 'index', 'htm', 849);</script>", "index_1.htm"),
        ("", '<script>var n = 4;\nvar i = 0;\ncreatePageHTML(n, i, "index", "shtml");</script>',
         "index_1.shtml"),
        ("index.shtml", "<script>var countPage = 25;\nvar currentPage = 0;\n</script>",
         "index_1.shtml"),
        ("", PIECES, "index_1.shtml"),
        ("index.html", PIECES, "index_1.shtml"),
        ("", '<a href="index_1.html">下一页</a>', "index_1.html"),
        ("", '<a href="/zxyw/2.htm" class="Next">下页</a>', "2.htm"),
        ("12.htm", '<a href="11.htm">下页</a><a href="1.htm">尾页</a>', "11.htm"),
        ("", '<a href="?page=2">&gt;</a>', "?page=2"),
        ("", "<i>1</i><span onclick=\"window.location='p_2.html'\">2</span>", "p_2.html"),
        ("", '<a rel="next" href="p2.html">Older</a>', "p2.html"),
        ("", '<b>1</b><a href="list_2.html">2</a><a href="list_3.html">[3]</a>', "list_2.html"),
        ("?pageIndex=2", '<a href="?pageIndex=1">1</a><b>2</b><a href="?pageIndex=3">3</a>',
         "?pageIndex=3"),
        ("", MENU, "index_1.html"),
        ("", SCRIPT, "list.jsp?c=3&page=2"),
        ("", "<a onclick=\"location.href='list_2.html'\" href='#'>下一页</a>", "list_2.html"),
        ("", FORM, "list.do?col=7&pageNo=2"),
        ("", "<p>共 3 页</p>", "index_1.html"),
        ("list_2.html", "<p>第2页/共3页</p>", "list_3.html"),
    ],
)  # fmt: skip
def test_the_next_page_is_found_in_every_form(url: str, body: str, first: str) -> None:
    assert following(body, HERE + url)[0] == HERE + first


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("", DEFINED),
        ("index_4.html", '<script>createPageHTML(5, 4, "index", "html");</script>'),
        ("?page=3", '<a href="?page=2">2</a><b>3</b><a href="?page=2">上一页</a>'),
        ("", "<p>上海市政协共 3 个专委会</p>"),
        ("", '<a href="/other/">更多</a><a href="/a.html">下一篇</a>'),
    ],
)  # fmt: skip
def test_a_last_page_names_no_further_one(url: str, body: str) -> None:
    assert following(body, HERE + url) == []


def test_the_pager_of_asp_net_posts_the_form_back() -> None:
    body = (
        '<form action="list.aspx"><input type="hidden" name="__VIEWSTATE" value="x">'
        "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a></form>"
    )
    (target,) = find_pages(ListPage(page(f"<html><body>{body}</body></html>"))).next
    assert target == Target(
        HERE + "list.aspx", "__VIEWSTATE=x&__EVENTTARGET=Pager&__EVENTARGUMENT=2"
    )


def test_totals_are_read_where_the_list_prints_them() -> None:
    pages = find_pages(ListPage(page("<body><div>共<b>137</b>条记录 第1/7页</div></body>")))
    assert (pages.total_items, pages.total_pages) == (137, 7)


@pytest.mark.parametrize(
    ("url", "raised"),
    [
        ("http://a/x?page=2&b=1", "http://a/x?page=3&b=1"),
        ("http://a/list_9.html", "http://a/list_10.html"),
        ("http://a/node_02.html", "http://a/node_03.html"),
        ("http://a/about.html", None),
    ],
)
def test_a_page_number_is_raised_where_there_is_one(url: str, raised: str | None) -> None:
    assert incremented(url) == raised


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>ab=\"'/(){}0123456789,页下一 createPageHTML?&;", max_size=300))
def test_no_page_breaks_the_reader(body: str) -> None:
    find_pages(ListPage(page(body)))
