"""Repairs of a source, found again in the fields that are read from it."""

from __future__ import annotations

import pytest

from extract.poison.edits import Edit
from extract.poison.placing import place
from extract.record import Repair


def edits(source: str, *afters: str) -> list[Edit]:
    """Return an edit for each of the spans, in their order."""
    found, at = [], 0
    for after in afters:
        at = source.index(after, at)
        found.append(Edit("pinyin", f"{after}(x)", at, at + len(after)))
        at += len(after)
    return found


def placed(source: str, fields: dict[str, str], *afters: str) -> list[tuple[str, int, str]]:
    repairs = place(source, edits(source, *afters), fields)
    assert all(
        isinstance(repair, Repair) and repair.before == f"{repair.after}(x)" for repair in repairs
    )
    return [(repair.where, repair.offset, repair.after) for repair in repairs]


SOURCE = (
    "<li>首页</li><h1>市政协召开会议</h1>\n"
    "<p>　　市政协昨日召开常委会<b>会议</b>，审议报告。</p>版权所有"
)
FIELDS = {"title": "市政协召开会议", "text": "市政协昨日召开常委会会议，审议报告。"}


def test_each_repair_stands_in_the_field_that_it_was_read_into() -> None:
    assert placed(SOURCE, FIELDS, "会议", "常", "，", "告") == [
        ("title", 5, "会议"),
        ("text", 7, "常"),
        ("text", 12, "，"),
        ("text", 16, "告"),
    ]


def test_what_stands_in_no_field_is_left_out() -> None:
    assert placed(SOURCE, FIELDS, "首", "版") == []
    assert place(SOURCE, [], FIELDS) == ()


def test_a_repair_of_a_mark_stands_between_its_neighbours() -> None:
    text = "委员们走访社区，听取意见，提出建议。"
    assert placed(f"<p>{text}</p>", {"text": text}, "，", "，") == [
        ("text", 7, "，"),
        ("text", 12, "，"),
    ]


def test_of_two_places_alike_each_has_its_own_repair() -> None:
    line = "协商议政"
    source = f"<p>{line}。{line}。</p>"
    assert placed(source, {"text": f"{line}。{line}。"}, "商", "商") == [
        ("text", 1, "商"),
        ("text", 6, "商"),
    ]


def test_a_short_name_is_found_as_a_whole() -> None:
    source = "<i>作者：陈晓兰</i><p>市政协昨日召开会议。</p>"
    fields = {"authors[0]": "陈晓兰", "text": "市政协昨日召开会议。"}
    assert placed(source, fields, "陈") == [("authors[0]", 0, "陈")]


def test_of_many_lines_alike_each_has_its_own_repair() -> None:
    lines = ["协商议政。"] * 9
    source = "".join(f"<p>{line}</p>" for line in ("会议公告栏目之一", *lines))
    found = placed(source, {"text": "\n".join(lines)}, *["商"] * 9)
    assert found == [("text", 6 * line + 1, "商") for line in range(9)]


@pytest.mark.parametrize(("menus", "found"), [(10_000, [("text", 5, "会议")]), (10_001, [])])
def test_behind_endless_repairs_in_menus_no_more_are_looked_for(
    menus: int, found: list[tuple[str, int, str]]
) -> None:
    source = "<b>栏</b>" * menus + "<p>市政协召开会议</p>"
    assert placed(source, {"text": "市政协召开会议"}, *["栏"] * menus, "会议") == found
