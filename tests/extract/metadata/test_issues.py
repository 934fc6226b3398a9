"""Bylines that name the issue of a paper, as e-papers and reprints have them."""

from __future__ import annotations

from datetime import date

import pytest

from extract.metadata.byline import is_byline, read_byline


@pytest.mark.parametrize(
    ("line", "source", "authors"),
    [
        ("《人民政协报》（2024年03月05日 第 01 版）", "人民政协报", ()),
        ("（《人民政协报》2024年3月5日第1版要闻）", "人民政协报", ()),
        ("（原载《人民政协报》2024年3月5日第1版）", "人民政协报", ()),
        ("摘自《人民政协报》（2024年3月5日第1版）", "人民政协报", ()),
        ("本报记者 张三丰《人民政协报》（2024年03月05日 第 01 版）", "人民政协报", ("张三丰",)),
        (
            "张三丰 李四光 《 某某日报 》（ 2024年03月05日 第 A02 版）",
            "某某日报",
            ("张三丰", "李四光"),
        ),
        ("2024年03月05日 星期二 人民政协报", "人民政协报", ()),
        ("2024年03月05日（星期二）某某日报 第A01版", "某某日报", ()),
    ],
)
def test_an_issue_gives_its_paper_and_its_day(
    line: str, source: str, authors: tuple[str, ...]
) -> None:
    read = read_byline(line)
    assert read.published is not None
    assert read.published.date() == date(2024, 3, 5)
    assert (read.source, read.authors) == (source, authors)
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "《条例》（2024年3月5日市政协会议通过）",
        "据《人民日报》（2024年3月5日第4版）报道，市政协召开会议。",
        "2024年3月5日（星期二）上午，市政协召开会议",
        "《实施办法》（2024年3月5日 2024年修订版）",
    ],
)
def test_what_is_no_issue_of_a_paper_stays_text(line: str) -> None:
    assert not is_byline(line)
