from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.metadata.column import split_breadcrumb
from tests.extract.pages import SENTENCE, article, read

HOME = '<a href="/">首页</a>'
COLUMN = '<a href="/yw/">政协要闻</a>'
INNER = '<a href="/yw/sx/">市县动态</a>'


@pytest.mark.parametrize(
    "breadcrumb",
    [
        f'<div class="crumbs">{HOME} &gt; {COLUMN} &gt; {INNER} &gt; 正文</div>',
        f"<p>您现在的位置：{HOME}&gt;&gt;{COLUMN}&gt;&gt;{INNER}&gt;&gt;正文</p>",
        f'<div class="position">当前位置：{HOME} » {COLUMN} » {INNER} » 政协动态一则</div>',
        f"<div>{HOME} / {COLUMN} / {INNER} / 详情</div>",
        f'<div id="mbx">当前位置：{HOME}<img src="j.gif">{COLUMN}<img src="j.gif">{INNER}</div>',
        f"<div>當前位置： <a>某某政協網</a> > {COLUMN} > {INNER} > 正文 字号：大 中 小</div>",
        f'<ul class="weizhi"><li>{HOME}&gt;</li><li>{COLUMN}&gt;</li><li>{INNER}</li></ul>',
        f'<div id="pt" class="bm">{HOME}<em>&rsaquo;</em>{COLUMN}<em>&rsaquo;</em>{INNER}</div>',
    ],
)
def test_the_column_is_the_breadcrumb_without_home_and_text(breadcrumb: str) -> None:
    record = read(article(SENTENCE).replace("<h1>", f"{breadcrumb}<h1>"))
    assert record.column == ("政协要闻", "市县动态")
    assert record.provenance["column"] == "breadcrumb"
    assert "政协要闻" not in record.text


def test_without_a_breadcrumb_the_tags_name_the_column() -> None:
    tag = '<meta name="ColumnName" content="政协要闻">'
    record = read(article(SENTENCE).replace("<head>", f"<head>{tag}"))
    assert (record.column, record.provenance["column"]) == (("政协要闻",), "meta:columnname")


def test_a_bar_of_links_is_no_breadcrumb() -> None:
    assert read(article(SENTENCE)).column == ()


@pytest.mark.parametrize("text", ["首页", "首页 要闻 提案", "会议强调，要坚持党的领导。", ""])
def test_a_line_that_is_not_divided_has_no_columns(text: str) -> None:
    assert split_breadcrumb(text) == ()


@given(st.text(alphabet="首页位置：>»/ 正文政协要闻-", max_size=80))
def test_no_line_raises_or_gives_empty_columns(text: str) -> None:
    assert all(part.strip() for part in split_breadcrumb(text))
