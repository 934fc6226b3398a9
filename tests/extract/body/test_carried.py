"""Articles that a page holds for its scripts to draw."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.body.carried import draw, find_carried
from extract.document import parse
from extract.reasons import Reason
from extract.record import Outcome
from tests.extract.pages import SENTENCE, article, read

LAST = "会议还研究了其他事项，听取了有关工作情况的汇报，并对下一步工作作出安排部署。"
BODY = f"<p>　　{SENTENCE}</p><p>　　{LAST}</p>"
TEXT = f"{SENTENCE}\n{LAST}"
DETAIL = {"id": 8100001, "title": "政协动态一则", "publisher": "市政协办公室", "content": BODY}
HEAD = (
    '<head><meta charset="utf-8"><title>政协动态一则_某某市政协</title>'
    '<meta name="ArticleTitle" content="政协动态一则">'
    '<meta name="PubDate" content="2024-03-05 09:30">'
    '<meta name="ContentSource" content="某某日报"></head>'
)


def page(inside: str) -> str:
    return (
        f"<html>{HEAD}<body><ul><li><a href='/'>首页</a></li><li><a href='/gk'>公开</a></li></ul>"
        f"{inside}<div class='foot'>版权所有 某某市政协办公室</div></body></html>"
    )


def config(**more: object) -> str:
    """Return the platform's script, whose outer object is no JSON."""
    detail = json.dumps({**DETAIL, **more})
    return (
        f"<div id='app'></div><script>window._CONFIG = {{SITE_ID: '755001', TREE: [], "
        f"DETAIL: {detail}}};</script><script src='/gkmlpt/static/app.js'></script>"
    )


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        (config(), "script"),
        (config().replace("</p>", "<\\/p>"), "script"),
        (f"<div id=a></div><script type='text/html'>{BODY}</script>", "script"),
        (f"<textarea id='txt' style='display:none'>{escape(BODY)}</textarea>", "textarea"),
        (f"<textarea style='display:none'>{BODY}</textarea><div id='show'></div>", "textarea"),
        (f"<form><textarea>　　{SENTENCE}\n　　{LAST}</textarea></form>", "textarea"),
    ],
    ids=["gkmlpt", "escaped", "template", "textarea", "textarea of markup", "textarea of lines"],
)
def test_an_article_that_a_page_only_carries_is_read(inside: str, where: str) -> None:
    record = read(page(inside))
    assert (record.outcome, record.text) == (Outcome.ARTICLE, TEXT)
    assert (record.title, record.source, str(record.published)) == (
        "政协动态一则",
        "某某日报",
        "2024-03-05 09:30:00+08:00",
    )
    assert record.provenance["text"] == where


@pytest.mark.parametrize(
    "inside",
    [
        f"<form><textarea>{SENTENCE}</textarea><button>提交</button></form>",
        '<script>var o = {"content": "' + SENTENCE * 3 + '"};</script>',
    ],
    ids=["comment", "data without paragraphs"],
)
def test_what_is_shown_goes_before_what_is_carried(inside: str) -> None:
    assert read(article(SENTENCE, LAST, after=inside)).text == TEXT


def test_terms_in_a_login_page_are_no_article() -> None:
    record = read(page(f"<p>您需要登录后才可以查看</p><textarea>{BODY}</textarea>"))
    assert (record.outcome, record.reasons[0]) == (Outcome.REJECTED, Reason.LOGIN_WALL)


def test_a_page_that_carries_nothing_is_an_empty_shell() -> None:
    record = read(page('<div id=\'app\'></div><script>var a = {"content": ""};</script>'))
    assert record.outcome is Outcome.REJECTED


def test_the_tags_of_a_short_template_are_no_text() -> None:
    template = "<p><b><i></i></b></p>" * 40
    document = parse(page(f"<script type='text/html'>{template}请先登录。</script>"), "")
    assert document is not None
    assert find_carried(document, 0) is None


@given(st.text(max_size=200), st.integers(0, 100))
def test_no_script_makes_it_fail(text: str, shown: int) -> None:
    source = page(f'<script>x = {{"content": "<p>{text}</p>", "html": "{text}</script>')
    document = parse(source, "")
    assert document is not None
    if carried := find_carried(document, shown):
        assert carried.markup in draw(source, carried)


def test_a_value_that_is_no_sound_string_hides_none_behind_it() -> None:
    broken = f'<script>var a = {{"content": "<p>\\x41{SENTENCE * 2}</p>"}};</script>'
    assert read(page(broken + config())).text == TEXT
