from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.metadata.byline import is_byline, read_byline

SAID: list[tuple[str, dict[str, Any]]] = [
    ("2024-03-05 09:30 来源：某某日报", {"source": "某某日报"}),
    ("作者：张三丰 李四光", {"authors": ("张三丰", "李四光")}),
    ("（记者 张  三）", {"authors": ("张三",)}),
    ("（本报记者 张三丰 通讯员 李 四）", {"authors": ("张三丰",), "correspondents": ("李四",)}),
    ("责编：王五一、赵六合", {"editors": ("王五一", "赵六合")}),
    ("来源：环球网编辑：莫愁审核：周佳佳", {"source": "环球网", "editors": ("莫愁", "周佳佳")}),
    ("某某晚报全媒记者 张三丰", {"source": "某某晚报", "authors": ("张三丰",)}),
    ("來源:某某政協網 責任編輯:劉三好", {"source": "某某政協網", "editors": ("劉三好",)}),
    ("（记者/张三丰 通讯员/李四光）", {"authors": ("张三丰",), "correspondents": ("李四光",)}),
    ("（张三丰/文 李四光/图）", {"authors": ("张三丰",)}),
]


@pytest.mark.parametrize(("line", "says"), SAID)
def test_a_byline_names_outlet_and_people_by_their_parts(line: str, says: dict[str, Any]) -> None:
    byline = read_byline(line)
    silent = {"source": None, "authors": (), "correspondents": (), "editors": ()}
    assert {name: getattr(byline, name) for name in silent} == silent | says
    assert is_byline(line) or "/文" in line


@pytest.mark.parametrize(
    "line",
    [
        "记者从市政协获悉，今年的提案办理工作已经启动。",
        "来源于群众的提案最有生命力。",
        "记者注意到,今年的会议材料少了很多",
        "会议由主席张三丰主持。",
        "二、作者的权利",
        "……",
        "一年来，编辑部收到来稿三百多篇，",
    ],
)
def test_a_line_of_text_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line", ["版权所有 Copyright 2010-2024 某某网", "某ICP备11001326号-2", "图片来源：新华社"]
)
def test_furniture_names_nobody(line: str) -> None:
    assert not read_byline(line)


@given(st.text(alphabet="记者作编辑来源：:（） 张王李三四丰2024年3月5日-/通讯员报网", max_size=60))
def test_names_stand_in_the_line_once_its_padding_is_closed(line: str) -> None:
    byline = read_byline(line)
    closed = "".join(line.split())
    assert all(name in closed for name in (*byline.authors, *byline.editors))
    assert isinstance(is_byline(line), bool)
