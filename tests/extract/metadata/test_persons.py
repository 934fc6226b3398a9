"""What is a person's name, and what an office, a place or a paper."""

from __future__ import annotations

import pytest

from extract.metadata.outlets import dateline_outlet, is_outlet, outlet_before, outlet_named
from extract.metadata.persons import (
    fold_script,
    holds_no_name,
    is_name,
    is_office,
    is_place,
    is_unit,
    may_be_name,
)


@pytest.mark.parametrize(
    "text",
    ["张三", "张三丰", "張三豐", "欧阳修", "欧阳娜娜", "司马光", "比尔·盖茨", "扎西顿珠", "张文学"],
)
def test_names_are_known_by_their_surnames_and_parts(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "张",
        "张三丰四",
        "记者",
        "山东",
        "青山县",
        "张家口市",
        "王新闻",
        "Zhang San",
        "一二三",
        "从北京到",
    ],
)
def test_words_places_and_single_characters_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("厶三", True),
        ("厶三丰", True),
        ("厶", False),
        ("厶三丰四", False),
        ("新闻办", False),
        ("青岛", False),
    ],
)
def test_a_rare_surname_may_make_a_name(text: str, may_be: bool) -> None:
    assert may_be_name(text) is may_be


def test_units_offices_and_places_are_told_by_their_ends() -> None:
    assert is_unit("某某市政协")
    assert is_unit("某某市政协委员")
    assert is_unit("某某日报")
    assert not is_unit("张三丰")
    assert is_unit(f"{'某' * 22}政协")
    assert not is_unit(f"{'某' * 23}政协")
    assert is_office("区委")
    assert not is_office("某某日报")
    assert not is_office(f"{'某' * 24}政协")
    assert is_place("青岛")
    assert is_place("青岛市")
    assert not is_place("青岛路")
    assert holds_no_name("新闻办")
    assert not holds_no_name("张三丰")
    assert fold_script("張三豐說ABC") == "张三丰说ABC"


@pytest.mark.parametrize(
    ("value", "outlet"),
    [
        ("某某日报", "某某日报"),
        (" ：某某日报 | 2024", "某某日报"),
        ("《某某日报》", "某某日报"),
        ("《某某日报》海外版", "《某某日报》海外版"),
        ("《某某日报》 张三丰", "某某日报"),
        ("原创：某某日报", "某某日报"),
        ("据：某某日报", "某某日报"),
        ("华夏时报(北京)", "华夏时报(北京)"),
        ("华夏时报(张三丰)", "华夏时报"),
        ("某某日报 张三丰", "某某日报"),
        ("中国 政协网", "中国 政协网"),
        ("某某日报  第三版", "某某日报"),
        ("网络", None),
        ("本站原創", None),
        ("ADMIN", None),
        ("报", None),
        ("2024", None),
        ("", None),
        ("某" * 40, "某" * 40),
        ("某" * 41, None),
    ],
)
def test_a_source_is_named_without_what_stands_around_it(value: str, outlet: str | None) -> None:
    assert outlet_named(value) == outlet


@pytest.mark.parametrize(
    ("value", "outlet"),
    [
        ("某某日报", "某某日报"),
        ("□某某日报", "某某日报"),
        ("文/图 某某日报", "某某日报"),
        ("《某某日报》", "某某日报"),
        ("《某某》日报", "《某某》日报"),
        ("本报", None),
        ("晚报", None),
        ("日報", None),
    ],
)
def test_the_paper_before_its_reporter_is_named_unless_it_is_the_pages_own(
    value: str, outlet: str | None
) -> None:
    assert outlet_before(value) == outlet


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("某某日报", True),
        ("【某某网】", True),
        ("某某日報", True),
        ("网", False),
        ("张三丰", False),
        ("某" * 20 + "报", False),
    ],
)
def test_an_outlet_is_known_by_its_end(text: str, outlet: bool) -> None:
    assert is_outlet(text) is outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("人民政协网8月26日青岛电（记者 张三丰）", ("人民政协网", 14)),
        ("某某网讯 近日，", ("某某网", 5)),
        ("本报讯（记者 张三丰）", (None, 0)),
        ("据新华社北京3月5日电 ", ("新华社", 12)),
        ("新华社记者张三丰", (None, 0)),
        (
            "某某市政协召开会议，研究部署工作，并听取了有关部门负责同志的情况汇报，随后某某网讯 ",
            (None, 0),
        ),
        ("近日，市政协召开会议。", (None, 0)),
    ],
)
def test_a_dateline_opens_with_its_outlet(line: str, outlet: tuple[str | None, int]) -> None:
    assert dateline_outlet(line, line) == outlet
