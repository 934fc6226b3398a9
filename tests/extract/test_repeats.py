"""Lines that a template prints twice."""

from __future__ import annotations

import pytest

from extract.blocks import Block
from extract.record import Removed
from extract.trimming.repeats import drop_repeated
from tests.extract.pages import SENTENCE

LAST = "会议还研究了其他事项。"
TITLE = "市政协召开十四届三次常委会会议"


def dropped(*texts: str, title: str = TITLE) -> tuple[list[str], list[Removed]]:
    kept, removed = drop_repeated([Block(text) for text in texts], title)
    return [block.text for block in kept], removed


@pytest.mark.parametrize(
    "summary",
    [
        f"{SENTENCE[:30]}...",
        f"{SENTENCE[:30]}……",
        f"{SENTENCE[:30]}[详细]",
        f"摘要：{SENTENCE[:30]}",
        f"【内容提要】{SENTENCE}",
        f"(导读) {SENTENCE[:12]}",
    ],
)
def test_the_cut_or_labelled_opening_goes(summary: str) -> None:
    assert dropped(summary, LAST, SENTENCE) == (
        [LAST, SENTENCE],
        [Removed("summary", summary, "text")],
    )


@pytest.mark.parametrize(
    "lines",
    [
        (SENTENCE[:30], SENTENCE),
        (f"摘要：{LAST}", SENTENCE),
        ("摘要：市政协", SENTENCE),
        (f"{SENTENCE[:30]}...", *("一二三四" * n for n in range(1, 5)), SENTENCE),
        (*("一二三四" * n for n in range(1, 7)), f"{SENTENCE[:30]}...", SENTENCE),
    ],
    ids=["not cut", "not repeated", "short", "far before the text", "far down"],
)
def test_what_only_looks_like_a_summary_stays(lines: tuple[str, ...]) -> None:
    assert dropped(*lines) == (list(lines), [])


@pytest.mark.parametrize(("length", "goes"), [(10, True), (9, False)])
def test_ten_letters_of_an_opening_are_enough_to_know_it_again(length: int, goes: bool) -> None:
    assert bool(dropped(f"{SENTENCE[:length]}...", SENTENCE)[1]) is goes
    assert bool(dropped("字" * length, "字" * length)[1]) is goes


@pytest.mark.parametrize(("length", "goes"), [(14, True), (15, False)])
def test_keywords_are_short(length: int, goes: bool) -> None:
    assert bool(dropped(SENTENCE, f"{TITLE} 政协 {'字' * length}")[1]) is goes
    assert bool(dropped(SENTENCE, f"{TITLE} {'字' * length} 政协")[1]) is goes


def test_a_line_printed_twice_stands_once() -> None:
    assert dropped(SENTENCE, SENTENCE, LAST) == (
        [SENTENCE, LAST],
        [Removed("repeated", SENTENCE, "text")],
    )


@pytest.mark.parametrize("lines", [("好！", "好！"), (SENTENCE, LAST, SENTENCE)])
def test_a_cry_and_a_refrain_stay(lines: tuple[str, ...]) -> None:
    assert dropped(*lines) == (list(lines), [])


@pytest.mark.parametrize("behind", [" 政协 会议", ",政协,会议", "，常委会、政协"])
def test_a_pictures_name_made_of_the_title_and_keywords_goes(behind: str) -> None:
    line = TITLE + behind
    assert dropped(SENTENCE, line) == ([SENTENCE], [Removed("title", line, "text")])


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        f"{TITLE}，某某在会上讲话。",
        f"{TITLE}，市政协主席某某某出席会议并讲话，会议由副主席某某主持",
        f"{TITLE} 政协",
        f"昨日{TITLE} 政协 会议",
        f"{TITLE} 政协 会议{'，与会委员围绕议题' * 14}",
    ],
    ids=["the title", "a sentence", "a clause", "one word", "not first", "long"],
)
def test_a_line_that_begins_as_the_title_stays(line: str) -> None:
    assert dropped(SENTENCE, line) == ([SENTENCE, line], [])


def test_a_short_title_tells_nothing() -> None:
    assert dropped(SENTENCE, "两会 政协 会议", title="两会")[1] == []
