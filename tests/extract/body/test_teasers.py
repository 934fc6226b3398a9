"""Pages that have no running text but the openings of other articles."""

from __future__ import annotations

import pytest

from extract.record import Outcome
from tests.extract.body.test_families import RANKING, TEASERS, page
from tests.extract.pages import SENTENCE, read

VERSE = ("春到运河柳色新", "一帆风顺过江津", "同心共绘千秋业", "携手再添万象春")
ROWS = (("案号", "第20260012号"), ("案由", "关于加装电梯的提案"), ("提案人", "张三丰"))
SIDEBAR = f"<div class='r'><h3>点击排行</h3><ul>{RANKING}</ul></div>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>{'<br>'.join(VERSE)}</p>", "\n".join(VERSE)),
        ("".join(f"<p>{line}</p>" for line in VERSE), "\n".join(VERSE)),
        (
            f"<table>{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in ROWS)}</table>",
            "\n".join(f"{a} {b}" for a, b in ROWS),
        ),
        (
            "<p>主席：张三</p><p>副主席：李四 王五 赵六</p><p>秘书长：钱七</p>",
            "主席：张三\n副主席：李四 王五 赵六\n秘书长：钱七",
        ),
    ],
    ids=["verse", "verse in paragraphs", "a proposal's table", "names"],
)
def test_what_has_no_sentence_is_the_text_all_the_same(body: str, text: str) -> None:
    record = read(page(f"<div class='nr'>{body}</div>"))
    assert (record.outcome, record.text) == (Outcome.ARTICLE, text)


@pytest.mark.parametrize(
    "body",
    [
        "<p><img src='/1.jpg'></p>",
        "<p><img src='/1.jpg'></p><p>会场一角</p>",
        "<p><video src='/1.mp4'></video></p>",
        "<p>名单见附件</p>",
    ],
)
def test_teasers_are_no_text_of_a_page_without_one(body: str) -> None:
    record = read(page(f"<div class='nr'>{body}</div>"))
    assert record.outcome is Outcome.REJECTED
    assert "委员讲堂" not in record.text
    assert any("委员讲堂" in removed.text for removed in record.removed)


@pytest.mark.parametrize("title", ["公示", "讣告", "关于拟推荐人选的公示"])
def test_a_short_text_under_a_short_title_is_the_articles(title: str) -> None:
    told = "根据有关规定，现将拟推荐人选公示如下："
    table = "<table><tr><td>张三丰</td><td>市文旅局</td></tr></table>"
    body = f"<div class='nr'><p>{told}</p>{table}</div>"
    record = read(page(body).replace("政协动态一则", title))
    assert (record.title, record.text) == (title, f"{told}\n张三丰 市文旅局")


@pytest.mark.parametrize("byline", ["", "<div>2026-03-05 09:30 来源：某某日报</div>"])
@pytest.mark.parametrize("over", [True, False], ids=["teasers over it", "teasers under it"])
@pytest.mark.parametrize(
    "told", [["3月5日，市政协召开主席会议。"], ["市政协召开主席会议。", "张三丰出席。"]]
)
def test_a_short_text_is_the_articles_beside_many_teasers(
    told: list[str], over: bool, byline: str
) -> None:
    text = "".join(f"<p>{line}</p>" for line in told)
    parts = [
        f"<h1>政协召开会议</h1>{byline}<div class='nr'>{text}</div>",
        "<div>责任编辑：甲</div>",
    ]
    parts.insert(0 if over else 2, f"<div class='x'>{TEASERS}</div>")
    record = read(f"<html><title>政协召开会议_某某网</title><body>{''.join(parts)}</body></html>")
    assert record.text.split("\n") == told


def test_the_items_of_a_dated_review_are_its_text() -> None:
    dated = "<h1>一周要闻</h1><div>2026-03-05 09:30 来源：某某日报</div>"
    record = read(f"<html><title>一周要闻</title><body>{dated}{TEASERS}</body></html>")
    assert "第1期委员讲堂开讲" in record.text


def test_the_items_of_a_review_are_its_text_behind_a_lead_of_many_lines_too() -> None:
    dated = "<h1>一周要闻</h1><div>2026-03-05 09:30 来源：某某日报</div>"
    lead = "".join(f"<p>要点{i}</p>" for i in range(6))
    record = read(f"<html><title>一周要闻</title><body>{dated}{lead}{TEASERS}</body></html>")
    assert "第1期委员讲堂开讲" in record.text


def test_paragraphs_behind_links_are_text_in_a_long_article() -> None:
    link = "<p><a href='/n/1.html'>关于开展调研活动的通知</a></p>"
    text = "".join(f"<p>第{i}点，{SENTENCE * 3}</p>" for i in range(6))
    linked = "".join(f"{link}<p>第{i}件，{SENTENCE}</p>" for i in range(4))
    record = read(page(f"<div class='nr'>{text}{linked}</div>"))
    assert f"第3件，{SENTENCE}" in record.text


@pytest.mark.parametrize("before", ["", "<p>某某市政协助力乡村振兴</p><p>本栏目由市政协主办</p>"])
def test_a_text_behind_a_ranking_is_the_articles(before: str) -> None:
    linked = f"<p>{SENTENCE[:9]}<a href='/k'>{SENTENCE[9:13]}</a>{SENTENCE[13:]}</p>"
    record = read(page(f"{before}{SIDEBAR}<div class='nr'>{linked}<p>{SENTENCE[::-1]}</p></div>"))
    assert SENTENCE in record.text.split("\n")
    assert "委员讲堂" not in record.text
