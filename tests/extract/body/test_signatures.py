"""What stands under a notice: who signs it, and when."""

from __future__ import annotations

import pytest

from tests.extract.pages import article, read

CALL = "各位委员："
TEXT = "定于3月10日召开全体会议，请准时参加，因故不能到会的请提前请假。"


@pytest.mark.parametrize("day", ["2024年3月5日", "二〇二四年三月五日"])
def test_the_day_under_a_signature_stays(day: str) -> None:
    record = read(article(CALL, TEXT, "某某市政协办公室", day))
    assert record.text.split("\n") == [CALL, TEXT, "某某市政协办公室", day]


@pytest.mark.parametrize("line", ["责任编辑：王丽", "2024年3月5日 来源：联合日报"])
def test_a_byline_under_the_text_goes(line: str) -> None:
    assert read(article(TEXT, TEXT[::-1] + "。", line)).text.endswith("。")


def test_page_numbers_go_and_a_tables_figures_stay() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{year - 1850}</td></tr>" for year in (2022, 2023))
    table = f"<table border='1'><tr><td>年度</td><td>提案</td></tr>{rows}</table>"
    page = article(TEXT, TEXT[::-1] + "。").replace("</div><div", f"{table}1 2 3 下一页</div><div")
    assert read(page).text.split("\n")[2:] == ["年度 提案", "2022 172", "2023 173"]


@pytest.mark.parametrize(
    "ask",
    [
        ("联系人：王婷", "联系电话：5551234"),
        ("三、联系方式", "联系电话：5551234", "投稿邮箱：zx@zx.example"),
        ("办公地址：行政中心5楼", "联系电话：5551234"),
        ("（联系人：王婷，联系电话：5551234）",),
        ("某某市水利局", "2024年3月5日", "（联系人：王婷，联系电话：5551234）"),
    ],
)
def test_whom_to_ask_under_a_notice_stays(ask: tuple[str, ...]) -> None:
    assert read(article(CALL, TEXT, *ask)).text.split("\n") == [CALL, TEXT, *ask]


@pytest.mark.parametrize(
    "lines", [("新闻热线：5551234",), ("联系电话：5551234", "投稿邮箱：a@zx.example")]
)
def test_a_sites_own_numbers_under_the_text_go(lines: tuple[str, ...]) -> None:
    assert read(article(TEXT, TEXT[::-1] + "。", *lines)).text.endswith("。")
