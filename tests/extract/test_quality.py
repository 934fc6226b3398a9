from __future__ import annotations

import pytest

from extract.record import Quality
from tests.extract.pages import SENTENCE, article, read

TRADITIONAL = "會議認為，要發揮專門協商機構的作用，把協商成果轉化為發展實績，為社會發展貢獻力量。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "zh"),
        (
            "全国人民政治協商会議は北京で開かれ、委員たちは提案について話し合いました。",
            "ja",
        ),
        ("全国政協会議が北京で開催、委員百人が提案を提出、地方政協委員会の代表が参加。", "ja"),
        (
            "중국인민정치협상회의가 베이징에서 열렸으며 위원들이 여러 의견을 내놓았다.",
            "ko",
        ),
        ("The committee met on Monday to discuss the proposals that members made this year.", "en"),
        ("Комитет собрался в понедельник, чтобы обсудить предложения членов этого года.", None),
    ],
    ids=["zh", "ja", "ja of few kana", "ko", "en", "none of them"],
)
def test_the_language_is_told_by_the_signs(text: str, language: str | None) -> None:
    assert read(article(text, title=text[:12])).language == language


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}这家企业叫“の”，韩国名叫“김치”，英文名叫 Hello World Company Limited。",
        f"{SENTENCE}Hello World Company Limited, Beijing, China。" * 2,
    ],
    ids=["other scripts", "Latin"],
)
def test_chinese_with_foreign_names_in_it_is_chinese(text: str) -> None:
    assert read(article(text)).language == "zh"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (SENTENCE * 2, "simplified"),
        (TRADITIONAL * 2, "traditional"),
        (SENTENCE + TRADITIONAL, "mixed"),
        (f"{SENTENCE * 9}他把招牌上的“會議”念成“会议”。", "simplified"),
        (f"{TRADITIONAL * 9}他把招牌上的“会议”念成“會議”。", "traditional"),
        ("木林森工人三口大小多少上下左右天地山水火土日月人口手足。", "simplified"),
    ],
)
def test_the_script_is_that_of_the_page_as_served(text: str, script: str) -> None:
    page = f"<html><head><title>A</title></head><body><p>{text}</p></body></html>"
    assert read(page).script == script


def test_a_page_without_han_text_has_no_script() -> None:
    assert read("<html><body><p>The committee met on Monday.</p></body></html>").script is None


def test_a_text_is_measured() -> None:
    linked = f"会议通过了<a href='/1.html'>{SENTENCE[:20]}</a>等五份文件，ABCDE。"
    found = read(article(SENTENCE, linked)).quality
    length = len(SENTENCE) + len("会议通过了等五份文件，ABCDE。") + 20
    marks = sum(sign in "，。" for sign in SENTENCE + SENTENCE[:20]) + 2
    assert found == Quality(
        text_length=length + 1,
        paragraphs=2,
        han_ratio=round((length - marks - 5) / length, 4),
        link_density=round(20 / length, 4),
        unrepaired=0,
    )
