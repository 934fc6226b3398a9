"""The writer's name that stands alone over the text."""

from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, article, read

TEXT = [SENTENCE, SENTENCE[::-1] + "。"]


def over(line: str, *more: str) -> str:
    return article(*TEXT, *more).replace("<div class='content'>", f"<div class='content'>{line}")


@pytest.mark.parametrize("name", ["杨柳", "杨 柳", "杨　柳", "欧阳修远"])
def test_a_name_in_the_middle_over_the_text_is_its_writers(name: str) -> None:
    record = read(over(f"<p style='text-align:center'>{name}</p>"))
    assert record.authors == (name.replace(" ", "").replace("　", ""),)
    assert record.text.split("\n") == TEXT
    assert ("byline", " ".join(name.split())) in {(r.kind, r.text) for r in record.removed}


@pytest.mark.parametrize("whom", ["各位委员，同志们：", "尊敬的各位领导、各位来宾：", "同志们："])
def test_a_name_over_whom_a_speech_is_addressed_to_is_the_speakers(whom: str) -> None:
    day = "<p align='center'>（2024年3月5日）</p>"
    record = read(over(f"{day}<p align='center'>张三丰</p><p>{whom}</p>"))
    assert record.authors == ("张三丰",)
    assert record.text.split("\n") == [whom, *TEXT]


@pytest.mark.parametrize(
    "line",
    ["<p>杨柳</p>", "<p align='center'>前言</p>", "<p align='center'>杨柳</p><p>调研手记</p>"],
    ids=["not in the middle", "no name", "not next to the text"],
)
def test_another_line_over_the_text_stays(line: str) -> None:
    record = read(over(line))
    assert (record.authors, len(record.text.split("\n"))) == ((), 2 + line.count("<p"))


def test_one_of_several_headings_in_the_middle_is_no_name() -> None:
    page = over("<p align='center'>童年</p>").replace(
        "</p></div>", "</p><p align=center>老街</p></div>"
    )
    assert read(page).authors == ()


def test_one_named_in_the_byline_stays_the_writer() -> None:
    page = over("<p align='center'>杨 柳</p>").replace(
        "</h1>", "</h1><p>2024-03-05 作者：张三丰</p>"
    )
    assert read(page).authors == ("张三丰",)
