"""Times of posts, as Discuz X and PHPWind show and keep them."""

from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, article, read

POST = """<html><head><title>市政协召开会议 - 某某论坛</title></head><body>
<h1><span id="thread_subject">市政协召开会议</span></h1><table id="pid1"><tr><td class="plc">
<div class="authi">{said}</div><div class="t_f" id="postmessage_1">{text}</div>
<div class="modact"><a href="#">本主题由 管理员 于 2021-3-5 10:20 设置高亮</a></div>
</td></tr></table></body></html>"""
MOMENT = "2021-03-04T09:10:11+08:00"


def published(said: str) -> str | None:
    moment = read(POST.format(said=said, text=SENTENCE * 3)).published
    return moment.isoformat() if moment else None


@pytest.mark.parametrize(
    "said",
    [
        "发表于 <span title='2021-3-4 09:10:11'>3&nbsp;天前</span>",
        "发表于 <span title='2021-3-4 09:10:11'>昨天&nbsp;09:10</span>",
        "发表于 <span title='2021-3-4 09:10:11'>半小时前</span>",
        "<span title='2021-03-04 09:10:11'>发布于：2021-03-04</span>",
        "<span title='2021-03-04 09:10:11'>2021-3-4</span>",
    ],
)
def test_a_post_is_dated_by_the_moment_that_it_keeps(said: str) -> None:
    assert published(said) == MOMENT


@pytest.mark.parametrize(
    "said",
    [
        "<em>3 天前</em>",
        "<span title='查看 2021-3-4 09:10:11 的主题'>3 天前</span>",
        "<span title='2021-3-4 09:10:11'>只看该作者</span>",
    ],
)
def test_what_staff_did_to_a_thread_dates_no_post(said: str) -> None:
    assert published(said) is None


def test_a_day_that_differs_from_the_kept_moment_stays() -> None:
    assert published("<span title='2021-3-9 09:10:11'>发表于 2021-3-4</span>") == (
        "2021-03-04T00:00:00+08:00"
    )


def test_running_text_stays_as_it_was_printed() -> None:
    told = f"{SENTENCE}<span title='2021-3-4 09:10:11'>3天前</span>，{SENTENCE}"
    assert read(article(told, SENTENCE)).text.startswith(f"{SENTENCE}3天前，{SENTENCE}")
