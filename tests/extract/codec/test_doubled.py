from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.codec.doubled import undo_doubled
from tests.extract.codec.pages import TEXT, decoded, html, lost
from tests.extract.pages import SENTENCE

ENGLISH = "It’s “quoted” – he said that the café wasn’t far. "


def as_gbk(text: str, charset: str = "gb18030") -> str:
    """Return UTF-8 as a program shows it that takes it for GBK."""
    return text.encode().decode(charset, "replace").replace("\ufffd", "?")


def as_latin(text: str, charset: str = "utf-8") -> str:
    return text.encode(charset).decode("latin-1")


def as_windows(text: str) -> str:
    out = ""
    for byte in text.encode():
        try:
            out += bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            out += chr(byte)
    return out


@pytest.mark.parametrize("text", ["会议", "市政协举行会议，", "中文"])
def test_utf_8_read_as_gbk_is_undone(text: str) -> None:
    assert undo_doubled(f"锛?<p>{as_gbk(text)}").text == f"锛?<p>{text}"


@pytest.mark.parametrize("charset", ["gb18030", "gbk"])
def test_characters_that_lost_a_byte_to_gbk_are_marked(charset: str) -> None:
    page = html().replace("会议", "x")
    read = decoded(as_gbk(page, charset).encode())
    assert len(read.text) == len(page)
    assert {b for a, b in zip(page, read.text, strict=True) if a != b} == {"\ufffd"}
    assert read.undone
    assert 0 < read.replaced < len(TEXT) / 5


def test_a_doubled_article_on_a_sound_page_is_undone() -> None:
    page = html().replace(TEXT, as_gbk(TEXT))
    read = decoded(page.encode(), "utf-8")
    assert len(read.text) == len(html())
    assert lost(html(), read.text) < len(TEXT)
    assert SENTENCE[-20:-1] in read.text


@pytest.mark.parametrize("turn", [as_latin, as_windows])
@pytest.mark.parametrize("text", [TEXT, ENGLISH * 3, "会议"])
def test_utf_8_read_as_latin_is_undone(turn: type[str], text: str) -> None:
    assert undo_doubled(turn(text)).text == text


def test_gbk_read_as_latin_is_undone() -> None:
    page = html()
    assert decoded(as_latin(page, "gb18030").encode()).text == page


@pytest.mark.parametrize("lost", ["锟斤拷锟斤拷锟斤拷", "ï¿½ï¿½ï¿½ï¿½ï¿½ï¿½"])
def test_what_was_lost_for_good_is_counted(lost: str) -> None:
    read = decoded(html(TEXT + lost).encode())
    assert read.text == html(TEXT + "\ufffd" * 6)
    assert read.replaced == 6


@pytest.mark.parametrize(
    "text",
    [
        "网页上的“锟斤拷”是怎么来的",
        "锛是金属，涓涓细流，绗缝工艺",
        "MÜLLER À L’ÉCOLE, Señor Núñez, «É»",
        "© 2024 · São Paulo – naïve café",
        "Ã©",
        "¿Qué? ¡Olé! 25 °C ±2 £5",
    ],
)
def test_what_only_looks_doubled_stays(text: str) -> None:
    assert undo_doubled(text).text is text


@given(st.text(alphabet=sorted(set(TEXT)), max_size=60))
def test_chinese_text_stays(text: str) -> None:
    assert undo_doubled(text).text == text


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(undo_doubled(text + "鐨" + text + "ï¿").text, str)


def test_words_whose_bytes_happen_to_be_utf_8_stay_as_they_are() -> None:
    # in GBK each of these is a lead of two bytes in UTF-8 and one that goes on
    assert undo_doubled("锛?<p>学校也要营业</p>").text == "锛?<p>学校也要营业</p>"


@pytest.mark.parametrize("sign", ["，", "会", "—"])
def test_a_single_doubled_sign_is_undone_among_sound_accents(sign: str) -> None:
    accents = "Zoë、café、naïve、Müller、señor。"
    page = f"<p>{SENTENCE}{{}}{accents}{SENTENCE}</p>"
    assert undo_doubled(page.format(as_windows(sign))).text == page.format(sign)
