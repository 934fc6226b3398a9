from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, article, read

SECOND = "与会委员一致认为，要把协商成果转化为发展实绩，为经济社会发展贡献力量。"
THIRD = "会议还研究了其他事项。"
TEXT = f"{SENTENCE}\n{SECOND}\n{THIRD}"
WRAPPED = "\n".join(
    (SENTENCE[:20], SENTENCE[20:], f"　　{SECOND[:12]}", SECOND[12:24], SECOND[24:], f"　　{THIRD}")
)


def page(body: str) -> str:
    return article(SENTENCE).replace(f"<p>　　{SENTENCE}</p>", body)


@pytest.mark.parametrize(
    "body",
    [
        f"<pre>{TEXT}</pre>",
        f"<pre>　　{SENTENCE}\n\n　　{SECOND}\n\n　　{THIRD}</pre>",
        f"<pre>{WRAPPED}</pre>",
        f"<p style='white-space: pre-wrap'>{TEXT}</p>",
        f"<div style='white-space:pre-line;'>{SENTENCE}\n<b>{SECOND}</b>\n{THIRD}</div>",
        f"　　{SENTENCE}\r\n　　{SECOND}\r\n　　{THIRD}",
        f"<p>　　{SENTENCE}\n  　　{SECOND[:9]}<b>{SECOND[9:]}</b>\n　　{THIRD}</p>",
    ],
    ids=["lines", "empty lines", "wrapped", "style", "bold", "indents", "indents with bold"],
)
def test_lines_set_by_white_space_are_paragraphs(body: str) -> None:
    assert read(page(body)).text == TEXT


@pytest.mark.parametrize(
    "body",
    [
        f"<p>　　{SENTENCE[:20]}\n{SENTENCE[20:]}</p>",
        f"<p style='white-space: normal'>{SENTENCE[:20]}\n{SENTENCE[20:]}</p>",
        f"<p style='white-space: nowrap'>{SENTENCE[:20]}\n{SENTENCE[20:]}</p>",
    ],
    ids=["plain", "normal", "nowrap"],
)
def test_a_line_that_only_the_source_breaks_stays_one(body: str) -> None:
    assert read(page(body)).text == f"{SENTENCE[:20]} {SENTENCE[20:]}"


def test_words_in_scripts_and_titles_are_left_alone() -> None:
    script = "<script>var a = '\n　　x';</script>"
    assert read(page(f"{script}<p>　　{SENTENCE}</p>")).text == SENTENCE
