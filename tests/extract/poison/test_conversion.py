"""Signs that a text was converted, beside text that was printed in traditional script."""

from __future__ import annotations

import pytest

from extract.poison.conversion import reads_mainland, residue, says_traditional, script_of

CONVERTED = "會議召開，與會同志對云南的采風活動表示滿意，會后還將關于此事提出意見，這是最后的決定。"
PRINTED = "會議召開，與會同志對雲南的採風活動表示滿意，會後還將關於此事提出意見，這是最後的決定。"
CLASSICAL = "后與諸侯會於塗山，執玉帛者萬國，云從龍，風從虎，聖人作而萬物睹，采於山，釣於水。"
JAPANESE = "この会議は開かれた。皇后の発言について、関係者が雲を見て采配を語った。後でまた話す。"


@pytest.mark.parametrize(
    ("text", "converted"),
    [
        (CONVERTED, True),
        (PRINTED, False),
        (JAPANESE, False),
        ("后里于采云", False),
        (CONVERTED + "这个会议们为对与学业经动务从过开关长时来国发说见" * 3, False),
    ],
    ids=["converted", "printed", "Japanese", "no script", "mostly simplified"],
)
def test_converted_text_is_told_from_what_is_printed_so(text: str, converted: bool) -> None:
    assert script_of(text).is_converted is converted


@pytest.mark.parametrize(("kana", "chinese"), [("の", True), ("これはひらがなです" * 4, False)])
def test_a_word_of_japanese_makes_no_japanese_text(kana: str, chinese: bool) -> None:
    assert script_of(CONVERTED + kana).is_chinese is chinese


def test_print_chooses_forms_by_the_words() -> None:
    assert script_of(PRINTED).by_words
    assert not script_of(CONVERTED).by_words


@pytest.mark.parametrize(
    ("text", "mainland"),
    [
        ("“委員們”說，“會議”開得好。", True),
        ("“委員們”說，會議開得好。", False),
        ("黨委的領導小組調研視頻會議。", True),
        ("黨委的領導小組開會。", False),
        ("黨委的領導小組調研資訊會議。", False),
        ("“黨委”的“領導小組”調研資訊會議。", True),
        ("「黨委」的“領導”“小組”調研視頻。", False),
    ],
)
def test_words_and_quotation_marks_tell_where_a_text_was_written(text: str, mainland: bool) -> None:
    assert reads_mainland(text) is mainland


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("會后關于此事，今后對于旅游，", 5),
        ("會后，今后，以后，最后，", 0),
        ("會后關于此事，今后", 0),
        ("會后關于此事，今后對于旅游，最後", 0),
        ("會后關于此事，今后對于旅游，游客。其余，范例，最後", 8),
    ],
    ids=["several kinds", "one kind", "too few", "few beside print", "many beside print"],
)
def test_what_a_converter_leaves_is_counted_where_it_is_much(text: str, count: int) -> None:
    assert residue(text) == count


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('<html lang="zh-Hant">', True),
        ("<html class=a lang=zh_TW>", True),
        ("<HTML LANG='zh-hk'>", True),
        ('<html lang="zh-CN">', False),
        (f'{" " * 2000}<html lang="zh-Hant">', False),
        ('<p lang="zh-Hant">', False),
    ],
)
def test_a_page_says_in_its_first_tag_that_it_is_traditional(source: str, says: bool) -> None:
    assert says_traditional(source) is says
