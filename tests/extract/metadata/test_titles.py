"""Title, kicker and subtitle, each as the publisher set it."""

from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, read

TITLE = "市政协召开十四届三次常委会会议"


def page(title: str, shown: str = "", *, head: str = "", byline: str = "", text: str = "") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body>"
        '<div class="top"><h1 class="logo"><a href="/">某某政协网</a></h1>'
        '<ul><li><a href="/a">政协要闻</a></li><li><a href="/b">提案工作</a></li></ul></div>'
        f"<div class='main'>{shown}{byline}<div class='content'>{text}<p>{SENTENCE}</p>"
        f"<p>{SENTENCE[::-1]}</p></div></div></body></html>"
    )


@pytest.mark.parametrize(
    ("title", "shown", "head", "evidence"),
    [
        (f"{TITLE}_政协要闻_某某市政协", "", "", "title"),
        (f"{TITLE}-某某政协网", f"<h1>{TITLE}</h1>", "", "heading:h1"),
        (f"某某政协网 - {TITLE}", "", "", "title"),
        (f"某某市政协网站 > {TITLE}", "", "", "title"),
        (f"某某日报数字报-{TITLE}", "", "", "title"),
        (f"某某市政协网-{TITLE}", "", "", "title"),
        (f"{TITLE}--某某频道--人民网", "", "", "title"),
        (f"{TITLE}-政协要闻-某某市政协", "", "", "title"),
        ("某某市政协", f"<h2>{TITLE}</h2>", "", "heading:h2"),
        ("政协要闻", f'<div class="biaoti">{TITLE}</div>', "", "class:title"),
        ("某某政协网", f"<p><b>{TITLE}</b></p>", "", "above_byline"),
        ("", f"<h1>{TITLE}</h1>", "", "heading:h1"),
        ("详细页", "", f'<meta name="ArticleTitle" content="{TITLE}">', "meta:articletitle"),
        ("某某市政协", "", f'<META NAME="articletitle" CONTENT="{TITLE}">', "meta:articletitle"),
        (
            "某某市政协",
            "",
            f"<!--enpproperty <title>{TITLE}</title>/enpproperty-->",
            "enpproperty:title",
        ),
        (f"{TITLE[:10]}…_某某政协网", f"<h1>{TITLE}</h1>", "", "heading:h1"),
        (f"{TITLE}-新华网", f'<div class="title">{TITLE}-新华网</div>', "", "class:title"),
        (TITLE, "", '<meta property="og:title" content="某某政协网">', "title"),
    ],
)
def test_the_title_stands_without_site_and_column(
    title: str, shown: str, head: str, evidence: str
) -> None:
    byline = "<p>时间：2024-03-05 来源：某某日报</p>"
    record = read(page(title, shown, head=head, byline=byline))
    assert (record.title, record.provenance["title"]) == (TITLE, evidence)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        (
            '<meta name="ArticleTitle" content="全市政协开展"委员工作室"建设">',
            "全市政协开展“委员工作室”建设",
        ),
        ('<meta name="ArticleTitle" content="全市政协开展委员工…">', "全市政协开展委员工作室建设"),
        (
            '<meta name="ArticleTitle" content="全市政协开展“委员工">',
            "全市政协开展“委员工作室”建设",
        ),
    ],
)
def test_a_title_that_was_cut_is_completed_from_the_heading(cut: str, whole: str) -> None:
    assert read(page("某某政协网", f"<h1>{whole}</h1>", head=cut)).title == whole


def test_a_heading_of_another_article_completes_nothing() -> None:
    other = f"<h3>{TITLE}的侧记之一</h3>"
    assert read(page(f"{TITLE}_某某市政协", other)).title == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "“十四五”规划——从蓝图到现实",
        "A-B股市场 | 一周回顾",
        "2024-2025年度计划公布",
        "记者手记：春天里",
    ],
)
def test_marks_inside_a_title_stay(title: str) -> None:
    assert read(page(f"{title}_某某市政协", f"<h1>{title}</h1>")).title == title
    assert read(page(f"{title}_要闻_某某市政协")).title == title.partition(" | ")[0]
    assert read(page(title, f"<p>{title}</p>")).title == title.partition(" | ")[0]


@pytest.mark.parametrize("link", ["<a name='top'></a>", "<a href='/1.html'></a>"])
def test_a_heading_with_a_link_that_leads_elsewhere_is_no_logo(link: str) -> None:
    record = read(page("某某政协网", f"<h1>{link}{TITLE}</h1>"))
    assert (record.title, record.provenance["title"]) == (TITLE, "heading:h1")


def test_a_logo_that_leads_home_is_no_title() -> None:
    logo = "<h2><a href='http://zx.example/index.html'>某某市政协门户</a></h2>"
    record = read(
        page("", f"{logo}<p><b>{TITLE}</b></p>", byline="<p>2024-03-05 来源：某某日报</p>")
    )
    assert record.title == TITLE


def test_the_lines_of_a_heading_are_set_apart() -> None:
    record = read(page("某某政协网", "<h1>凝心聚力谋发展<br>履职尽责谱新篇</h1>"))
    assert record.title == "凝心聚力谋发展 履职尽责谱新篇"


KICKER, SUBTITLE = "张三丰在全市政协工作会议上强调", "某某市政协工作纪实"
PROPERTY = f"<introtitle>{KICKER}</introtitle><subtitle>{SUBTITLE}</subtitle>"


@pytest.mark.parametrize(
    ("shown", "evidence"),
    [
        (f"<h3>{KICKER}</h3><h1>{TITLE}</h1><h2>{SUBTITLE}</h2><p>2024-03-05</p>", "beside_title"),
        (
            f"<p class='yinti'>{KICKER}</p><h1>{TITLE}</h1><p class='futi'>{SUBTITLE}</p>",
            "class:",
        ),
        (
            f"<p class='introTitle'>{KICKER}<h2>{TITLE}</h2><p class='subTitle'>{SUBTITLE}",
            "class:",
        ),
        (
            f"<h1>{TITLE}</h1><!--enpproperty {PROPERTY}/enpproperty-->",
            "enpproperty:",
        ),
    ],
)
def test_kicker_and_subtitle_are_read_where_the_page_sets_them(shown: str, evidence: str) -> None:
    record = read(page(f"{TITLE}_某某市政协", shown))
    assert (record.kicker, record.title, record.subtitle) == (KICKER, TITLE, SUBTITLE)
    assert record.provenance["kicker"].startswith(evidence)
    assert record.provenance["subtitle"].startswith(evidence)
    assert KICKER not in record.text
    assert SUBTITLE not in record.text


@pytest.mark.parametrize(
    "shown",
    [
        f"<h3>政协要闻</h3><h1>{TITLE}</h1>",
        f"<h1>{TITLE}</h1><h2>一、会议要求</h2><p>{SENTENCE}</p>",
        f"<h1>{TITLE}</h1><div class='subtitle'>2024-03-05 来源：某某日报</div>",
        f"<h1>{TITLE}</h1><div class='sub-title'>字号：大 中 小</div>",
        f"<h3><a href='/x.html'>其他的一篇文章的标题</a></h3><h1>{TITLE}</h1>",
    ],
)
def test_what_stands_at_a_title_and_is_none_of_it_is_neither(shown: str) -> None:
    record = read(page(f"{TITLE}_某某市政协", shown))
    assert (record.kicker, record.title, record.subtitle) == (None, TITLE, None)


@pytest.mark.parametrize("line", [f"——{SUBTITLE}", f"--{SUBTITLE}", f"── {SUBTITLE}"])
def test_a_line_set_off_with_a_dash_is_the_subtitle(line: str) -> None:
    record = read(page(TITLE, f"<h1>{TITLE}</h1>", text=f"<p>{line}</p>"))
    assert (record.subtitle, record.provenance["subtitle"]) == (line, "dash")
    assert record.text.startswith(SENTENCE)


@pytest.mark.parametrize("line", ["——（宋）陆游", "——张三丰", "--", "——《某某史》"])
def test_the_one_quoted_above_is_no_subtitle(line: str) -> None:
    record = read(page(TITLE, f"<h1>{TITLE}</h1>", text=f"<p>纸上得来终觉浅</p><p>{line}</p>"))
    assert record.subtitle is None


@pytest.mark.parametrize("title", ["凝心聚力谋发展履职尽责谱新篇", "凝心聚力谋发展 履职尽责谱新篇"])
def test_a_heading_in_two_lines_is_set_as_the_documents_title_is(title: str) -> None:
    shown = "<h1>凝心聚力谋发展<br>履职尽责谱新篇</h1>"
    assert read(page(f"{title}-某某政协网", shown)).title == title


def test_an_office_before_a_hyphen_is_of_the_title() -> None:
    assert read(page("某某市政府-企业家恳谈会召开")).title == "某某市政府-企业家恳谈会召开"


@pytest.mark.parametrize(
    "title", ["提案办理工作情况的通报", "公示公告栏目的调整说明", "公示公告情况说明"]
)
def test_a_columns_short_name_that_opens_the_title_is_not_the_title(title: str) -> None:
    assert read(page(f"{title}_某某市政协", f"<h3>{title[:2]}</h3>")).title == title


def test_a_short_title_is_one_where_the_page_is_called_so() -> None:
    record = read(page("讣告_某某市政协", f"<h2>讣告</h2><h2>{TITLE}</h2>"))
    assert (record.title, record.provenance["title"]) == ("讣告", "heading:h2")


def test_under_a_sites_name_the_first_of_the_headings_is_the_title() -> None:
    record = read(page("某某市政协", f"<h2>{TITLE}</h2><h2>会议侧记一则</h2>"))
    assert (record.title, record.provenance["title"]) == (TITLE, "heading:h2")


def test_a_link_between_title_and_byline_is_no_title() -> None:
    shown = f"<p><b>{TITLE}</b></p><p><a href='/zt'>全市政协系统学习贯彻会议精神</a></p>"
    byline = "<p>2026-03-01 10:00 来源：某某市政协办公室</p>"
    assert read(page("某某政协网", shown, byline=byline)).title == TITLE
