"""Which of a page's dates is the day of publication."""

from __future__ import annotations

import pytest

from extract.reasons import Reason
from tests.extract.pages import NOON, SENTENCE, article, read

URL = "http://zx.example/art/1.html"
DATELINE = f"某某网8月26日青山电（记者 张三丰）{SENTENCE}"


def page(
    *, head: str = "", byline: str = "", text: str = SENTENCE, foot: str = "", over: str = ""
) -> str:
    html = article(text, SENTENCE[::-1], before=f"<p>{byline}</p>", after=f"<p>{foot}</p>")
    html = html.replace("<head>", f"<head>{head}")
    return html.replace("<body>", f"<body><div>{over}</div>")


def meta(name: str, content: str) -> str:
    return f'<meta content="{content}" name="{name}">'


@pytest.mark.parametrize(
    ("parts", "url", "moment", "evidence", "precision"),
    [
        (
            {"head": meta("PubDate", "2024-03-05 09:30"), "byline": "2024-03-05"},
            URL,
            "2024-03-05 09:30:00+08:00",
            "meta:pubdate",
            "minute",
        ),
        (
            {"head": meta("pubdate", "2024-03-05 00:00:00"), "byline": "2024-03-05 09:30:15"},
            URL,
            "2024-03-05 09:30:15+08:00",
            "byline",
            "second",
        ),
        (
            {"head": meta("PUBDATE", "2024-03-05 00:00:00")},
            URL,
            "2024-03-05 00:00:00+08:00",
            "meta:pubdate",
            "day",
        ),
        (
            {"head": meta("Maketime", "2026-03-01 02:00:00"), "byline": "时间：2019-05-06"},
            URL,
            "2019-05-06 00:00:00+08:00",
            "byline",
            "day",
        ),
        (
            {"head": meta("Maketime", "2012-03-01 02:00:00")},
            URL,
            "2012-03-01 02:00:00+08:00",
            "meta:maketime",
            "second",
        ),
        (
            {"head": meta("article:published_time", "2024-03-05T01:30:00+00:00")},
            URL,
            "2024-03-05 01:30:00+00:00",
            "meta:article:published_time",
            "second",
        ),
        (
            {"head": meta("pubdate", "2024-03-04T20:30:00Z"), "byline": "2024-03-05 04:30"},
            URL,
            "2024-03-05 04:30:00+08:00",
            "meta:pubdate",
            "second",
        ),
        (
            {"head": meta("pubdate", "2024-03-05T09:30:00Z"), "byline": "2024-03-05 09:30"},
            URL,
            "2024-03-05 09:30:00+08:00",
            "meta:pubdate",
            "second",
        ),
        ({"byline": "发布时间：2024年3月"}, URL, "2024-03-01 00:00:00+08:00", "byline", "month"),
        (
            {"head": meta("pubdate", "2024-03")},
            URL,
            "2024-03-01 00:00:00+08:00",
            "meta:pubdate",
            "month",
        ),
        ({"foot": "二〇二四年三月"}, URL, "2024-03-01 00:00:00+08:00", "foot", "month"),
        ({"foot": "2024年3月5日"}, URL, "2024-03-05 00:00:00+08:00", "foot", "day"),
        (
            {"text": DATELINE},
            "http://zx.example/c/2023-08-28/1.shtml",
            "2023-08-26 00:00:00+08:00",
            "dateline+url",
            "day",
        ),
        (
            {"text": DATELINE},
            "http://zx.example/art/2019/art_5.html",
            "2019-08-26 00:00:00+08:00",
            "dateline+url",
            "day",
        ),
        ({"text": DATELINE}, URL, "2025-08-26 00:00:00+08:00", "dateline+fetched_at", "day"),
        (
            {"text": DATELINE.replace("8月", "2022年8月")},
            URL,
            "2022-08-26 00:00:00+08:00",
            "dateline",
            "day",
        ),
        (
            {},
            "http://zx.example/202403/t20240305_1.html",
            "2024-03-05 00:00:00+08:00",
            "url",
            "day",
        ),
    ],
)
def test_each_kind_of_evidence_is_named_and_read_to_its_precision(
    parts: dict[str, str], url: str, moment: str, evidence: str, precision: str
) -> None:
    record = read(page(**parts), url=url)
    assert str(record.published) == moment
    assert record.provenance["published"] == evidence
    assert record.published_precision == precision


@pytest.mark.parametrize(
    ("parts", "url", "day", "reasons"),
    [
        (  # the template was filled again: byline and address agree on the day
            {"head": meta("PubDate", "2026-01-15 03:00"), "byline": "时间：2019-05-06"},
            "http://zx.example/201905/t20190506_7.html",
            "2019-05-06",
            {Reason.DATE_CONFLICT},
        ),
        (  # it equals the template's own stamp
            {
                "head": meta("PubDate", "2026-01-15 03:00:00")
                + meta("maketime", "2026-01-15 03:00:00"),
                "byline": "时间：2019-05-06",
            },
            URL,
            "2019-05-06",
            {Reason.DATE_CONFLICT},
        ),
        (  # a page made when it is asked for
            {"head": meta("date", f"{NOON:%Y-%m-%dT%H:%M:%S}Z"), "byline": "时间：2019-05-06"},
            URL,
            "2019-05-06",
            {Reason.DATE_CONFLICT},
        ),
        (  # nothing speaks against the tag
            {"head": meta("PubDate", "2024-03-05"), "byline": "时间：2019-05-06"},
            URL,
            "2024-03-05",
            {Reason.DATE_CONFLICT},
        ),
        ({"byline": "时间：2031-05-06"}, URL, "2031-05-06", {Reason.DATE_IN_FUTURE}),
        (
            {"head": meta("PubDate", "2031-05-06"), "byline": "时间：2019-05-06"},
            URL,
            "2019-05-06",
            {Reason.DATE_CONFLICT},
        ),
        ({"text": DATELINE}, URL, "2025-08-26", {Reason.YEAR_INFERRED}),
        (
            {"byline": "时间：2019-05-06"},
            "http://zx.example/201905/t20190506_7.html",
            "2019-05-06",
            set(),
        ),
    ],
)
def test_dates_that_disagree_are_weighed_and_flagged(
    parts: dict[str, str], url: str, day: str, reasons: set[Reason]
) -> None:
    record = read(page(**parts), url=url)
    assert record.published is not None
    assert f"{record.published:%Y-%m-%d}" == day
    assert set(record.reasons) == reasons


@pytest.mark.parametrize(
    "parts",
    [
        {"foot": "版权所有 2010-2025 某某市政协"},
        {"foot": "Copyright © 2010-2025 zx.example"},
        {"foot": "网站建设于2010年3月5日"},
        {"over": "2026年3月2日 星期一"},
        {"byline": "2024年"},
        {"byline": "新闻热线：0519-20240102"},
        {"foot": "2021-01-19 其他文章的标题是这样的"},
        {"text": f"2024年3月5日，{SENTENCE}"},
        {"text": f"3月5日，{SENTENCE}"},
        {"text": f"某某网2月30日青山电（记者 张三丰）{SENTENCE}"},
    ],
)
def test_what_is_no_day_of_publication_gives_none(parts: dict[str, str]) -> None:
    record = read(page(**parts))
    assert (record.published, record.published_precision) == (None, None)
    assert Reason.NO_DATE in record.reasons


@pytest.mark.parametrize(
    "line",
    ["发布时间：2024-03-05 欢迎您阅读本网站刊登的文章内容", "2024-03-05", "2024-03-05 某某日报"],
)
def test_a_line_that_is_sure_goes_before_one_that_may_be_a_headline(line: str) -> None:
    headline = "2020-01-01 09:30 市政协召开主席会议研究部署年度工作并听取汇报"
    record = read(page(byline=f"{headline}</p><p>{line}"))
    assert f"{record.published:%Y-%m-%d}" == "2024-03-05"


@pytest.mark.parametrize("second", ["成文日期", "更新时间"])
def test_the_day_of_publication_goes_before_others_on_lines_of_their_own(second: str) -> None:
    lines = f"{second}：2024年2月28日</p><p>发布日期：2024年3月1日"
    published = read(page(byline=lines), url=URL).published
    assert str(published) == "2024-03-01 00:00:00+08:00"
    assert str(read(page(byline=lines[:15]), url=URL).published) == "2024-02-28 00:00:00+08:00"


def test_a_thread_has_the_day_of_its_opening_post() -> None:
    posts = "".join(
        f"<div class='t_f' id='postmessage_{i}'>{SENTENCE}</div><p>发表于 2024-1-{i} 18:41:12</p>"
        for i in range(1, 5)
    )
    html = article(title="市政协为民履职").replace("<div class='content'>", f"{posts}<div>")
    assert str(read(html).published) == "2024-01-01 18:41:12+08:00"
