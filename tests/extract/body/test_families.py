"""Each family's container is found on a page laid out as its templates do, short texts too."""

from __future__ import annotations

import pytest

from extract.record import Outcome
from tests.extract.pages import SENTENCE, article, read

LAST = "会议还研究了其他事项。"
TEXT = f"{SENTENCE}\n{LAST}"
BODY = f"<p>　　{SENTENCE}</p><p>　　{LAST}</p>"
RANKING = "".join(
    f'<li><a href="/{i}.html">某某市政协召开第{i}次主席会议，研究部署年度重点工作</a></li>'
    for i in range(12)
)
TEASERS = "".join(
    f"<div><a href='/t{i}.html'>第{i}期委员讲堂开讲</a><p>日前，第{i}期委员讲堂在市政协机关开讲，"
    "各界委员代表参加活动，现场座无虚席。</p></div>"
    for i in range(6)
)

CONTAINERS = {
    "wechat": '<div id="js_content" style="visibility: hidden;">{}</div>',
    "ucap": '<div class="pages"><div id="UCAP-CONTENT"><div class="trs">{}</div></div></div>',
    "founder web": '<div class="box"><!--enpcontent-->{}<!--/enpcontent--><p>推荐</p></div>',
    "founder paper": '<div id="ozoom"><founder-content>{}</founder-content></div>',
    "hanweb": "<div><!--ZJEG_RSS.content.begin-->{}<!--ZJEG_RSS.content.end--><i>分享</i></div>",
    "hanweb new": '<div class="main"><div id="ivs_content">{}</div></div>',
    "trs": '<div class="zw"><div class="TRS_Editor">{}</div></div>',
    "trs new": '<div class="view TRS_UEDITOR trs_paper_default">{}</div>',
    "vsb": '<form><div id="vsb_content_502"><div class="v_news_content">{}</div></div></form>',
    "webplus": '<div class="article"><div class="wp_articlecontent">{}</div></div>',
    "rmzxb": '<div class="Content_title">政协动态一则</div><div class="text_box">{}</div>',
    "cntv": '<div class="cnt_box"><h3>政协动态一则</h3><div class="con">{}</div></div>',
    "people": '<div class="box_con" id="rwb_zw">{}</div>',
    "people now": '<div class="rm_txt_con cf">{}</div>',
    "enorth": '<div class="m_ct_txt">{}</div>',
    "phpcms": '<div id="Article"><h1>政协动态一则</h1><div class="content">{}</div></div>',
    "dedecms": '<div class="viewbox"><div class="content">{}</div></div>',
    "empirecms": '<table id="news"><tr><td><div id="news_text">{}</div></td></tr></table>',
    "empirecms news": '<div class="newsview"><div class="newstext">{}</div></div>',
    "jeecms": '<div class="content"><div class="content-txt">{}</div></div>',
    "jeecms v9": '<div class="c-title">政协动态一则</div><div class="c-body">{}</div>',
    "gkmlpt drawn": '<div class="classify"><div class="article-content">{}</div></div>',
    "zoom": '<table><tr><td id="zoom">{}</td></tr></table>',
    "netease": '<div class="post_body">{}</div>',
    "sina": '<div class="article" id="artibody">{}</div>',
    "unknown": '<div class="nr">{}</div>',
    "layout table": "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    "sections": "<section><section><section>{}</section></section></section>",
}


def page(body: str) -> str:
    """Return a portal's page: menu, ranking list, teasers of other articles, footer."""
    return (
        "<html><head><title>政协动态一则_某某市政协</title></head><body>"
        f"<ul class='m'><li><a href='/'>首页</a></li><li><a href='/a'>要闻</a></li></ul>"
        f"<div class='l'><h1>政协动态一则</h1><div>2024-03-05 09:30 来源：某某日报</div>{body}"
        f"<div>责任编辑：王五一</div></div><div class='r'><h3>点击排行</h3><ul>{RANKING}</ul></div>"
        f"<div class='x'><h3>推荐阅读</h3>{TEASERS}</div>"
        "<div>版权所有 某某市政协 京ICP备05000001号</div></body></html>"
    )


@pytest.mark.parametrize("layout", CONTAINERS.values(), ids=CONTAINERS)
def test_a_short_text_is_found_whole_and_alone(layout: str) -> None:
    record = read(page(layout.format(BODY)))
    assert (record.outcome, record.text) == (Outcome.ARTICLE, TEXT)


@pytest.mark.parametrize(
    "body",
    [
        f"{SENTENCE}<br><br>{LAST}",
        f"<span>{SENTENCE}</span><br/><span>{LAST}</span>",
        f"<div>{SENTENCE}</div><div>{LAST}</div>",
        f"<section><span>{SENTENCE}</span></section><section>{LAST}</section>",
        f"<p><font><b>{SENTENCE}</b></font></p><p><span>{LAST}</span></p>",
    ],
    ids=["br", "span", "div", "section", "font"],
)
@pytest.mark.parametrize("family", ["wechat", "trs", "vsb", "unknown", "layout table"])
def test_a_body_needs_no_paragraphs(body: str, family: str) -> None:
    assert read(page(CONTAINERS[family].format(body))).text == TEXT


@pytest.mark.parametrize(
    ("family", "evidence"),
    [
        ("trs", "family:trs"),
        ("hanweb", "family:hanweb"),
        ("founder web", "family:founder"),
        ("vsb", "family:vsb"),
        ("unknown", "density"),
    ],
)
def test_the_record_says_what_gave_the_text(family: str, evidence: str) -> None:
    assert read(page(CONTAINERS[family].format(BODY))).provenance["text"] == evidence


def test_a_container_of_a_familys_name_that_holds_a_notice_is_not_taken() -> None:
    long = "".join(f"<p>第{i}点，{SENTENCE}</p>" for i in range(12))
    body = f"<div class='nr'>{long}</div><div class='TRS_Editor'><p>欢迎来稿。</p></div>"
    record = read(page(body))
    assert record.provenance["text"] == "density"
    assert record.text.count(SENTENCE) == 12


def test_a_container_of_a_familys_name_over_the_title_is_not_taken() -> None:
    notice = f"<div class='TRS_Editor'><p>{SENTENCE * 3}</p></div>"
    html = page(f"<div class='nr'>{BODY}</div>").replace("<h1>", f"{notice}<h1>")
    record = read(html)
    assert (record.text, record.provenance["text"]) == (TEXT, "density")


VERSE = ["云山苍苍江水泱泱", "先生之风山高水长", "春风又绿江南岸边", "明月何时照我归还"]


@pytest.mark.parametrize(
    ("lines", "beside", "taken"),
    [(VERSE, SENTENCE, True), (VERSE, SENTENCE * 3, False), (["见附件"], SENTENCE, False)],
    ids=["verse", "verse beside an article", "a few words"],
)
def test_lines_without_sentences_are_a_familys_text_beside_little_else(
    lines: list[str], beside: str, taken: bool
) -> None:
    html = article(*lines, after=f"<div class='nr'><p>{beside}</p></div>")
    record = read(html.replace("class='content'", "class='TRS_Editor'"))
    assert (record.text.split("\n") == lines) is taken
