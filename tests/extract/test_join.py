from __future__ import annotations

from dataclasses import replace

from extract.fingerprint import minhash, text_digest
from extract.join import join_parts
from extract.reasons import Reason
from extract.record import (
    Attachment,
    Image,
    Outcome,
    Poison,
    Quality,
    Record,
    Removed,
    Repair,
    Verdict,
)


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


def test_what_each_page_has_is_kept_once_and_in_order() -> None:
    first = replace(
        part("第一页。", repairs=(Repair("script", "題", "题", 0, "title"),)),
        images=(Image("http://a/1.jpg"), Image("http://a/2.jpg")),
        attachments=(Attachment("http://a/1.pdf"),),
        removed=(Removed("chrome", "分享", "text"),),
        authors=("张三丰",),
        quality=Quality(4, 1, 1.0, 0.5, 1),
    )
    second = replace(
        part("第二页。\n完。"),
        images=(Image("http://a/2.jpg"), Image("http://a/3.jpg")),
        attachments=(Attachment("http://a/1.pdf"), Attachment("http://a/2.pdf")),
        removed=(Removed("chrome", "打印", "text"),),
        authors=("赵六",),
        correspondents=("李四光",),
        editors=("王五一",),
        source="某某日报",
        quality=Quality(7, 2, 0.5, 0.25, 2),
    )
    whole = join_parts([first, second])
    assert whole == replace(
        first,
        text="第一页。\n第二页。\n完。",
        provenance={"pages": "2 of 2 pages"},
        images=tuple(Image(f"http://a/{i}.jpg") for i in (1, 2, 3)),
        attachments=tuple(Attachment(f"http://a/{i}.pdf") for i in (1, 2)),
        removed=(Removed("chrome", "分享", "text"), Removed("chrome", "打印", "text")),
        correspondents=("李四光",),
        editors=("王五一",),
        source="某某日报",
        quality=Quality(12, 3, 0.6818, 0.3409, 3),
        text_digest=text_digest("第一页。第二页。完。"),
        minhash=minhash("第一页。第二页。完。"),
    )


def test_the_worst_that_a_page_suffered_is_said_of_all() -> None:
    hit = Poison(Verdict.POISONED, 4.0)
    parts = [part("一。"), replace(part("二。"), poison=hit), part("三。")]
    assert join_parts(parts).poison == hit
    worse = replace(part("二。"), poison=replace(hit, score=9.0))
    assert join_parts([replace(part("一。"), poison=hit), worse]).poison.score == 9.0


def test_an_article_behind_a_page_without_text_is_one() -> None:
    cover = replace(part("", Outcome.REJECTED), reasons=(Reason.PICTURE_ONLY,))
    repair = Repair("pinyin", "商(shāng)", "商", 1)
    whole = join_parts([cover, part("协商二。", repairs=(repair,))])
    assert (whole.outcome, whole.reasons, whole.text) == (Outcome.ARTICLE, (), "协商二。")
    assert whole.repairs == (repair,)


def test_repairs_of_a_beginning_go_when_the_whole_takes_its_place() -> None:
    own = Repair("script", "題", "题", 0, "title")
    old, new = Repair("pinyin", "开(kāi)", "开", 0), Repair("pinyin", "尾(wěi)", "尾", 61)
    start, end = part("开头。" * 20, repairs=(own, old)), part("开头。" * 20 + "结尾。")
    assert join_parts([start, replace(end, repairs=(new,))]).repairs == (own, new)


def test_as_many_pages_as_were_expected_are_no_doubt() -> None:
    whole = join_parts([part("一。"), part("二。")], expected=2)
    assert whole.reasons == ()
    doubted = replace(part("一。"), reasons=(Reason.BODY_UNCERTAIN,))
    assert join_parts([doubted], expected=2).reasons == (Reason.BODY_UNCERTAIN,)
