"""Pages that hold no article, as Chinese CMSs, forums, registrars and app frameworks serve them."""

from __future__ import annotations

import pytest

from extract.reasons import Reason
from extract.record import Outcome
from tests.extract.pages import SENTENCE, article, read

_HEADLINE = "市政协第{}次主席会议召开"
_ITEMS = [(_HEADLINE.format(i), f"2026-02-{i + 1:02}", SENTENCE[:30]) for i in range(16)]
_LINES = "".join(f"<li><a href='/n/1.html'>{t}</a><span>{day}</span></li>" for t, day, _ in _ITEMS)
_TEASERS = "".join(
    f"<div class='item'><h3><a href='/n/1.html'>{t}</a></h3><p>{text}……</p><span>{day}</span></div>"
    for t, day, text in _ITEMS
)
_BYLINE = "<div class='info'>来源：某某电视台 2026-02-05</div>"


def _page(body: str, title: str = "提示信息") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div class='nav'><a href='/'>首页</a>"
        f"<a href='/a'>政协要闻</a></div>{body}"
        "<div class='foot'>版权所有 某某市政协</div></body></html>"
    )


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (_page(f"<ul>{_LINES}</ul>", "政协要闻"), Reason.LIST_PAGE),
        (_page(_TEASERS, "政协要闻"), Reason.LIST_PAGE),
        (
            _page(f"<ul>{_LINES}</ul><p>欢迎访问某某市政协网站。</p>", "某某市政协"),
            Reason.LIST_PAGE,
        ),
        (_page("<div id='app'></div><script src='/app.js'></script>"), Reason.EMPTY_SHELL),
        (_page("<div class='tip'>该页面无法显示，可能已被删除或移动</div>"), Reason.DELETED_NOTICE),
        (_page("<p>对不起，您访问的文章不存在或已被删除！</p>"), Reason.DELETED_NOTICE),
        (_page("<form>用户名：<input> 密码：<input type='password'></form>"), Reason.LOGIN_WALL),
        (_page("<h1>该域名正在出售</h1><p>如需购买此域名，请点击这里。</p>"), Reason.PARKED),
        (_page("<h1>会员中心</h1><form><input><input type='password'></form>"), Reason.LOGIN_WALL),
        (_page(f"<h1>新闻联播</h1>{_BYLINE}<video src='/1.mp4'></video>"), Reason.VIDEO_ONLY),
        (
            _page(
                f"<h1>新闻联播</h1>{_BYLINE}<iframe src='//v.example/player.html?vid=1'></iframe>"
            ),
            Reason.VIDEO_ONLY,
        ),
        (
            _page(f"<h1>委员书画</h1>{_BYLINE}<p><img src='/1.jpg'></p><p><img src='/2.jpg'></p>"),
            Reason.PICTURE_ONLY,
        ),
        (
            _page(
                f"<h1>会议公报</h1>{_BYLINE}<p><a href='//o.example/1.html'>点击查看全文</a></p>"
            ),
            Reason.STUB,
        ),
    ],
)
def test_a_page_without_an_article_is_rejected_by_the_name_of_its_kind(
    html: str, reason: Reason
) -> None:
    record = read(html)
    assert record.outcome is Outcome.REJECTED
    assert record.reasons[0] is reason


@pytest.mark.parametrize(
    "text",
    [
        "某某网站将于3月6日停机检修。",
        "有委员反映，部分网页无法打开，办事指南可能已过期，群众意见较大，建议限期整改。" * 4,
        "如何登录委员履职平台？用户名为手机号，密码由办公室统一发放，忘记密码请联系管理员。" * 3,
        "会上，大家就域名保护作了发言。" + SENTENCE,
    ],
)
def test_an_article_that_speaks_of_such_things_stays_one(text: str) -> None:
    assert read(article(text)).outcome is Outcome.ARTICLE


def test_an_article_that_ends_in_links_with_days_stays_one() -> None:
    listed = "".join(f"<p><a href='/n/1.html'>{t}</a> {day}</p>" for t, day, _ in _ITEMS[:6])
    html = article(*(SENTENCE * 2 for _ in range(12)), after=f"<div>{listed}</div>")
    assert read(html).outcome is Outcome.ARTICLE


@pytest.mark.parametrize(
    "kind",
    ["", "TEXT/HTML", "application/xhtml+xml", "application/xml", "application/octet-stream"],
)
def test_a_page_may_be_sent_as_any_kind_of_text(kind: str) -> None:
    assert (
        SENTENCE
        in read(article(SENTENCE).replace("<head>", "<head><meta charset=utf-8>"), kind=kind).text
    )


def test_the_zeros_of_utf_16_are_no_signs_of_a_picture() -> None:
    assert SENTENCE in read(article(SENTENCE).encode("utf-16"), kind="text/html").text


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\x89PNG", b"GIF89a", b"Rar!", b"\xff\xd8\xff"])
def test_a_file_that_is_called_a_page_is_none(start: bytes) -> None:
    body = start + article(SENTENCE).encode()
    assert read(body, kind="text/html").reasons == (Reason.NOT_HTML,)


def test_a_few_control_characters_cost_nothing() -> None:
    assert read(article(SENTENCE).replace(SENTENCE[:9], f"{SENTENCE[:9]}\x01\x02")).text == SENTENCE


def teasers(count: int, more: str = "") -> str:
    return "".join(
        f"<div><h3><a href='/a/{i}.html'>第{i}次主席会议召开</a></h3>"
        f"<p>第{i}次会议期间，{SENTENCE}{more}</p></div>"
        for i in range(count)
    )


@pytest.mark.parametrize("more", ["", "<a href='/a'>[详细]</a>"])
def test_headlines_with_the_openings_of_their_articles_are_a_list(more: str) -> None:
    page = f"<html><title>政协要闻</title><body><h2>政协要闻</h2>{teasers(5, more)}</body></html>"
    assert Reason.LIST_PAGE in read(page).reasons


def test_a_dated_review_of_a_week_is_an_article() -> None:
    dated = "<h1>一周要闻</h1><div>2024-03-05 09:30 来源：某某日报</div>"
    page = f"<html><title>一周要闻</title><body>{dated}{teasers(6)}</body></html>"
    assert read(page).outcome is Outcome.ARTICLE


@pytest.mark.parametrize(("count", "is_list"), [(8, True), (7, False)])
def test_eight_headlines_are_a_list_and_fewer_may_be_an_article(count: int, is_list: bool) -> None:
    items = "</li>".join(_LINES.split("</li>")[:count])
    assert (read(_page(f"<ul>{items}</ul>")).reasons[0] is Reason.LIST_PAGE) is is_list


@pytest.mark.parametrize(
    "player",
    [
        "<video src='/1.mp4'></video>",
        "<embed src='/1.swf'>",
        "<iframe src='//v.example/player.html?vid=1'></iframe>",
        "<object class='video-player'></object>",
        "<div id='video-player'></div>",
        "<div class='video-player'></div>",
    ],
)
def test_a_player_is_known_by_its_element_or_its_name(player: str) -> None:
    assert read(_page(f"<h1>新闻联播</h1>{_BYLINE}{player}")).reasons[0] is Reason.VIDEO_ONLY


@pytest.mark.parametrize(
    "other",
    [
        "<p id='video-player'>甲</p>",
        "<iframe src='//m.example/map.html'></iframe>",
        "<div id='a'></div>",
    ],
)
def test_what_is_no_player_is_none(other: str) -> None:
    assert read(_page(f"<h1>新闻联播</h1>{_BYLINE}{other}")).reasons[0] is Reason.NO_ARTICLE
