from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.demo.mill import Kit, poison_page
from extract.page import LARGEST
from extract.publisher import Publisher
from extract.reasons import Reason
from extract.record import Outcome, Quality
from tests.extract.pages import SENTENCE, article, read

LAST = "会议还研究了其他事项。"


def test_an_article_comes_without_menu_title_and_footer() -> None:
    record = read(article(SENTENCE, "会议还研究了其他事项。"))
    assert record.outcome is Outcome.ARTICLE
    assert record.text == f"{SENTENCE}\n会议还研究了其他事项。"
    assert record.title == "政协动态一则"


def test_of_a_page_without_text_nothing_is_measured() -> None:
    found = read("<html><body></body></html>").quality
    assert found == Quality(
        text_length=0, paragraphs=0, han_ratio=0.0, link_density=0.0, unrepaired=0
    )


def test_byline_lines_are_metadata_and_not_text() -> None:
    line = "<p>2024-03-05 09:30 来源：某某日报 记者 张三丰 通讯员 李四光</p>"
    record = read(article(SENTENCE, before=line, after="<p>责任编辑：王五一</p>"))
    assert record.text == SENTENCE
    assert (record.source, record.authors, record.correspondents, record.editors) == (
        "某某日报",
        ("张三丰",),
        ("李四光",),
        ("王五一",),
    )
    assert str(record.published) == "2024-03-05 09:30:00+08:00"
    assert record.provenance["published"] == "byline"


def test_a_bracket_of_writers_at_a_sentences_end_stays() -> None:
    last = "大家都说，日子越过越好了。（记者 张三丰）"
    record = read(article(SENTENCE, last))
    assert record.text.endswith(last)
    assert record.authors == ("张三丰",)


def test_furniture_inside_the_body_is_removed_and_kept_on_record() -> None:
    record = read(article(SENTENCE, "分享到：", "图片", "IMG_20240305_0912.jpg", LAST))
    assert record.text == f"{SENTENCE}\n{LAST}"
    assert {"分享到：", "图片", "IMG_20240305_0912.jpg"} <= {r.text for r in record.removed}


def test_chrome_within_the_body_is_removed_and_kept_on_record() -> None:
    html = article(SENTENCE, LAST).replace(
        f"<p>　　{LAST}</p>", f"<div class='share'>分享给朋友</div><p>　　{LAST}</p>"
    )
    record = read(html)
    assert record.text == f"{SENTENCE}\n{LAST}"
    assert [(r.kind, r.text) for r in record.removed] == [("chrome", "分享给朋友")]


def test_a_line_of_dots_stays() -> None:
    assert read(article(SENTENCE, "……", "会议还研究了其他事项。")).text.split("\n")[1] == "……"


def test_related_headlines_behind_the_text_go() -> None:
    links = "".join(f'<p><a href="/{i}.html">政协召开第{i}次会议</a></p>' for i in range(8))
    record = read(
        article(SENTENCE, SENTENCE[:20] + "。", after=f"<div><p>相关新闻</p>{links}</div>")
    )
    assert record.text == f"{SENTENCE}\n{SENTENCE[:20]}。"


def test_a_summary_that_repeats_the_opening_stands_once() -> None:
    record = read(article(f"[摘要]{SENTENCE[:30]}...", SENTENCE, "会议还研究了其他事项。"))
    assert record.text == f"{SENTENCE}\n会议还研究了其他事项。"


def test_an_opening_that_trails_off_stays() -> None:
    opening = "这一年，委员们走过了多少个村庄，听过了多少句心里话……"
    assert read(article(opening, SENTENCE, LAST)).text == f"{opening}\n{SENTENCE}\n{LAST}"


def test_a_subtitle_set_off_with_a_dash_is_no_text() -> None:
    record = read(article("——某某市政协工作纪实", SENTENCE, "会议还研究了其他事项。"))
    assert record.subtitle == "——某某市政协工作纪实"
    assert record.text.startswith(SENTENCE)


def test_only_the_opening_post_of_a_thread_is_the_article() -> None:
    post = "<div class='t_f' id='postmessage_{}'>{}</div>"
    html = article(title="市政协为民履职").replace("<div class='content'>", "<div>")
    html = html.replace("</body>", post.format(1, SENTENCE) + post.format(2, "顶！") + "</body>")
    assert read(html).text == SENTENCE


def test_tags_with_endless_attributes_lose_them_and_nothing_else() -> None:
    longest = "<p data-x='{}'>　　{}</p>"
    tags = "".join(longest.format("y" * 50_000, text) for text in (SENTENCE, LAST))
    html = article(LAST[::-1]).replace("<p>　　", f"{tags}<p>　　")
    assert read(html).text == f"{SENTENCE}\n{LAST}\n{LAST[::-1]}"


@pytest.mark.parametrize("number", ["1" * 5_000, "²"])
def test_a_number_that_is_none_costs_no_article(number: str) -> None:
    picture = f"<img src='/a.jpg' width='{number}' alt='&#{number};'>"
    ahead = f"<meta name='author' content='&#{number};'>"
    record = read(poison_page(article(SENTENCE, picture, LAST), seed=3, kit=Kit()))
    plain = read(article(SENTENCE, picture, LAST).replace("<head>", f"<head>{ahead}"))
    assert record.text == plain.text == f"{SENTENCE}\n{LAST}"


def test_one_broken_byte_costs_one_character() -> None:
    html = article(SENTENCE).replace("<head>", "<head><meta charset='gb2312'>").encode("gb18030")
    at = html.index("深入".encode("gb18030"))
    broken = read(html[:at] + b"\xff" + html[at:], kind="text/html")
    assert broken.text.replace("\ufffd", "") == SENTENCE
    assert Reason.BYTES_REPLACED in broken.reasons


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB_2312-80", "x-gbk", "utf-8", "big5"])
def test_declared_charsets_are_read_under_all_their_names(charset: str) -> None:
    text = "會議研究部署重點工作，委員們提出意見建議。" if charset == "big5" else SENTENCE
    codec = {"utf-8": "utf-8", "big5": "big5"}.get(charset, "gb18030")
    html = article(text, title="會議").replace("<head>", f"<head><meta charset='{charset}'>")
    page = html.replace("政协动态一则", "會議").encode(codec, "ignore")
    assert text in read(page, kind="text/html").text


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"", "text/html", Reason.EMPTY_BODY),
        (b"<!-- -->", "text/html", Reason.EMPTY_BODY),
        (b"%PDF-1.4 ...", "text/html", Reason.NOT_HTML),
        (b"<p>x</p>", "image/png", Reason.NOT_HTML),
        (b"\x00\x01\x02\x03" * 300, "text/html", Reason.NOT_HTML),
        (b"a" * (LARGEST + 1), "text/html", Reason.TOO_LARGE),
        ("<p>抱歉，您访问的页面不存在</p>".encode(), "text/html", Reason.DELETED_NOTICE),
        ("<p>您需要登录后才能查看本帖</p>".encode(), "text/html", Reason.LOGIN_WALL),
        (b"<html><body><img src='a.jpg'></body></html>", "text/html", Reason.PICTURE_ONLY),
    ],
)
def test_pages_without_an_article_are_rejected_by_name(
    body: bytes, kind: str, reason: Reason
) -> None:
    record = read(body, kind=kind)
    assert (record.outcome, record.reasons[0]) == (Outcome.REJECTED, reason)


def test_a_page_of_spam_that_is_all_in_a_comment_is_rejected_under_its_own_title() -> None:
    spam = "国产精品久久久,亚洲无码在线观看,欧美日韩一区二区"
    record = read(f"<!-- <title>{spam}</title><h1>市政协召开养老服务协商会</h1><p>{spam}</p> -->")
    assert (record.reasons[0], record.title) == (Reason.SPAM_ONLY, "市政协召开养老服务协商会")


def test_a_page_that_is_rejected_has_its_sites_region_as_well() -> None:
    assert read(b"", publisher=Publisher(region="370200")).region == "370200"
    assert read(b"").region is None


def test_a_list_of_headlines_is_no_article() -> None:
    links = "".join(
        f'<li><a href="/t{i}.html">某某市政协召开第{i}次主席会议</a> 2024-03-0{i % 9 + 1}</li>'
        for i in range(30)
    )
    record = read(f"<html><head><title>要闻</title></head><body><ul>{links}</ul></body></html>")
    assert record.outcome is Outcome.REJECTED
    assert record.reasons[0] in (Reason.LIST_PAGE, Reason.NO_ARTICLE)


@given(st.binary(max_size=3000))
def test_no_bytes_make_the_extractor_fail(body: bytes) -> None:
    assert Reason.EXTRACTOR_FAILED not in read(body, kind="text/html").reasons


PIECES = (
    "<div> </div> <p> </p> <table> <tr> <td> 政协 会议。 & &#x; &#1114112; &#0; &#xFFFE; &#xD800; "
    "<!-- --> <a href=//[> < > \x00 <script> <h1> <title> 来源： 2024-03-05 <img src=x> "
    "<meta charset=utf-16>"
)


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=60))
def test_no_markup_makes_the_extractor_fail(pieces: list[str]) -> None:
    assert Reason.EXTRACTOR_FAILED not in read("".join(pieces)).reasons


def test_an_address_that_no_charset_can_write_has_an_id_of_its_own() -> None:
    ids = {read(article(), url=f"http://zx.example/{end}").article_id for end in "\ud800\ud801"}
    assert len(ids) == 2
