"""A notice of one sentence under a ranking list, as portals' article pages carry them."""

from __future__ import annotations

import pytest

from tests.extract.pages import read

NOTICE = "3月4日，市政协召开主席会议，研究全年协商计划。"
HEADLINE = "市政协召开第{0}次专题协商会，围绕城市更新建言献策"


@pytest.mark.parametrize(
    "row",
    [
        "<li><a href='/n/{0}.html'>" + HEADLINE + "</a><span>2024-02-{0:02d}</span></li>",
        "<li><a href='/n/{0}.html'>" + HEADLINE + "</a>（联合日报 2024-02-{0:02d}）</li>",
        "<p><a href='/n/{0}.html'>" + HEADLINE + "</a></p>",
    ],
    ids=["day", "source and day", "headline alone"],
)
def test_headlines_of_a_ranking_are_not_taken_for_the_notice(row: str) -> None:
    ranking = "".join(row.format(number) for number in range(1, 15))
    record = read(
        f"<h1>市政协召开主席会议</h1><div class='m'><p>{NOTICE}</p></div>"
        f"<div class='r'><h3>一周热点</h3>{ranking}</div>"
    )
    assert (record.outcome, record.text) == ("article", NOTICE)


def test_a_sentence_that_a_link_stands_in_stays() -> None:
    record = read(
        "<h1>市政协召开主席会议</h1><div class='m'>"
        f"<p>{NOTICE}</p>"
        "<p>会议通过了<a href='/1'>《市政协协商工作规则》</a>，自发布之日起施行。</p></div>"
    )
    assert record.text.endswith("自发布之日起施行。")
