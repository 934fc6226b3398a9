from __future__ import annotations

from tests.extract.pages import SENTENCE, read

CAPTURE = f"""
首 页 政协动态 协商建言 委员声音

首页>协商>政协动态

让协商成果落地生根

——某某市政协工作记事

2024年03月05日 09:30  |  作者:张三丰  |  来源:某某政协网
分享到:

{SENTENCE}

小标题一则

{SENTENCE[:30]}。

图片

大家都说好。

编辑:李四光

关键词:政协 协商

相关新闻
"""


def test_a_text_capture_gives_what_the_page_would() -> None:
    record = read(CAPTURE, kind="text/plain")
    assert record.title == "让协商成果落地生根"
    assert record.subtitle == "——某某市政协工作记事"
    assert record.text.split("\n")[:3] == [SENTENCE, "小标题一则", f"{SENTENCE[:30]}。"]
    assert (record.source, record.authors, record.editors) == (
        "某某政协网",
        ("张三丰",),
        ("李四光",),
    )
    assert str(record.published) == "2024-03-05 09:30:00+08:00"
    assert record.column == ("协商", "政协动态")


def test_a_capture_without_sentences_is_no_article() -> None:
    assert read("首页\n要闻\n提案\n联系我们\n", kind="text/plain").reasons[0].value == "no_article"
