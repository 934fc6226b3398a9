"""Pages that send their reader elsewhere, and pages that only could."""

from __future__ import annotations

import pytest

from crawler.jumps import jump_target
from tests.crawler.pages import page


@pytest.mark.parametrize(
    "body",
    [
        "<script>location.href='/new/'</script>",
        "<script>window.location.replace('/new/');</script>",
        "<script language='javascript'><!--\nlocation.href='/new/';\n//--></script>",
        "<script>function go(){ location = '/new/'; }\ngo();</script>",
        "<script>function go(){ if (1) { location.href='/new/'; } } setTimeout(go, 100)</script>",
        "<script>window.onload = function(){ top.location.href = '/new/'; }</script>",
        "<body onload=\"location.href='/new/'\"></body>",
        "<meta http-equiv='refresh' content='0; url=/new/'>",
    ],
)
def test_a_page_that_sends_its_reader_on_says_where(body: str) -> None:
    assert jump_target(page(f"<html>{body}</html>")) == "http://a.example/new/"


@pytest.mark.parametrize(
    "body",
    [
        "<span onclick=\"location.href='/c/1-2.html'\">下一页</span>",
        "<button onclick=\"window.location.href='/'\">返回首页</button>",
        "<script>function home(){ location.href='/'; }</script><a onclick='home()'>首页</a>",
        "<script>var n = 2; location.href='/list_' + n + '.html'</script>",
        "<!-- <script>location.href='/new/'</script> -->",
        "<p>window.location.href='/new/'</p>",
    ],
)
def test_what_waits_for_a_click_sends_nobody_on(body: str) -> None:
    assert jump_target(page(f"<html>{body}</html>")) is None
