"""Notices of one or two sentences on pages whose furniture is longer than they are.

The pages imitate portals of 2005 (tool links, dated headlines, advertisements in the article's own
column), newspapers' sites (rights notices of several lines) and blogs (comments under the text).
"""

import pytest

from tests.extract.pages import SENTENCE, article, read

NOTICE = "定于3月5日上午9时召开市政协常委会会议，请各位委员准时参加。"
OTHER = "某某网是经批准设立的综合性新闻网站，"
HEADLINE = (
    "<div>·<a href='/{n}'>某某区举办第{n}届读书活动</a> (2005-04-{n} 18:03PM)</div>"
    "<div><a href='/p{n}'>春季新品上市第{n}波</a></div>"
)
BEHIND = {
    "rights": "<p>反侵权公告：</p>" + f"<p>{OTHER * 3}任何单位不得转载其作品。</p>" * 4,
    "comments": "<h4>《政协动态》已有3件评论</h4>" + f"<p>我认为这个说法{SENTENCE}</p>" * 5,
    "heap": HEADLINE.format(n=9)
    + "<div>盛典商机无限</div>"
    + "".join(HEADLINE.format(n=n) for n in range(10, 16))
    + "<div>明星组图</div>",
}


@pytest.mark.parametrize("behind", BEHIND.values(), ids=BEHIND)
@pytest.mark.parametrize("lines", [(SENTENCE,), (NOTICE, SENTENCE)], ids=["one", "two"])
def test_what_follows_in_the_column_goes_though_it_is_longer(
    behind: str, lines: tuple[str, ...]
) -> None:
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><body><h1>政协动态</h1><div>{text}{behind}</div></body></html>"
    record = read(page)
    assert record.text == "\n".join(lines)
    assert len([each for each in record.removed if each.kind == "related"]) > 1


@pytest.mark.parametrize(
    "behind",
    [
        f"<div style='display:none'><p>{OTHER * 2}欢迎广大网友监督。</p></div>",
        f"<div class='foot-four'><p>{OTHER * 2}欢迎广大网友监督。</p></div>",
        f"<div><p>版权保护：本网登载的内容属某某网，{OTHER * 5}不得转载。</p></div>",
    ],
    ids=["hidden", "foot", "claim"],
)
def test_the_sites_own_text_is_not_the_article_though_it_is_longer(behind: str) -> None:
    assert read(article(NOTICE, after=behind)).text == NOTICE


def test_what_a_script_will_show_is_the_article_though_it_is_hidden() -> None:
    hidden = (
        f"<div id='box' style='visibility:hidden'><p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p></div>"
    )
    page = f"<html><body><h1>政协动态一则</h1>{hidden}<div>{NOTICE}</div></body></html>"
    assert read(page).text.startswith(SENTENCE)


def test_a_figures_caption_leaves_a_text_that_is_shorter() -> None:
    figure = (
        f"<figure><img src='/1.jpg'><figcaption>{SENTENCE[:-1]}。新华社发</figcaption></figure>"
    )
    record = read(article(NOTICE, before="").replace("<p>", f"{figure}<p>", 1))
    assert record.text == NOTICE
    assert [image.caption for image in record.images] == [f"{SENTENCE[:-1]}。新华社发"]


def test_a_heading_called_statement_inside_a_short_opening_stays() -> None:
    record = read(article("声明全文如下。", "法律声明", SENTENCE, SENTENCE[::-1]))
    assert "法律声明" in record.text
