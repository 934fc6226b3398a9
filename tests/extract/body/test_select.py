"""Which element is the article, where several might be."""

from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, article, read

OTHERS = [f"{name}说，{SENTENCE[:30]}。" for name in ("甲某", "乙某", "丙某", "丁某")]
TEXT = [SENTENCE, SENTENCE[::-1] + "。"]
LINKS = "<ul>" + "<li><a href='/n/1.html'>各地政协召开会议研究部署今年工作</a></li>" * 8 + "</ul>"


def test_a_bare_page_loses_its_captions_too() -> None:
    caption = "<figcaption>委员在调研途中合影留念。</figcaption>"
    record = read(f"<html><body><p>{TEXT[0]}</p>{caption}<p>{TEXT[1]}</p></body></html>")
    assert record.text.split("\n") == TEXT


def test_lines_of_which_most_are_called_captions_are_the_text() -> None:
    lines = "".join(f"<p class='caption'>{text}</p>" for text in (*TEXT, *OTHERS))
    assert len(read(article("会议闭幕。").replace("</p>", f"</p>{lines}", 1)).text.split("\n")) > 4


@pytest.mark.parametrize(("count", "shown"), [(1, False), (8, True)])
def test_hidden_text_is_no_article_unless_it_is_nearly_all_there_is(
    count: int, shown: bool
) -> None:
    lines = "".join(f"<p>第{i}点，{SENTENCE}</p>" for i in range(count))
    record = read(article(TEXT[0], after=f"<div style='display: none'>{lines}</div>"))
    assert TEXT[0] in record.text
    assert ("第0点" in record.text) is shown


def test_furniture_by_name_that_holds_most_of_the_text_is_the_article() -> None:
    box = "".join(f"<p>{text}</p>" for text in (*TEXT, *OTHERS))
    assert read(article("会议闭幕。", after=f"<div class='share'>{box}</div>")).text.startswith(
        TEXT[0]
    )
    foot = f"<div class='footer'>{'<p>' + TEXT[0] + '</p>'}</div>"
    assert read(article(*TEXT, after=foot)).text.split("\n") == TEXT


def test_text_behind_furniture_in_its_line_stays() -> None:
    row = "<span class='share'>分享</span><span class='share'>打印</span>会议闭幕，"
    html = article(*TEXT).replace(f"<p>　　{TEXT[1]}", f"<p>{row}{row}{TEXT[1]}")
    assert read(html).text.split("\n") == [TEXT[0], f"会议闭幕，会议闭幕，{TEXT[1]}"]


def test_what_the_page_hides_is_on_record_as_hidden() -> None:
    spans = "<span style='visibility:hidden'>甲乙</span><span hidden>丙丁</span>"
    html = article(*TEXT).replace(f"<p>　　{TEXT[1]}", f"<p>{spans}　　{TEXT[1]}")
    assert {(r.kind, r.text, r.where) for r in read(html).removed} == {
        ("hidden_block", "甲乙", "text"),
        ("hidden_block", "丙丁", "text"),
    }


def test_an_article_that_lists_of_links_interrupt_everywhere_is_read_without_them() -> None:
    """No element holds the text alone, so the general extractor's opinion counts."""
    said = [f"第{i}点，{SENTENCE} A few words, too. {SENTENCE}" for i in range(8)]
    sections = "".join(f"<div><p>{text}</p></div>{LINKS}" for text in said)
    record = read(f"<html><body>{sections}</body></html>")
    assert (record.text.split("\n"), record.provenance["text"]) == (said, "trafilatura")


def test_a_general_reading_that_says_the_same_is_not_what_gave_the_text() -> None:
    said = [f"第{i}点，{SENTENCE}{SENTENCE}" for i in range(8)]
    linked = [f"<a href='/x'>另据报道，{text}</a>" * 2 for text in said]
    lines = "".join(f"<p>{text}</p><p>{link}</p>" for text, link in zip(said, linked, strict=True))
    record = read(f"<html><body>{lines}</body></html>")
    assert set(said) < set(record.text.split("\n"))
    assert record.provenance["text"] == "density"
