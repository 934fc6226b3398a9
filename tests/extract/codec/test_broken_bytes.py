from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.codec.gb import read_gb
from tests.extract.codec.pages import TEXT, decoded, html, lost
from tests.extract.pages import SENTENCE, article, read

PAGE = html()
MARKUP = (b"<", b">", b"&", b"\n")
PLACES = st.integers(min_value=0, max_value=len(TEXT) * 2 - 1)


def gbk_without(place: int, put: bytes = b"") -> bytes:
    """Return the page in GBK with another byte, or none, in the place of one of the text's."""
    body = PAGE.encode("gb18030")
    at = body.index(TEXT.encode("gb18030")) + place
    return body[:at] + put + body[at + 1 :]


@given(PLACES)
@example(0)
@example(2 * len(TEXT) - 1)
def test_a_lost_byte_costs_a_character_and_not_the_line(place: int) -> None:
    text = decoded(gbk_without(place)).text
    assert lost(PAGE, text) <= 3
    assert text.count("\ufffd") == 1


@given(PLACES, st.integers(0x80, 0xFF))
def test_a_broken_byte_costs_one_character(place: int, byte: int) -> None:
    assert lost(PAGE, decoded(gbk_without(place, bytes([byte]))).text) <= 2


@given(PLACES, st.integers(0x81, 0xFE))
def test_a_byte_too_many_costs_one_character(place: int, byte: int) -> None:
    body = gbk_without(place, bytes([byte, byte]))
    assert lost(PAGE, decoded(body).text) <= 3


@given(
    st.integers(min_value=0, max_value=len(TEXT) * 3 - 1),
    st.binary(max_size=1).filter(lambda put: put not in MARKUP),
)
def test_a_byte_of_utf_8_costs_one_character(place: int, put: bytes) -> None:
    body = PAGE.encode()
    at = body.index(TEXT.encode()) + place
    text = decoded(body[:at] + put + body[at + 1 :]).text
    assert lost(PAGE, text) <= 1
    assert text.count("\ufffd") <= 1


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_two_broken_lines_cost_two_characters(charset: str) -> None:
    page = html(f"{SENTENCE}</p>\n<p>{SENTENCE}")
    first = "组".encode(charset)
    assert decoded(page.encode(charset).replace(first, first[1:])).text.count("\ufffd") == 2
    assert decoded(page.encode(charset).replace(first, first[1:])).replaced == 2


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_character_cut_by_the_end_goes_without_a_mark(charset: str) -> None:
    body = TEXT.encode(charset)
    read = decoded(body[:-1])
    assert (read.text, read.replaced) == (TEXT[:-1], 0)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("put", [b"", b"\xff", b"\x80"], ids=["lost", "ff", "80"])
def test_a_broken_page_gives_the_record_of_the_whole_one(charset: str, put: bytes) -> None:
    body = article(SENTENCE, TEXT, before="<p>2024-03-05 来源：某某日报</p>").encode(charset)
    at = body.index("街道".encode(charset)) + 1
    whole = read(body, kind="text/html")
    broken = read(body[:at] + put + body[at + 1 :], kind="text/html")
    assert lost(whole.text, broken.text) <= 1
    assert (broken.title, broken.published, broken.source, broken.outcome) == (
        whole.title,
        whole.published,
        whole.source,
        whole.outcome,
    )


@given(st.integers(min_value=0, max_value=2 * len(SENTENCE) - 1))
def test_a_letter_ends_a_row_that_lost_a_byte(place: int) -> None:
    """Less proof stands nearer the letter, since no fault is seen: a few characters may go."""
    page = html(f"{TEXT}</p><p>{SENTENCE}APP上线。")
    body = page.encode("gb18030")
    at = body.rindex(SENTENCE.encode("gb18030")) + place
    assert lost(page, decoded(body[:at] + body[at + 1 :]).text) <= 8


@pytest.mark.parametrize("name", ["朱镕基", "陶喆", "李堃", "王昇", "高曌", "周喆堃"])
def test_rare_names_before_letters_stay(name: str) -> None:
    page = html(f"{TEXT}与会的有{name}AB、{name}。{SENTENCE[:-1]}{name}C级")
    assert decoded(page.encode("gb18030")).text == page


def test_a_part_from_a_template_in_utf_8_is_read_as_such() -> None:
    body = html().encode("gb18030").replace(b"</body>", "<p>版权所有</p></body>".encode())
    body = body.replace("<p>版权".encode(), "<p>©版权".encode())
    assert decoded(body).text == html().replace("</body>", "<p>©版权所有</p></body>")


def test_a_mark_from_a_template_in_utf_8_is_left_out() -> None:
    body = html().encode("gb18030").replace(b"<body>", b"<body>\xef\xbb\xbf<br>\xff")
    assert "锘" not in decoded(body).text


@pytest.mark.parametrize(
    "text",
    ["\ue5cd當?shù)匦@周邊\ue3cf", "€進(jìn)行", "会议㐂吉祥", "高曌、李喆", "〡㎎︱"],
    ids=["slips", "euro", "four bytes", "rare names", "rare marks"],
)
def test_what_reads_soundly_is_as_the_bytes_have_it(text: str) -> None:
    page = html(TEXT + text)
    body = (
        page.replace("€", "\ue000").encode("gb18030").replace("\ue000".encode("gb18030"), b"\x80")
    )
    assert decoded(body).text == page


@given(st.text(alphabet=st.characters(min_codepoint=0x80, max_codepoint=0xFFFC, codec="gb18030")))
def test_no_sound_text_is_changed(text: str) -> None:
    assert read_gb(text.encode("gb18030")) == text


@given(st.binary(max_size=600))
def test_what_stands_in_ascii_stays(body: bytes) -> None:
    ascii_only = bytes(byte for byte in body if byte < 0x80)
    assert read_gb(ascii_only) == ascii_only.decode()
    assert isinstance(read_gb(body), str)


@pytest.mark.parametrize("name", ["㐂吉祥", "与会㐂吉祥", "朱镕基", "朱镕"])
@pytest.mark.parametrize("behind", ["。", ""], ids=["elsewhere", "right behind"])
def test_a_broken_byte_costs_a_rare_name_nothing(name: str, behind: str) -> None:
    page = html(f"{SENTENCE}</p>\n<p>{name}{behind}\ue000{SENTENCE}")
    body = page.encode("gb18030").replace("\ue000".encode("gb18030"), b"\xff")
    text = decoded(body).text
    assert name in text
    assert lost(page, text) <= 2


def test_a_page_that_is_broken_throughout_is_mended_up_to_a_length() -> None:
    row = SENTENCE * 90
    body = b"<p>".join([row.encode("gb18030")[1:]] * 10)
    assert [row[1:] in line for line in decoded(body).text.split("<p>")] == [True] * 7 + [False] * 3
