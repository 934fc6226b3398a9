"""The people that a byline's value names, and the office that they stand behind."""

from __future__ import annotations

import pytest

from extract.metadata.names import read_names, read_unit


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("张三丰 李四光", ("张三丰", "李四光")),
        ("张三丰、李四光；王五一/赵六一", ("张三丰", "李四光", "王五一", "赵六一")),
        ("王 平 李四光", ("王平", "李四光")),
        ("王 平 李 伟", ("王平", "李伟")),
        ("欧阳 修", ("欧阳修",)),
        ("欧 阳 修", ("欧阳修",)),
        ("张三丰李四光", ("张三丰", "李四光")),
        ("张三丰 张三丰", ("张三丰",)),
        ("某某市政协 张三丰", ("张三丰",)),
        ("admin 张三丰", ("张三丰",)),
        ("张三丰 某某市政协 李四光", ("张三丰",)),
        ("张三丰（某某日报）李四光", ("张三丰", "李四光")),
        ("张三丰】李四光", ("张三丰",)),
        ("张三丰 厶三 李四光", ("张三丰", "厶三", "李四光")),
        ("厶三", ()),
        ("王 平 " * 8, ()),
        ("", ()),
    ],
)
def test_names_open_a_value_in_order_and_once_each(value: str, names: tuple[str, ...]) -> None:
    assert read_names(value) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("张三丰 文 李四光 摄", ("张三丰",)),
        ("张三丰文/图", ("张三丰",)),
        ("图 / 文 张三丰", ("张三丰",)),
        ("张三丰 摄", ()),
        ("李X摄", ()),
        ("张三丰 译 李四光", ("张三丰",)),
        ("张三丰 视频 李四光", ("张三丰",)),
        ("张三丰 视频 李四光 剪辑", ()),
        ("张三丰报道", ("张三丰",)),
        ("张三丰北京报道", ("张三丰",)),
        ("张三丰发自北京", ("张三丰",)),
    ],
)
def test_those_who_took_or_translated_are_left_out(value: str, names: tuple[str, ...]) -> None:
    assert read_names(value) == names


def test_only_who_signed_is_named_where_that_is_asked() -> None:
    assert read_names("张三丰 文 李四光 摄", signed=True) == ("张三丰",)
    assert read_names("张三丰 李四光", signed=True) == ()


@pytest.mark.parametrize(
    ("value", "names"), [("厶三", ("厶三",)), ("小编", ()), ("厶县", ()), ("厶三 丰丰", ())]
)
def test_a_label_vouches_for_a_rare_name_where_it_is_all_there_is(
    value: str, names: tuple[str, ...]
) -> None:
    assert read_names(value, labelled=True) == names


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("某某市政协 张三丰", "某某市政协"),
        ("某某市 政协 张三丰", "某某市 政协"),
        ("某某市政协 供稿", "某某市政协"),
        ("某某市政协办公室", "某某市政协办公室"),
        ("某某市政协 张三丰 新闻", None),
        ("张三丰", None),
        ("某某日报", None),
        ("", None),
    ],
)
def test_an_office_stands_before_its_people(value: str, unit: str | None) -> None:
    assert read_unit(value) == unit
