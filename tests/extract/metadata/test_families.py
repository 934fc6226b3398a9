"""Whole metadata of replicas, each in the style of one CMS family.

The pages imitate the templates' tags, class names and order of lines; names and texts are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from extract.record import Attachment, Image
from tests.extract.pages import SENTENCE, read

TITLE = "市政协召开提案办理协商会"
BODY = f"<p>　　{SENTENCE}</p><p>　　{SENTENCE[::-1]}</p>"
EMPTY: dict[str, Any] = {
    "title": TITLE,
    "subtitle": None,
    "kicker": None,
    "source": None,
    "authors": (),
    "correspondents": (),
    "editors": (),
    "column": (),
    "images": (),
    "attachments": (),
}


@dataclass(frozen=True)
class Replica:
    head: str
    body: str
    published: str
    precision: str
    says: dict[str, Any]
    provenance: dict[str, str]
    url: str = "http://zx.example/1.html"
    reasons: tuple[str, ...] = field(default=())


TRS = Replica(
    head=f"""<title>{TITLE}_政协要闻_某某市政协</title>
<meta name="SiteName" content="某某市政协"><meta name="ColumnName" content="政协要闻">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-02-16 17:18:09">
<meta name="ContentSource" content="某某日报"><meta name="Author" content="张三丰">
<meta name="Keywords" content="政协;提案">""",
    body=f"""<div class="mbx">当前位置：<a href="/">首页</a> &gt; <a href="../">政协要闻</a></div>
<h1>{TITLE}</h1><div class="xx">时间：2026-02-16 17:18　来源：某某日报　字号：大 中 小</div>
<div class="TRS_Editor">{BODY}<p align="center"><img src="./W0202.jpg"></p>
<p align="center">图为会议现场</p></div>
<div class="fj">附件：<a href="./P0202.pdf">提案目录</a></div><div>责任编辑：李四光</div>""",
    url="http://zx.example/zxyw/202602/t20260216_55.html",
    published="2026-02-16 17:18:09+08:00",
    precision="second",
    says={
        "source": "某某日报",
        "authors": ("张三丰",),
        "editors": ("李四光",),
        "column": ("政协要闻",),
        "images": (Image("http://zx.example/zxyw/202602/W0202.jpg", "图为会议现场"),),
        "attachments": (Attachment("http://zx.example/zxyw/202602/P0202.pdf", "提案目录"),),
    },
    provenance={
        "title": "heading:h1",
        "published": "meta:pubdate",
        "source": "meta:contentsource",
        "authors": "meta:author",
        "editors": "foot",
        "column": "breadcrumb",
    },
)
HANWEB = Replica(
    head=f"""<title>某某市政协 政协动态 {TITLE}</title>
<meta content="2026-02-20 08:00:00" name="Maketime"><meta content="1139" name="i_columnid">""",
    body=f"""<table><tr><td>您现在的位置：<a>首页</a>&gt;&gt;<a>政协动态</a>&gt;&gt;</td></tr></table>
<div class="title"><h2>{TITLE}</h2></div>
<div>发布日期：2026-02-11　 信息来源：某某区政协办公室　 浏览次数：118</div>
<!--ZJEG_RSS.content.begin--><div id="zoom">{BODY}</div><!--ZJEG_RSS.content.end-->""",
    url="http://zx.example/art/2026/2/11/art_785_1.html",
    published="2026-02-11 00:00:00+08:00",
    precision="day",
    says={"source": "某某区政协办公室", "column": ("政协动态",)},
    provenance={
        "title": "heading:h2",
        "published": "byline",
        "source": "byline",
        "column": "breadcrumb",
    },
)
ENORTH = Replica(
    head=f"<title>{TITLE}-某某网</title>",
    body=f"""<div class="title"><h1>{TITLE}</h1></div><div class="info">
<span class="date">2026-02-12 09:50:49</span> <span class="ly">来源:某某日报</span>
作者:张三丰 李 四</div>
<div class="m_ct_txt">{BODY}</div><p>编辑：王五一</p>""",
    url="http://zx.example/system/2026/02/12/030009741.shtml",
    published="2026-02-12 09:50:49+08:00",
    precision="second",
    says={"source": "某某日报", "authors": ("张三丰", "李四"), "editors": ("王五一",)},
    provenance={
        "title": "heading:h1",
        "published": "byline",
        "source": "byline",
        "authors": "byline",
        "editors": "foot",
    },
)
CNTV = Replica(
    head=f"<title>{TITLE}_中国政协_某某网</title>",
    body=f"""<div class="cnt_box"><h3>{TITLE}</h3>
<div class="info"><i>2026-02-05来源:人民政协报</i></div><div class="con">{BODY}</div></div>""",
    url="http://zx.example/zxww/2026/02/05/ARTI1722838746138674.shtml",
    published="2026-02-05 00:00:00+08:00",
    precision="day",
    says={"source": "人民政协报"},
    provenance={"title": "heading:h3", "published": "byline", "source": "byline"},
)
RMZXB = Replica(
    head=f"<title>{TITLE}-人民政协网</title>",
    body=f"""<div>首页&gt;政协·协商&gt;最政协</div><div class="Content_title">{TITLE}</div>
<div class="Remark"><span>2026年02月21日 10:38</span>  |  作者:张三丰  |
来源:人民政协网 分享到: </div>
<div class="text_box">{BODY}</div><div class="Editor">编辑:李四光</div><p>关键词:政协 协商</p>""",
    url="http://zx.example/c/2026-02-21/1044593.shtml",
    published="2026-02-21 10:38:00+08:00",
    precision="minute",
    says={
        "source": "人民政协网",
        "authors": ("张三丰",),
        "editors": ("李四光",),
        "column": ("政协·协商", "最政协"),
    },
    provenance={
        "title": "class:title",
        "published": "byline",
        "source": "byline",
        "authors": "byline",
        "editors": "foot",
        "column": "breadcrumb",
    },
)
FOUNDER = Replica(
    head="<title>某某政协报数字报</title>",
    body=f"""<h3>协商在一线</h3><h1>{TITLE}</h1><h2>——某某市政协工作侧记</h2>
<p class="sec">本报记者　张三丰　通讯员　李　四</p><p>《某某政协报》（2026年02月05日 第 02 版）</p>
<div id="ozoom"><founder-content><!--enpcontent-->{BODY}<!--/enpcontent--></founder-content></div>
<!--enpproperty <founder-date>2026-02-05</founder-date><founder-title>{TITLE}</founder-title>
<founder-introtitle>协商在一线·提案里的民生</founder-introtitle> /enpproperty-->""",
    url="http://zx.example/html/2026-02/05/content_226314.htm",
    published="2026-02-05 00:00:00+08:00",
    precision="day",
    says={
        "kicker": "协商在一线·提案里的民生",
        "subtitle": "——某某市政协工作侧记",
        "source": "某某政协报",
        "authors": ("张三丰",),
        "correspondents": ("李四",),
    },
    provenance={
        "title": "enpproperty:title",
        "kicker": "enpproperty:introtitle",
        "subtitle": "dash",
        "published": "enpproperty:date",
        "source": "byline",
        "authors": "byline",
        "correspondents": "byline",
    },
)
VSB = Replica(
    head=f"<title>{TITLE}-某某大学统战部</title>",
    body=f"""<div class="weizhi">当前位置: <a>首页</a> &gt; <a>工作动态</a> &gt; 正文</div>
<form><h1>{TITLE}</h1><div>2026年01月25日 17:29  浏览：[<span>12</span>]</div>
<div id="vsb_content" class="v_news_content">{BODY}</div>
<ul><li>附件
【<a href="/system/_content/download.jsp?id=3">汇总表.xlsx</a>】已下载</li></ul></form>""",
    published="2026-01-25 17:29:00+08:00",
    precision="minute",
    says={
        "column": ("工作动态",),
        "attachments": (
            Attachment("http://zx.example/system/_content/download.jsp?id=3", "汇总表.xlsx"),
        ),
    },
    provenance={"title": "heading:h1", "published": "byline", "column": "breadcrumb"},
)
WEBPLUS = Replica(
    head=f"<title>{TITLE}</title>",
    body=f"""<h1 class="arti_title">{TITLE}</h1><p class="arti_metas">
<span class="arti_publisher">发布者：管理员</span>
<span class="arti_update">发布时间：2026-02-19</span>
<span class="arti_views">浏览次数：10</span></p><div class="wp_articlecontent">{BODY}</div>""",
    url="http://zx.example/2026/0219/c138a3115/page.htm",
    published="2026-02-19 00:00:00+08:00",
    precision="day",
    says={},
    provenance={"title": "heading:h1", "published": "byline"},
)
UCAP = Replica(
    head=f"""<title>{TITLE}_某某市人民政府</title>
<meta name="firstpublishedtime" content="2026-01-23-08:50:12">
<meta name="author" content="张三丰">""",
    body=f"""<div class="article"><h1>{TITLE}</h1>
<div>来源：某某日报社　发布时间：2026-01-23 08:50</div>
<div id="UCAP-CONTENT"><div class="trs_editor_view">{BODY}</div></div></div>""",
    url="http://zx.example/c1042/202601/0123456789abcdef0123456789abcdef.shtml",
    published="2026-01-23 08:50:12+08:00",
    precision="second",
    says={"source": "某某日报社", "authors": ("张三丰",)},
    provenance={
        "title": "heading:h1",
        "published": "meta:firstpublishedtime",
        "source": "byline",
        "authors": "meta:author",
    },
)
PEOPLE = Replica(
    head=f"""<title>{TITLE}--政协频道--人民网</title>
<meta name="publishdate" content="2026-02-07"><meta name="source" content="来源：人民网">
<meta name="author" content="104248">""",
    body=f"""<div id="rwb_navpath"><a>人民网</a>&gt;&gt;<a>政协频道</a></div><h1>{TITLE}</h1>
<div>2026年02月07日14:51 | 来源：<a>人民网</a></div><div class="rm_txt_con" id="rwb_zw">{BODY}
<p class="pictext">图为会议现场</p></div><p class="edit">(责编：袁勃、赵欣悦)</p>""",
    url="http://zx.example/n1/2026/0207/c34948-1.html",
    published="2026-02-07 14:51:00+08:00",
    precision="minute",
    says={"source": "人民网", "editors": ("袁勃", "赵欣悦"), "column": ("政协频道",)},
    provenance={
        "title": "heading:h1",
        "published": "byline",
        "source": "meta:source",
        "editors": "foot",
        "column": "breadcrumb",
    },
)
WECHAT = Replica(
    head=f'<meta property="og:title" content="{TITLE}"><title></title>',
    body=f"""<h1 id="activity-name">{TITLE}</h1><em id="publish_time"></em>
<div id="js_content" style="visibility:hidden">{BODY}<section><img data-src="https://mmbiz.example/1"
 data-type="jpeg"></section></div>
<script>var ct = "1771000000"; var nickname = "某某政协";</script>""",
    url="http://zx.example/s/abc",
    published="2026-02-14 00:26:40+08:00",
    precision="second",
    says={"images": (Image("https://mmbiz.example/1"),)},
    provenance={"title": "meta:og:title", "published": "script"},
)
DISCUZ = Replica(
    head=f"<title>{TITLE} - 本地新闻 - 某某论坛 - Powered by Discuz!</title>",
    body=f"""<div id="pt"><a>某某论坛</a> &gt; <a>本地新闻</a></div>
<h1><span id="thread_subject">{TITLE}</span></h1>
<div class="authi"><em id="authorposton1">发表于 2026-1-5 18:41:12</em></div>
<table><tr><td class="t_f" id="postmessage_1">{SENTENCE}<br>{SENTENCE[::-1]}</td></tr></table>
<div class="authi"><em>发表于 2026-1-6 08:00:00</em></div>
<table><tr><td class="t_f" id="postmessage_2">支持！</td></tr></table>""",
    url="http://zx.example/thread-13028-1-1.html",
    published="2026-01-05 18:41:12+08:00",
    precision="second",
    says={"column": ("本地新闻",)},
    provenance={"title": "heading:h1", "published": "byline", "column": "breadcrumb"},
)
DEDECMS = Replica(
    head=f"<title>{TITLE}_某某网</title>",
    body=f"""<div class="place">当前位置：<a>主页</a> &gt; <a>新闻</a> &gt; </div>
<div class="title"><h2>{TITLE}</h2></div>
<div class="info"><small>时间:</small>2026-01-25 10:05<small>来源:</small>未知
<small>作者:</small>admin
<small>点击:</small>118次</div><div class="content">{BODY}</div>""",
    published="2026-01-25 10:05:00+08:00",
    precision="minute",
    says={"column": ("新闻",)},
    provenance={"title": "heading:h2", "published": "byline", "column": "breadcrumb"},
)
PORTAL = Replica(
    head=f"""<title>{TITLE}|政协|提案_某某新闻</title>
<meta property="og:site_name" content="某某新闻">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",
"datePublished":"2026-02-05T01:30:00Z","author":{{"name":"张三丰"}}}}</script>""",
    body=f"""<h1>{TITLE}</h1><p>2026-02-05 09:30 某某晚报</p><article>{BODY}</article>""",
    published="2026-02-05 09:30:00+08:00",
    precision="second",
    says={"source": "某某晚报", "authors": ("张三丰",)},
    provenance={
        "title": "heading:h1",
        "published": "jsonld:datePublished",
        "source": "byline",
        "authors": "jsonld:author",
    },
)
REPLICAS = {
    name.lower(): value for name, value in list(globals().items()) if isinstance(value, Replica)
}


@pytest.mark.parametrize("replica", REPLICAS.values(), ids=REPLICAS)
def test_a_family_page_gives_its_whole_metadata(replica: Replica) -> None:
    record = read(
        f"<html><head>{replica.head}</head><body>{replica.body}"
        '<div class="foot">版权所有 某某市政协 2010-2026</div></body></html>',
        url=replica.url,
    )
    assert {name: getattr(record, name) for name in EMPTY} == EMPTY | replica.says
    assert (str(record.published), record.published_precision) == (
        replica.published,
        replica.precision,
    )
    given = {k: v for k, v in record.provenance.items() if k != "text"}
    assert given == replica.provenance
    assert record.reasons == replica.reasons
    assert record.text == f"{SENTENCE}\n{SENTENCE[::-1]}"
