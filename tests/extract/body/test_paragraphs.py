"""Bodies whose paragraphs aren't marked up as such."""

from __future__ import annotations

import pytest

from tests.extract.pages import SENTENCE, read

TEXTS = ("市政协今天召开会议。", SENTENCE * 3, "会议还通过了其他事项。")
RELATED = "<div class='rel'><b>相关阅读</b><ul>{}</ul></div>".format(
    "".join(
        f"<li><a href='/{i}.html'>让助餐网点不再成为烦心事——履职记之{i}</a></li>" for i in range(5)
    )
)


@pytest.mark.parametrize("tag", ["div", "section", "p", "span"])
def test_every_paragraph_stays_though_one_is_long_and_links_follow(tag: str) -> None:
    paragraphs = "<br>".join(f"<{tag}>　　{text}</{tag}>" for text in TEXTS)
    record = read(f"<h1>市政协召开会议</h1><div class='nr'>{paragraphs}{RELATED}</div>")
    assert record.text.split("\n") == list(TEXTS)


def test_another_box_beside_the_article_is_no_paragraph_of_it() -> None:
    box = "<div class='box'><div class='{}'>{}</div></div>"
    record = read(
        "<h1>市政协召开会议</h1><div>"
        f"<div class='a'>{SENTENCE * 3}</div><div class='b'>{SENTENCE[::-1]}</div>"
        f"</div>{box.format('c', '版权所有')}"
    )
    assert record.text.startswith(SENTENCE)
