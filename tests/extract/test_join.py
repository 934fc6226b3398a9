from __future__ import annotations

from dataclasses import replace

from extract.join import join_parts
from extract.reasons import Reason
from extract.record import Outcome, Record, Repair


def part(text: str, outcome: Outcome = Outcome.ARTICLE, repairs: tuple[Repair, ...] = ()) -> Record:
    return Record("i", "s", "http://a/1", "http://a/1", outcome, title="题", text=text,
                  repairs=repairs)  # fmt: skip


def test_parts_follow_each_other_and_repairs_keep_their_place() -> None:
    repair = Repair("pinyin", "商(shāng)", "商", 1)
    whole = join_parts([part("第一页。"), part("协商二。", repairs=(repair,))])
    assert whole.text == "第一页。\n协商二。"
    placed = whole.repairs[0]
    assert whole.text[placed.offset :].startswith(placed.after)
    assert whole.provenance["pages"] == "2 of 2 pages"


def test_a_last_page_of_two_lines_still_belongs_to_the_article() -> None:
    whole = join_parts([part("第一页。"), part("（完）", Outcome.REJECTED)])
    assert (whole.outcome, whole.text) == (Outcome.ARTICLE, "第一页。\n（完）")


def test_all_on_one_page_takes_the_place_of_its_beginning() -> None:
    whole = join_parts([part("开头。" * 20), part("开头。" * 20 + "结尾。")])
    assert whole.text == "开头。" * 20 + "结尾。"


def test_a_page_that_only_begins_as_the_first_follows_it() -> None:
    start = "会议指出，要坚持问题导向，把群众反映集中的事逐项办好，让老百姓有实实在在的获得感，" * 2
    whole = join_parts([part(f"{start}一。\n第二段。\n第三段。"), part(f"{start}二。" * 3)])
    assert whole.text == f"{start}一。\n第二段。\n第三段。\n" + f"{start}二。" * 3


def test_the_same_page_twice_is_said_once() -> None:
    assert join_parts([part("一。"), part("一。")]).text == "一。"


def test_a_lost_page_makes_the_body_uncertain() -> None:
    whole = join_parts([part("一。"), part("三。")], expected=3)
    assert Reason.BODY_UNCERTAIN in whole.reasons
    assert whole.provenance["pages"] == "2 of 3 pages"


def test_one_quarantined_part_keeps_all_of_it_back() -> None:
    broken = replace(part("二。"), outcome=Outcome.QUARANTINED)
    assert join_parts([part("一。"), broken]).outcome is Outcome.QUARANTINED
