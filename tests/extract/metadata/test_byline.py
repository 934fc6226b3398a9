from __future__ import annotations

from time import perf_counter
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
    ("作者：张 三、李 四", {"authors": ("张三", "李四")}),
    ("作者：张　三　李　四", {"authors": ("张三", "李四")}),
    ("作者：张 三 李 四 王 五", {"authors": ("张三", "李四", "王五")}),
    ("作者：上 官 云 珠", {"authors": ("上官云珠",)}),
    ("作者：张&nbsp;三", {"authors": ("张三",)}),
    ("作者：欧阳 锋", {"authors": ("欧阳锋",)}),
    ("作者：阿凡提·艾山 扎西顿珠", {"authors": ("阿凡提·艾山", "扎西顿珠")}),
    ("作者：某市政协办公室 张三丰", {"authors": ("张三丰",)}),
    ("作者：张三丰（作者系某市政协委员）", {"authors": ("张三丰",)}),
    ("记者 | 张三丰 编辑 | 李四光", {"authors": ("张三丰",), "editors": ("李四光",)}),
    ("来 源：某某日报", {"source": "某某日报"}),
    ("来源 | 某某日报", {"source": "某某日报"}),
    ("责 任 编 辑：张三丰", {"editors": ("张三丰",)}),
    ("一审一校：张三丰 二审二校：李四光", {"editors": ("张三丰", "李四光")}),
    ("供稿：某区政协办 张三丰", {"source": "某区政协办", "authors": ("张三丰",)}),
    ("（某市政协 张三丰 李四光）", {"source": "某市政协", "authors": ("张三丰", "李四光")}),
    ("（某委联室供稿）", {"source": "某委联室"}),
    ("文/图 张三丰", {"authors": ("张三丰",)}),
    ("张三丰 文/图", {"authors": ("张三丰",)}),
    ("记者 张三丰 成都报道", {"authors": ("张三丰",)}),
    (
        "2024-03-05 浏览次数：1234 字号：大 中 小 打印 新华社驻京记者 张三丰",
        {"source": "新华社", "authors": ("张三丰",)},
    ),
    ("记者张三丰北京报道", {"authors": ("张三丰",)}),
    ("《某某周刊》记者 张三丰", {"source": "某某周刊", "authors": ("张三丰",)}),
    ("某某日报-某某网记者 张三丰", {"source": "某某日报-某某网", "authors": ("张三丰",)}),
    ("□某某日报记者 张三丰", {"source": "某某日报", "authors": ("张三丰",)}),
    ("■《某某日报》记者 张三丰", {"source": "某某日报", "authors": ("张三丰",)}),
    ("图文 某某日报记者 张三丰", {"source": "某某日报", "authors": ("张三丰",)}),
    ("《某某》日报记者 张三丰", {"source": "《某某》日报", "authors": ("张三丰",)}),
    ("张三丰 口述　李四光 整理", {"authors": ("张三丰", "李四光")}),
    ("口述：张三丰 整理：李四光", {"authors": ("张三丰", "李四光")}),
    ("据新华社电", {"source": "新华社"}),
    ("摘自《某某时报》", {"source": "某某时报"}),
]


BESIDE_NAMES = ("/文", "办公室 ", "系某", "责 任", "成都", "北京")
"""What a line holds that is read past, so that it may stay in the text."""


@pytest.mark.parametrize(("line", "says"), SAID)
def test_a_byline_names_outlet_and_people_by_their_parts(line: str, says: dict[str, Any]) -> None:
    byline = read_byline(line)
    silent = {"source": None, "authors": (), "correspondents": (), "editors": ()}
    assert {name: getattr(byline, name) for name in silent} == silent | says
    assert is_byline(line) or any(part in line for part in BESIDE_NAMES)


@pytest.mark.parametrize(
    "value", ["小编", "佚名", "本报", "admin", "宣传科", "某某日报", "某市政协办公室", "江苏"]
)
def test_what_is_no_person_is_no_author(value: str) -> None:
    assert read_byline(f"作者：{value}").authors == ()


@pytest.mark.parametrize("line", ["（记者 张三丰 摄）", "张三丰 摄", "摄影：张三丰", "图/张三丰"])
def test_a_photographer_is_no_author(line: str) -> None:
    assert not read_byline(line)


@pytest.mark.parametrize("value", ["", "未知", "网络", "原创"])
def test_a_source_that_names_none_is_none(value: str) -> None:
    assert read_byline(f"来源：{value}").source is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("更新时间：2024-01-05 发布时间：2024-01-02", "2024-01-02"),
        ("最后更新：2024-01-05", "2024-01-05"),
        ("张三丰 2024年3月5日09:08", "2024-03-05"),
        ("来源：某某日报2023-07-17 09:13", "2023-07-17"),
        ("点击：20231212", None),
        ("新闻热线：0519-20240102", None),
        ("（记者 张三丰）2024年3月5日，会议召开", None),
    ],
)
def test_the_day_of_publication_is_told_from_other_numbers(line: str, day: str | None) -> None:
    published = read_byline(line).published
    assert (str(published.date()) if published else None) == day


@pytest.mark.parametrize("head", ["来源：", "记者", "5 ", "张 ", "本报", "(", "2024-03-05T "])
def test_a_line_of_one_repeated_part_is_read_at_once(head: str) -> None:
    started = perf_counter()
    read_byline(head * 10_000)
    is_byline(head * 10_000)
    assert perf_counter() - started < 0.5


@pytest.mark.parametrize(
    "line",
    [
        "记者从市政协获悉，今年的提案办理工作已经启动。",
        "来源于群众的提案最有生命力。",
        "记者注意到,今年的会议材料少了很多",
        "会议由主席张三丰主持。",
        "二、作者的权利",
        "……",
        "2024年3月5日，",
        "2024年3月5日，《",
        "原文：",
        "记者：请问您怎么看？",
        "编辑出版文史资料100余册",
        "通讯员队伍建设座谈会召开",
        "某某社北京5月9日电 题：一篇很长很长的通讯的题目写在这里",
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


@given(st.text(max_size=500))
def test_no_text_raises(line: str) -> None:
    is_byline(line)
    byline = read_byline(line)
    assert (byline.published is None) == (byline.precision is None)


@given(st.lists(st.sampled_from(["张三丰", "李四光", "王 五", "赵 六", "钱·七"]), unique=True))
def test_names_in_a_list_come_back_in_order(names: list[str]) -> None:
    byline = read_byline("作者：" + "、".join(names))
    assert list(byline.authors) == ["".join(name.split()) for name in names]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "湖南某报·某某客户端 记者 张三丰",
            {"source": "湖南某报·某某客户端", "authors": ("张三丰",)},
        ),
        ("（据《某某日报》）", {"source": "某某日报"}),
        ("□张三丰", {"authors": ("张三丰",)}),
        ("张三丰 李四光 本报记者 王五一", {"authors": ("张三丰", "李四光", "王五一")}),
        ("来源：某某县政协 张三丰", {"source": "某某县政协", "authors": ("张三丰",)}),
        ("来源：某某县政协（张三丰）", {"source": "某某县政协", "authors": ("张三丰",)}),
        ("来源：某某时报(北京)", {"source": "某某时报(北京)"}),
        ("（某某县政协办 张三丰 供稿）", {"source": "某某县政协办", "authors": ("张三丰",)}),
        ("（记者 张三丰 视频拍摄 李四光）", {"authors": ("张三丰",)}),
        ("记者张三丰在北京报道", {"authors": ("张三丰",)}),
        ("作者：张文学 李从军 陈平安", {"authors": ("张文学", "李从军", "陈平安")}),
        ("责任编辑：种永", {"editors": ("种永",)}),
        ("来源：<a href='http://x.example/'>某某网</a>", {"source": "某某网"}),
        ("<meta name='ContentSource' content='某某网'>", {"source": "某某网"}),
        ("来源：原创：某某网", {"source": "某某网"}),
    ],
)
def test_rarer_forms_are_read_as_well(line: str, says: dict[str, Any]) -> None:
    byline = read_byline(line)
    silent = {"source": None, "authors": (), "correspondents": (), "editors": ()}
    assert {name: getattr(byline, name) for name in silent} == silent | says


@pytest.mark.parametrize("value", ["高水平", "容城县", "团省委", "网信办", "张三丰网", "整合"])
def test_words_that_look_like_names_are_none(value: str) -> None:
    assert read_byline(f"（记者 {value}）").authors == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("成文日期：2024年3月5日 发布日期：2024年3月8日", "2024-03-08"),
        ("印发日期：2024年3月5日", "2024-03-05"),
        ("分享到： 2024-03-05", "2024-03-05"),
        ("加入时间：2010-03-05", None),
        ("最后登录 2010-03-05", None),
        ("时间：2024年3月5日上午9:00 地点：会议室", None),
        ("统一社会信用代码：20240305", None),
        ("20240305 来源：某某网", "2024-03-05"),
        ("会议时间：2024-03-05 发布时间：2024-03-08", "2024-03-08"),
    ],
)
def test_the_moment_of_publication_is_told_from_other_moments(line: str, day: str | None) -> None:
    published = read_byline(line).published
    assert (str(published.date()) if published else None) == day
