from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.codec.labels import charset_name
from tests.extract.codec.pages import TEXT, decoded, html

GB_NAMES = ["gb2312", "GBK", "x-gbk", "GB_2312-80", "csgb2312", "chinese", "cp936", "gb18030"]
CHINESE = st.text(alphabet=sorted(set(TEXT)), min_size=30, max_size=80)
TRADITIONAL = "會議研究部署重點工作，委員們提出意見建議，他們說這是一個很好的開始。香港啫喱嘅嘢"


def traditional(text: str, name: str) -> str:
    return html(text, name).replace("会议", "會議")


@pytest.mark.parametrize("name", GB_NAMES)
def test_every_gb_name_is_read_as_gb18030(name: str) -> None:
    page = html(TEXT + "㛃喆镕", name)
    assert decoded(page.encode("gb18030")).text == page
    assert charset_name(name) == "gb18030"


@pytest.mark.parametrize("name", ["utf-7", "hex", "punycode", "unicode_escape", "", "x-unknown"])
def test_what_is_no_charset_of_a_page_is_unknown(name: str) -> None:
    assert charset_name(name) is None


def test_hong_kong_s_own_characters_are_read_in_big5() -> None:
    page = traditional(TRADITIONAL, "big5")
    assert decoded(page.encode("big5hkscs")).text == page
    assert decoded(page.encode("big5hkscs")).charset == "big5hkscs"


@pytest.mark.parametrize("name", ["", "utf-8", "gbk"])
def test_big5_is_known_by_its_text_whatever_is_declared(name: str) -> None:
    page = traditional(TRADITIONAL * 3, name)
    assert decoded(page.encode("big5hkscs"), name).text == page


@pytest.mark.parametrize("header", ["gbk", "big5", "iso-8859-1", "euc-kr", "utf-16", ""])
@pytest.mark.parametrize("meta", ["gb2312", "utf-8", ""])
def test_utf_8_wins_over_what_header_and_meta_tag_say(header: str, meta: str) -> None:
    page = html(meta=meta)
    read = decoded(page.encode(), header)
    assert (read.text, read.charset, read.replaced) == (page, "utf-8", 0)
    assert read.conflict == (bool(header or meta) and (header, meta) != ("", "utf-8"))


@pytest.mark.parametrize("header", ["utf-8", "big5", "iso-8859-1", "utf-16", ""])
@pytest.mark.parametrize("meta", ["gb2312", "utf-8", ""])
def test_gbk_wins_over_what_header_and_meta_tag_say(header: str, meta: str) -> None:
    page = html(meta=meta)
    read = decoded(page.encode("gb18030"), header)
    assert (read.text, read.charset, read.replaced) == (page, "gb18030", 0)


@pytest.mark.parametrize("header", ["gbk", "utf-8", ""])
def test_utf_8_with_a_broken_byte_stays_utf_8(header: str) -> None:
    body = html().encode()
    at = body.index("系统".encode())
    read = decoded(body[:at] + b"\xff" + body[at + 1 :], header)
    assert read.text == html().replace("系统", "\ufffd统")
    assert read.replaced == 1


def test_a_few_characters_that_are_utf_8_by_chance_are_read_as_declared() -> None:
    page = "<html><head><title>2024</title></head><body><p>通知</p></body></html>"
    read = decoded(page.encode("gb18030"), "gbk")
    assert (read.text, read.charset) == (page, "gb18030")
    assert decoded(page.encode("gb18030")).charset == "utf-8"


@pytest.mark.parametrize(
    "mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE], ids=["8", "16le", "16be"]
)
@pytest.mark.parametrize("charset", ["gb18030", "utf-8"])
def test_a_byte_order_mark_may_lie(mark: bytes, charset: str) -> None:
    read = decoded(mark + html().encode(charset))
    assert (read.text, read.charset) == (html(), charset)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_a_true_byte_order_mark_is_followed(charset: str) -> None:
    mark = codecs.BOM_UTF16_LE if charset.endswith("le") else codecs.BOM_UTF16_BE
    read = decoded(mark + html().encode(charset), "gbk")
    assert (read.text, read.charset, read.conflict) == (html(), charset, True)


def test_wide_text_without_markup_is_read_by_its_mark() -> None:
    assert decoded(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")).text == TEXT


@pytest.mark.parametrize("name", ["", "utf-8", "iso-8859-1", "gb2312"])
def test_quotes_of_windows_stand_in_english_pages(name: str) -> None:
    page = html("It’s “quoted” – he said. " * 20, name).replace("会议", "News").replace("　", "")
    assert decoded(page.encode("cp1252"), name).text == page


@pytest.mark.parametrize(
    ("charset", "name", "text"),
    [
        ("cp932", "shift_jis", "会議では、地域の皆さんから多くの意見が出されました。"),
        ("euc_jp", "euc-jp", "会議では、地域の皆さんから多くの意見が出されました。"),
        ("cp949", "euc-kr", "회의에서는 지역 주민들의 많은 의견이 나왔습니다."),
        ("cp1251", "windows-1251", "На заседании были рассмотрены важные вопросы."),
    ],
    ids=["shift_jis", "euc-jp", "euc-kr", "cyrillic"],
)
def test_other_languages_are_read_as_declared(charset: str, name: str, text: str) -> None:
    page = html(text, name).replace("会议", "x").replace("　", "")
    assert decoded(page.encode(charset), name).text == page


@given(CHINESE, st.sampled_from(["utf-8", "gb18030"]), st.sampled_from(["", "utf-8", "gbk"]))
def test_a_clean_page_is_read_as_it_is(text: str, charset: str, header: str) -> None:
    page = html(TEXT + text)
    read = decoded(page.encode(charset), header)
    assert (read.text, read.replaced, read.undone) == (page, 0, False)


@given(st.binary(max_size=2000), st.sampled_from(["", "utf-8", "gbk", "big5", "utf-16", "hz"]))
def test_no_bytes_make_it_fail(body: bytes, header: str) -> None:
    assert isinstance(decoded(body, header).text, str)
