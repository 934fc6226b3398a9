"""What stands around and in a body and is not of it, laid out as portals, blogs and forums do."""

from __future__ import annotations

import pytest

from tests.extract.body.test_families import BODY, LAST, TEXT, page
from tests.extract.pages import SENTENCE, article, read

COMMENTS = "".join(
    f"<li><b>网友{i}</b><p>说得好，希望能早日落实，老百姓都盼着呢，支持第{i}条意见。</p>"
    f"<span>3月{i}日 18:14 举报 赞({i}) 回复</span></li>"
    for i in range(1, 9)
)


@pytest.mark.parametrize(
    "behind",
    [
        f"<h3>网友评论</h3><ul>{COMMENTS}</ul>",
        f"<div class='comment-list'>{COMMENTS}</div>",
        f"<h3 id='pl'>已有8条评论</h3><ol>{COMMENTS}</ol>",
        "<p>声明：以上内容为用户上传并发布，本平台仅提供信息存储服务，不代表本站立场。</p>",
        "<p>版权声明：凡本网注明来源的作品，未经授权不得转载、摘编，违者必究。</p>",
        "<p>扫一扫在手机打开当前页</p><p>分享到：</p>",
        "<p>责任编辑：王五一</p><p>（来源：某某日报）</p>",
        "<p>原标题：政协组织委员开展调研</p>",
        "<p>上一篇：政协召开会议</p><p>下一篇：没有了</p>",
        "<p>【打印】【关闭】</p><p>浏览次数：120 次</p>",
        "<div class='share-box'>微信 微博 QQ空间</div>",
        "<p>阅读 1234　点赞 56　收藏</p>",
        "<p>（原标题：政协组织委员开展调研）</p><p>-END-</p>",
        "<p>------------</p><p>（下转第三版）</p>",
        "<p>点亮“在看”，让更多人看到</p><p>往期回顾</p>",
        "<p>（以上内容来源于网络，版权归原作者所有，如有侵权请联系删除）</p><p>图片来源于网络</p>",
        "<p>【版权提示】本平台倡导尊重和保护知识产权。</p><p>展开剩余全文（）</p>",
        "<p>供稿：某某市政协办公室</p><p>图片：赵六一</p><p>摄影：赵六一</p>",
        "<div>这篇文章对您有帮助吗？<a>有用</a> <a>没用</a></div>",
        "<div><p>更多猛料！欢迎扫描左方二维码关注官方微信</p></div>",
    ],
)
def test_what_follows_the_text_in_its_own_column_goes(behind: str) -> None:
    assert read(page(f"<div class='nr'>{BODY}</div>{behind}")).text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "委员们说，网友评论里的意见也要听。",
        "他在声明中表示，双方将继续合作。",
        "图片里的老街，如今焕然一新。",
        "——张三丰",
        "（一）加强组织领导",
        "委员：您好！",
        "分享会上，他讲述了自己的故事。",
        "欢迎大家来到美丽的江城，共话发展。",
        "他说，这篇文章对基层很有帮助。",
        "（下转型期怎么干，委员有话说）",
        "全文共三章，5000字写了三年。",
        "点击鼠标，蓝字写成的提案便发了出去。",
        "以上内容来自各界别的委员。",
        "【版权】保护工作要加强。",
        "1.提高站位，统一思想。",
    ],
)
def test_lines_of_the_text_that_look_like_furniture_stay(line: str) -> None:
    record = read(article(SENTENCE, line, LAST))
    assert record.text == f"{SENTENCE}\n{line}\n{LAST}"


def test_a_tables_rows_are_lines_with_their_cells_apart() -> None:
    table = (
        "<table><tr><th>姓名</th><th>界别</th></tr><tr><td>张三丰</td><td>教育界</td></tr></table>"
    )
    html = article(SENTENCE, LAST).replace(f"<p>　　{LAST}</p>", f"{table}<p>　　{LAST}</p>")
    assert read(html).text == f"{SENTENCE}\n姓名 界别\n张三丰 教育界\n{LAST}"


def test_headings_inside_the_text_are_paragraphs() -> None:
    html = article(SENTENCE, LAST).replace(f"<p>　　{LAST}", f"<h3>深入调研</h3><p>　　{LAST}")
    assert read(html).text == f"{SENTENCE}\n深入调研\n{LAST}"


def test_a_figures_caption_leaves_the_text() -> None:
    figure = "<figure><img src='/a.jpg'><figcaption>委员在调研途中。</figcaption></figure>"
    html = article(SENTENCE, LAST).replace(f"<p>　　{LAST}", f"{figure}<p>　　{LAST}")
    record = read(html)
    assert record.text == TEXT
    assert ("caption", "委员在调研途中。") in {(r.kind, r.text) for r in record.removed}


def test_hidden_scraps_in_the_text_go() -> None:
    html = article(SENTENCE, LAST).replace(
        "<p>　　", "<span style='display:none'>8 d+ q$ @# a7</span><p>　　"
    )
    assert read(html).text == TEXT


POST = (
    "<div id='post_{0}'><div class='authi'>楼主 发表于 2024-1-25 18:41:12</div>"
    "<div class='pct'><table><tr><td class='t_f' id='postmessage_{0}'>{1}</td></tr></table></div>"
    "<div class='pob'>回复 举报</div></div>"
)


def test_a_threads_opening_post_is_the_article_however_long_its_replies() -> None:
    replies = "".join(POST.format(i, f"第{i}楼：{SENTENCE}{LAST}") for i in range(2, 9))
    body = (
        "<div>查看: 134|回复: 7</div><div><a>[复制链接]</a></div>"
        f"<div id='postlist'>{POST.format(1, SENTENCE)}{replies}</div>"
        "<div>您需要登录后才可以回帖 登录 | 注册会员</div><div>本版积分规则</div>"
    )
    record = read(page(body))
    assert record.text == SENTENCE
    assert record.provenance["text"] == "family:discuz"


def test_what_a_forum_puts_into_a_post_against_copying_goes() -> None:
    post = (
        '<i class="pstatus"> 本帖最后由 随县网友 于 2024-1-25 19:02 编辑 </i><br />\n<br />\n'
        f"{SENTENCE}"
        '<font class="jammer">9 f% q2 z" A7 X</font><br />\r\n'
        f'<span style="display:none">8 d+ q$ @# a7</span>{SENTENCE[::-1]}'
    )
    body = f"<table><tr><td class='t_f' id='postmessage_11'>{post}</td></tr></table>"
    assert read(page(body)).text == f"{SENTENCE}\n{SENTENCE[::-1]}"


def test_an_english_page_loses_byline_teasers_and_newsletter() -> None:
    first = "The committee met on Monday to discuss the proposals that members made this year."
    second = "Members said that the plan would help farmers, and asked for a report by spring."
    html = (
        "<html><head><title>Committee meets - Paper</title></head><body><nav><a href='/'>Home</a>"
        f"</nav><h1>Committee meets</h1><div><p>By Jane Doe</p><p>{first}</p>"
        f"<p><a href='/x'>Related: Ten things to know</a></p><p>{second}</p>"
        "<p>Sign up for our newsletter today.</p></div></body></html>"
    )
    assert read(html).text == f"{first}\n{second}"


@pytest.mark.parametrize("name", ["pinglunqu", "wz_tuijianlist", "relatedread"])
def test_a_name_that_begins_as_furniture_does_is_furniture(name: str) -> None:
    box = f"<div class='{name}'><p>{SENTENCE}</p></div>"
    html = page(f"<div class='nr'><p>{SENTENCE[::-1]}</p>{box}<p>{LAST}</p></div>")
    assert read(html).text == f"{SENTENCE[::-1]}\n{LAST}"


def test_the_text_under_the_title_counts_for_more_than_what_stands_over_it() -> None:
    about = "".join(f"<p>{SENTENCE}</p>" for _ in range(4))
    html = (
        "<html><head><title>政协召开主席会议</title></head><body>"
        f"<div class='a'>{about}</div><h1>政协召开主席会议</h1>"
        f"<div class='b'><p>{SENTENCE[::-1]}</p><p>{LAST}</p></div></body></html>"
    )
    assert read(html).text == f"{SENTENCE[::-1]}\n{LAST}"


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们",
        "点击蓝字 关注我们",
        "点击上方“某某政协”关注我们",
        "----- 广告 -----",
        "本文共1280字，阅读需约3分钟",
        "语音播报 00:00/03:20",
    ],
)
def test_what_templates_set_over_the_text_goes(line: str) -> None:
    assert read(article(line, SENTENCE, LAST)).text == TEXT


def test_a_sentence_that_only_speaks_of_the_network_stays() -> None:
    last = "本文提到的几个案例来自网络上的公开报道，委员们据此提出了建议。"
    assert read(article(SENTENCE, last)).text.endswith(last)
