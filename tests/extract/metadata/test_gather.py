"""Who printed and who wrote an article, from all places of a page."""

from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, article, read


def test_one_who_is_named_as_correspondent_is_no_author() -> None:
    record = read(
        article(
            f"某某网8月26日青山电（记者张三丰 通讯员李四光）{SENTENCE}",
            before="<p>2025-08-26 作者：张三丰 李四光</p>",
        )
    )
    assert (record.authors, record.correspondents) == (("张三丰",), ("李四光",))
    assert record.provenance["authors"] == "byline"
    assert record.provenance["correspondents"] == "dateline"


def test_an_article_by_a_correspondent_alone_keeps_its_author() -> None:
    record = read(article(f"某某网讯（通讯员李四光）{SENTENCE}", before="<p>作者：李四光</p>"))
    assert (record.authors, record.correspondents) == (("李四光",), ("李四光",))


@pytest.mark.parametrize(
    "byline",
    [
        "<p>来源：<a href='http://x.example/'>某某日报</a> 作者：<b>张三丰</b></p>",
        "<div>来源：</div><div>某某日报</div><div>作者：</div><div>张三丰</div>",
        "<table><tr><td>来源：某某日报</td><td>作者：张三丰</td></tr></table>",
        "<p><span>来源</span>：<span>某某日报</span>&nbsp;&nbsp;<span>作者</span>：张三丰</p>",
        "<ul><li>作 者：张三丰</li><li>来 源：某某日报</li></ul>",
        "<p>某某日报记者 张三丰</p>",
        "<p>2024/3/5 16:20:05 某某日报 张三丰 已阅 66 次</p>",
    ],
)
def test_however_a_template_sets_the_byline_it_is_read(byline: str) -> None:
    record = read(article(SENTENCE, SENTENCE[::-1], before=byline))
    assert (record.source, record.authors) == ("某某日报", ("张三丰",))
    assert record.text == f"{SENTENCE}\n{SENTENCE[::-1]}"


def test_the_dateline_may_stand_behind_a_heading() -> None:
    record = read(article("民生为先", f"某某网3月5日青山电（记者 张三丰）{SENTENCE}"))
    assert (record.source, record.authors) == ("某某网", ("张三丰",))


def test_an_editor_at_the_end_of_the_last_sentence_stays_there_and_is_named() -> None:
    last = "大家都说，日子越过越好了。（责任编辑：张三丰）"
    record = read(article(SENTENCE, last))
    assert record.editors == ("张三丰",)
    assert record.provenance["editors"] == "text"


def test_headlines_under_the_text_credit_nobody() -> None:
    other = "<p>来自《某某史话》的启示</p><p>记者张三丰带您看两会</p>"
    record = read(article(SENTENCE, SENTENCE[::-1], after=f"<div>{other}</div>"))
    assert (record.source, record.authors) == (None, ())


def test_authors_listed_for_machines_are_each_named() -> None:
    data = '{"@type": "NewsArticle", "author": [{"name": "张三丰"}, {"name": "李四光"}]}'
    html = article(SENTENCE, before=f'<script type="application/ld+json">{data}</script>')
    assert read(html).authors == ("张三丰", "李四光")


def test_a_time_element_is_heard_where_nothing_is_printed() -> None:
    html = article(SENTENCE, before='<time datetime="2025-08-26T09:30:00+08:00">刚刚</time>')
    record = read(html)
    assert str(record.published) == "2025-08-26 09:30:00+08:00"
    assert record.provenance["published"] == "time"


@pytest.mark.parametrize("between", ["", "<p>图片：赵六一</p>"])
def test_editors_on_a_line_each_are_all_named(between: str) -> None:
    behind = f"<p>编辑：王五一</p>{between}<p>审核：李四光</p><p>终审：张三丰</p>"
    record = read(article(SENTENCE, SENTENCE[::-1]).replace("</p></div>", f"</p>{behind}</div>"))
    assert record.editors == ("王五一", "李四光", "张三丰")
    assert record.text == f"{SENTENCE}\n{SENTENCE[::-1]}"


def test_the_editor_of_another_article_behind_is_not_named() -> None:
    lines = ("编辑：王五一", f"记者：{SENTENCE[:30]}", "编辑：李四光")
    other = "".join(f"<p>{line}</p>" for line in lines)
    assert read(article(SENTENCE, SENTENCE[::-1], after=other)).editors == ("王五一",)


@pytest.mark.parametrize(("label", "source"), [("来源：", "某某日报"), ("", None)])
def test_a_source_in_brackets_at_the_end_of_the_last_sentence(
    label: str, source: str | None
) -> None:
    last = f"大家都说，日子越过越好了。（{label}某某日报 记者：张三丰）"
    record = read(article(SENTENCE, last))
    assert (record.source, record.authors) == (source, ("张三丰",))
    assert record.text.endswith(last)


def test_an_editor_whom_only_a_tag_names_is_named() -> None:
    html = article().replace("<head>", "<head><meta name='editor' content='{}'>")
    record = read(html.replace("{}", "王五一"))
    assert (record.editors, record.provenance["editors"]) == (("王五一",), "meta:editor")
    assert read(html.replace("{}", "某某市政协办公室")).editors == ()
