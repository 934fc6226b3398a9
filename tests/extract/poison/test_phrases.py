"""Lists of keyword phrases, beside lines that share words with them."""

from __future__ import annotations

import pytest

from extract.poison.regions import readable
from extract.poison.spam import contradicts, edges, is_spam_phrase, phrases_spam

SPAM = "国产精品久久久,亚洲无码在线观看,欧美日韩一区二区"


@pytest.mark.parametrize(
    "text",
    [
        SPAM,
        SPAM.replace(",", "|"),
        SPAM.replace(",", " "),
        f"{SPAM},首页,要闻",
        "国产精品无码一区二区三区",
        f"{SPAM},{'国产精品' * 7}精品",
        "国产精品," * 120,
        "夜夜自拍偷拍,午夜福利影院,日日丝袜诱惑",
    ],
)
def test_phrases_of_such_words_are_spam(text: str) -> None:
    assert phrases_spam(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{SPAM}。",
        f"他说：{SPAM}",
        "国产精品," * 120 + ",",
        f"{SPAM},{'国产精品' * 7}精品国",
        "首页,要闻,提案,国产精品",
        "市政协召开养老服务专题协商会",
    ],
    ids=["nothing", "a sentence", "quoted", "long", "a long part", "a menu", "a title"],
)
def test_sentences_menus_and_texts_are_none(text: str) -> None:
    assert not phrases_spam(text)


@pytest.mark.parametrize(
    ("text", "spam"),
    [
        ("国产精品在线观看", True),
        ("某某市政协", False),
        ("国产精品" * 7 + "国产", True),
        ("国产精品" * 8, False),
        ("免费高清影院", True),
        ("免费影院", False),
        ("", False),
    ],
)
def test_a_links_words_are_one_phrase(text: str, spam: bool) -> None:
    assert is_spam_phrase(text) is spam


@pytest.mark.parametrize(
    ("text", "unconverted"),
    [
        ("贵阳财经频道,云龙说话,张记书铺", True),
        ("贵阳财经频道,云龙说话", False),
        ("貴陽财经频道,云龙说话,张记书铺", False),
        ("贵阳财经频道,云龙说话,张记书铺。", False),
        ("天地,山水,人口", False),
        (f"贵阳财经频道,云龙说话,{'张记书铺' * 8}", False),
    ],
)
def test_a_list_in_simplified_script_over_converted_text(text: str, unconverted: bool) -> None:
    assert contradicts(text) is unconverted


def found(source: str) -> list[tuple[str, str, str]]:
    regions = list(readable(source, markup=True))
    spans = list(edges(source, regions, phrases_spam))
    assert all(source[c.start : c.end].strip() == r.text for c, r in spans)
    return [(r.kind, r.text, r.where) for _, r in spans]


LINES = [f"<p>市政协召开第{i}次会议</p>" for i in range(40)]


def at(place: int) -> list[tuple[str, str, str]]:
    return found("".join([*LINES[:place], f"<p>{SPAM}</p>", *LINES[place:]]))


def test_spam_is_taken_at_the_edges_of_a_page_alone() -> None:
    assert at(0) == at(13) == [("head_spam", SPAM, "head")]
    assert at(40) == at(26) == [("foot_spam", SPAM, "foot")]
    assert at(14) == at(20) == at(24) == []


def test_phrases_on_lines_of_their_own_are_taken_together() -> None:
    lines = SPAM.replace(",", "</p>\n<p>")
    ((kind, text, _),) = found(f"<p>{lines}</p>{''.join(LINES)}".replace("</p>\n<p>", "\n"))
    assert (kind, text) == ("head_spam", SPAM.replace(",", "\n"))


def test_what_stands_in_attributes_is_left_to_others() -> None:
    assert found(f'<img alt="{SPAM}">{"".join(LINES)}') == []


def test_spam_is_found_at_the_foot_of_a_long_page() -> None:
    assert found("".join([*LINES * 160, f"<p>{SPAM}</p>"])) == [("foot_spam", SPAM, "foot")]


@pytest.mark.parametrize(("length", "taken"), [(100_000, True), (100_001, False)])
def test_a_run_of_text_too_long_to_look_at_stays(length: int, taken: bool) -> None:
    assert bool(found(f"<p>{SPAM:{length}}</p>{''.join(LINES)}")) is taken
