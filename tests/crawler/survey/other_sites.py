"""Small sites by other conventions than the simulators', as a check that is held out from them.

Each is written out by hand: what its pages are called, how its lists go on, how its markup looks.
Their texts are made up.
"""

# markup reads better in one piece, and its builders share one signature
# ruff: noqa: ARG005, E501, PLR0913

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

COLUMNS = ("时政要闻", "委员履职", "参政议政", "市县传真")
_PLACES = ("临桥", "望川", "石浦", "东岭", "南湾", "古塘", "新洲")
_DEEDS = ("赴基层开展提案回访", "召开界别小组协商座谈", "视察重点民生工程进展", "听取年度工作情况通报",
          "为农村集中供水献计出力", "就社区养老建言献策", "走访慰问困难企业职工")  # fmt: skip


@dataclass(frozen=True)
class Story:
    number: int
    column: int

    @property
    def title(self) -> str:
        n = self.number
        return f"{_PLACES[n % 7]}区政协委员{_DEEDS[n // 7 % 7]}（第{n}期）"

    @property
    def day(self) -> str:
        return f"2026-{9 - self.number // 56:02}-{28 - self.number // 2 % 28:02}"

    @property
    def ymd(self) -> str:
        return self.day.replace("-", "")

    @property
    def hash(self) -> str:
        return md5(f"story{self.number}".encode(), usedforsecurity=False).hexdigest()

    def paragraphs(self) -> list[str]:
        place = _PLACES[self.number % 7]
        return [
            f"本报讯 {self.day[5:7]}月{self.day[8:]}日，{place}区政协组织部分委员{_DEEDS[self.number % 7]}，实地查看现场并听取介绍。",
            f"委员们一路走一路看，详细询问了第{self.number}号项目的进度、资金和管护办法，对前期工作给予肯定，也指出了不足。",
            "座谈时，大家围绕完善配套、压实责任、广泛听取群众意见等方面提出建议，有关单位逐条作了说明。",
            f"区政协负责人表示，将把这次活动的意见整理成报告，送区委区政府参考，并在{self.number % 5 + 2}个月以后组织回头看。",
        ]


@dataclass
class OtherSite:
    name: str
    spider: str = "listing"
    family: str | None = None
    encoding: str = "utf-8"
    pages: dict[str, str | bytes] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    """What else is read to know that nothing is new."""
    further: list[str] = field(default_factory=list)
    """The lists' further pages."""
    articles: list[str] = field(default_factory=list)
    dynamic: Callable[[str, dict[str, str]], str | bytes | None] = lambda _, __: None
    types: dict[str, str] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    busy: Counter[str] = field(default_factory=Counter)
    """How many answers say 503 before a page comes."""
    agents: set[str] = field(default_factory=set)
    base: str = ""

    def __enter__(self) -> Self:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.reply(self, "")

            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                site.reply(self, self.rfile.read(size).decode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, handler: BaseHTTPRequestHandler, form: str) -> None:
        target = unquote(handler.path)
        self.hits[target] += 1
        self.agents.add(handler.headers["User-Agent"])
        if self.hits[target] <= self.busy[target]:
            handler.send_error(503)
            return
        fields = dict(parse_qsl(urlsplit(target).query)) | dict(parse_qsl(form))
        body = self.pages.get(target) if not form else None
        if body is None:
            body = self.dynamic(urlsplit(target).path, fields)
        found = body is not None
        body = "<html><body>Not Found</body></html>" if body is None else body
        if isinstance(body, str):
            body = body.replace("BASE", self.base).encode(self.encoding, "xmlcharrefreplace")
        handler.send_response(200 if found else 404)
        kind = self.types.get(urlsplit(target).path, "text/html")
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


def stories(per_column: int = 23, columns: int = 4) -> list[list[Story]]:
    """Return each column's articles, newest first."""
    return [[Story(c + columns * i, c) for i in range(per_column)] for c in range(columns)]


def page(title: str, body: str, *, nav: str = "", charset: str = "utf-8", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}<title>{title}</title></head>'
        f'<body><div id="top">{nav}</div>{body}'
        '<div id="foot"><a href="http://www.gov.example/">中国政府网</a> <a href="http://other.example'
        '/2026-09/01/content_1.htm">兄弟单位动态消息一则供参考</a> <a href="/gywm.html">关于我们</a>'
        " 技术支持：本地信息中心</div></body></html>"
    )


def article(story: Story, *, nav: str = "", charset: str = "utf-8", box: str = 'class="nr"') -> str:
    text = "".join(f"<p>{p}</p>" for p in story.paragraphs())
    return page(
        f"{story.title}-望川政协",
        f"<h2>{story.title}</h2><div class='sm'>发布时间：{story.day} 10:20 来源：望川政协网 点击：35</div>"
        f"<div {box}>{text}</div>",
        nav=nav,
        charset=charset,
    )


def chunks(items: list[Story], size: int) -> list[list[Story]]:
    return [items[i : i + size] for i in range(0, len(items), size)]


def fill(
    site: OtherSite, url: Callable[[Story], str], lists: Callable[[int, int, int], str],
    row: Callable[[Story, str], str], *, pager: Callable[[int, int, int], str], size: int = 10,
    nav: str | None = None, box: str = 'class="nr"', home: str = "/", head: str = "",
) -> OtherSite:  # fmt: skip
    """Write a site of list pages: `lists(column, page, pages)` from 1, and home with all columns."""
    columns = stories()
    named = [lists(c, 1, -(-len(s) // size)) for c, s in enumerate(columns)]
    bar = (
        nav
        or "<ul>"
        + "".join(f'<li><a href="{u}">{COLUMNS[c]}</a></li>' for c, u in enumerate(named))
        + '<li><a href="/fw.html">网上服务</a></li><li><a href="/video/">视频点播</a></li></ul>'
    )
    for c, column in enumerate(columns):
        parts = chunks(column, size)
        site.further += [lists(c, n, len(parts)) for n in range(2, len(parts) + 1)]
        for number, part in enumerate(parts, 1):
            rows = "".join(row(story, url(story)) for story in part)
            content = f"<div class='lb'>{rows}</div>" + pager(c, number, len(parts))
            site.pages[lists(c, number, len(parts))] = page(
                f"{COLUMNS[c]} - 望川政协", content, nav=bar, charset=site.encoding, head=head
            )
        for story in column:
            site.pages[url(story)] = article(story, nav=bar, charset=site.encoding, box=box)
            site.articles.append(url(story))
    fresh = "".join(row(s, url(s)) for column in columns[:2] for s in column[:5])
    site.pages[home] = page(
        "望川政协", f"<div>{fresh}</div>", nav=bar, charset=site.encoding, head=head
    )
    site.pages["/"] = site.pages[home]
    site.pages["/gywm.html"] = page(
        "关于我们", "<p>" + "望川政协网由办公室主办，欢迎投稿。" * 20 + "</p>"
    )
    site.pages["/fw.html"] = page("网上服务", "<form><input name='q'></form>")
    site.pages["/video/"] = page("视频点播", "".join(
        f'<li><a href="/video/{i}.html">望川区政协全会开幕会视频回放第{i}集</a></li>' for i in range(6)
    ))  # fmt: skip
    for i in range(6):
        site.pages[f"/video/{i}.html"] = page("视频", f"<video src='/v/{i}.mp4'></video>")
    site.lists = named
    return site


def _li(story: Story, url: str) -> str:
    return (
        f'<li><span>[{story.day[5:]}]</span><a href="{url}" target="_blank">{story.title}</a></li>'
    )


def _plain(story: Story, url: str) -> str:
    return f'<p>· <a href="{url}">{story.title}</a></p>'


def _next(name: Callable[[int, int, int], str]) -> Callable[[int, int, int], str]:
    def pager(c: int, number: int, pages: int) -> str:
        more = f'<a href="{name(c, number + 1, pages)}">下一页</a>' if number < pages else ""
        return f'<div class="fy">共{pages}页 {more}</div>'

    return pager


def trs_shtml() -> OtherSite:
    slugs = ("szyw", "wylz", "czyz", "sxcz")

    def lists(c: int, n: int, _: int) -> str:
        return f"/zx/{slugs[c]}/" + (f"index_{n - 1}.shtml" if n > 1 else "")

    return fill(
        OtherSite("trs_shtml", family="trs"),
        lambda s: f"/zx/{slugs[s.column]}/{s.ymd[:6]}/t{s.ymd}_{1000 + s.number}.shtml", lists,
        _li, pager=lambda c, n, p: f'<script>createPageHTML({p},{n - 1},"index","shtml",90);</script>',
        box='class="TRS_Editor"',
    )  # fmt: skip


def post_lists() -> OtherSite:
    """The shape of gdszx: post_ addresses behind ordinary list pages."""
    slugs = ("yw", "wy", "cz", "sx")

    def lists(c: int, n: int, _: int) -> str:
        return f"/zxkw/{slugs[c]}/index" + (f"_{n}" if n > 1 else "") + ".html"

    return fill(
        OtherSite("post_lists", family="gkmlpt"),
        lambda s: f"/zxkw/{slugs[s.column]}/2026/{s.day[5:7]}/content/post_{35000 + s.number}.html",
        lists, _li, pager=_next(lists),
    )  # fmt: skip


def month_day() -> OtherSite:
    """The shape of hnzx: year, month-day, number; columns by name, lists by number."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lanmu{c + 1}/" + (f"p/{n}.html" if n > 1 else "")

    return fill(
        OtherSite("month_day"), lambda s: f"/2026/{s.day[5:]}/{4363000 + s.number}.html", lists, _li,
        pager=lambda c, n, p: "".join(f"<a href='{lists(c, i, p)}'>{i}</a> " for i in range(1, p + 1)),
    )  # fmt: skip


def no_extension() -> OtherSite:
    """The shape of zjzx: content_ID without an extension, lists with a parameter, no days."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/col{c}/list" + (f"?pageIndex={n}" if n > 1 else "")

    return fill(
        OtherSite("no_extension", encoding="gbk"),
        lambda s: f"/col{s.column}/content_{269000 + s.number}", lists, _plain, pager=_next(lists),
    )  # fmt: skip


def flat_letters() -> OtherSite:
    """The shape of gzzzx: go-a is an article, go-b a list."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/go-b{c + 3}" + (f"-p{n}" if n > 1 else "") + ".htm"

    return fill(
        OtherSite("flat_letters", encoding="gb2312"), lambda s: f"/go-a{s.number + 120}.htm",
        lists, _plain, pager=_next(lists),
    )  # fmt: skip


def number_folders() -> OtherSite:
    """The shape of hljzx: lists and articles are numbers both."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/contents/{c + 64}/" + (f"index_{n}.html" if n > 1 else "")

    return fill(
        OtherSite("number_folders"), lambda s: f"/contents/{s.column + 64}/{12900 + s.number}.html",
        lists, _li, pager=lambda c, n, p: (
            '<select onchange="location.href=this.value">'
            + "".join(f'<option value="{lists(c, i, p)}">{i}</option>' for i in range(1, p + 1))
            + "</select>"
        ),
    )  # fmt: skip


def vsb_relative() -> OtherSite:
    slugs = ("szyw", "wylz", "czyz", "sxcz")

    def lists(c: int, n: int, p: int) -> str:
        return f"/{slugs[c]}.htm" if n == 1 else f"/{slugs[c]}/{p - n + 1}.htm"

    return fill(
        OtherSite("vsb_relative", family="vsb"), lambda s: f"/info/{1010 + s.column}/{1100 + s.number}.htm",
        lists, lambda s, u: f'<li id="line_u9_{s.number}"><a href="{u}">{s.title}</a> {s.day}</li>',
        pager=lambda c, n, p: (
            f'<a href="{lists(c, n + 1, p)}" class="Next">下页</a>' if n < p else "<span>下页</span>"
        ),
        home="/index.htm", box='id="vsb_content_2"',
    )  # fmt: skip


def phpcms_static() -> OtherSite:
    """PHPCMS with rewritten addresses: list-14-2.html and show-14-3096-1.html."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/list-{14 + c}-{n}.html"

    return fill(
        OtherSite("phpcms_static", family="phpcms", encoding="gbk"),
        lambda s: f"/show-{14 + s.column}-{3000 + s.number}-1.html", lists,
        lambda s, u: f'<li><a href="{u}">{s.title}</a><span>{s.day}</span></li>',
        pager=_next(lists), head='<script src="/statics/js/jquery.min.js"></script>',
    )  # fmt: skip


def dede_dynamic() -> OtherSite:
    def lists(c: int, n: int, _: int) -> str:
        return f"/plus/list.php?tid={c + 2}" + (f"&TotalResult=23&PageNo={n}" if n > 1 else "")

    return fill(
        OtherSite("dede_dynamic", family="dedecms", encoding="gbk"),
        lambda s: f"/plus/view.php?aid={22000 + s.number}", lists, _li, pager=_next(lists),
    )  # fmt: skip


def wordpress_query() -> OtherSite:
    def lists(c: int, n: int, _: int) -> str:
        return f"/?cat={c + 2}" + (f"&paged={n}" if n > 1 else "")

    return fill(
        OtherSite("wordpress_query", family="wordpress"), lambda s: f"/?p={500 + s.number}", lists,
        lambda s, u: f'<article><h2><a href="{u}">{s.title}</a></h2><time>{s.day}</time></article>',
        pager=lambda c, n, p: f'<a class="next page-numbers" href="{lists(c, n + 1, p)}">»</a>' if n < p else "",
        head='<meta name="generator" content="WordPress 5.9.3">',
    )  # fmt: skip


def aspnet() -> OtherSite:
    """Lists that post themselves back for their next page."""
    site = OtherSite("aspnet", encoding="gb2312")
    columns = stories()

    def listed(c: int, number: int) -> str:
        parts = chunks(columns[c], 10)
        rows = "".join(
            f'<tr><td><a href="shownews.aspx?id={800 + s.number}">{s.title}</a></td><td>{s.day}</td></tr>'
            for s in parts[number - 1]
        )
        more = (
            f"<a href=\"javascript:__doPostBack('AspNetPager1','{number + 1}')\">下一页</a>"
            if number < len(parts) else ""
        )  # fmt: skip
        return page(
            COLUMNS[c], f'<form method="post" action="newslist.aspx?class={c}" id="form1"><input type="hidden" '
            f'name="__VIEWSTATE" value="dDwx{number}"><table>{rows}</table>{more}</form>',
            nav=bar, charset="gb2312",
        )  # fmt: skip

    bar = " | ".join(f'<a href="/newslist.aspx?class={c}">{n}</a>' for c, n in enumerate(COLUMNS))
    site.lists = [f"/newslist.aspx?class={c}" for c in range(4)]
    for c, path in enumerate(site.lists):
        site.pages[path] = listed(c, 1)
    for story in (s for column in columns for s in column):
        path = f"/shownews.aspx?id={800 + story.number}"
        site.articles.append(path)
        site.pages[path] = article(story, nav=bar, charset="gb2312")
    site.pages["/"] = page("望川政协", "", nav=bar, charset="gb2312")

    def posted(path: str, fields: dict[str, str]) -> str | None:
        if path != "/newslist.aspx" or fields.get("__EVENTTARGET") != "AspNetPager1":
            return None
        return listed(int(fields["class"]), int(fields["__EVENTARGUMENT"]))

    site.dynamic = posted
    return site


def json_channel() -> OtherSite:
    """Lists drawn by fetch from JSON by channel; articles are served whole."""
    site = OtherSite("json_channel")
    columns = stories()
    bar = "".join(f'<a href="/channel/{c}.html">{n}</a>' for c, n in enumerate(COLUMNS))
    for c in range(4):
        site.pages[f"/channel/{c}.html"] = page(
            COLUMNS[c], f"<div id='list'></div><script>var cid={c};fetch('/api/news/list?channelId={c}&pageNum=1&pageSize=10')"
            ".then(r=>r.json()).then(draw)</script>", nav=bar,
        )  # fmt: skip
        site.lists.append(f"/channel/{c}.html")
    for story in (s for column in columns for s in column):
        path = f"/news/detail/{70000 + story.number}"
        site.articles.append(path)
        site.pages[path] = article(story, nav=bar)
    site.pages["/"] = page("望川政协", "<div id='app'>欢迎访问</div>", nav=bar)

    def api(path: str, fields: dict[str, str]) -> str | None:
        if path != "/api/news/list":
            return None
        parts = chunks(columns[int(fields["channelId"])], int(fields.get("pageSize", 10)))
        number = int(fields.get("pageNum", 1))
        rows = parts[number - 1] if number <= len(parts) else []
        data = [{"id": s.number, "title": s.title, "linkUrl": f"/news/detail/{70000 + s.number}",
                 "publishTime": f"{s.day} 10:20:00"} for s in rows]  # fmt: skip
        return json.dumps({"code": 200, "data": {"total": 23, "pages": len(parts), "rows": data}})

    site.dynamic = api
    site.types = {"/api/news/list": "application/json"}
    site.entries = [f"/api/news/list?channelId={c}&pageNum=1&pageSize=10" for c in range(4)]
    return site


def hanweb_hash() -> OtherSite:
    """Hanweb's newer addresses, one page of rows in the list, the rest by POST."""
    site = OtherSite("hanweb_hash", family="hanweb")
    columns = stories()
    bar = "".join(
        f'<li><a href="/col/col{4400 + c}/index.html">{n}</a></li>' for c, n in enumerate(COLUMNS)
    )

    def record(s: Story) -> str:
        return (f'<record><![CDATA[<tr><td><a href="/art/2026/art_{s.hash}.html" title="{s.title}">'
                f"{s.title[:12]}...</a></td><td>{s.day}</td></tr>]]></record>")  # fmt: skip

    for c, column in enumerate(columns):
        site.lists.append(f"/col/col{4400 + c}/index.html")
        rows = "".join(map(record, column[:8]))
        site.pages[site.lists[-1]] = page(
            COLUMNS[c],
            f'<div id="7731"><script type="text/xml"><datastore><totalrecord>{len(column)}</totalrecord>'
            f"<recordset>{rows}</recordset></datastore></script></div>"
            "<script>$('#7731').jpage({totalRecord:" + str(len(column)) + ",perPage:8,proxyUrl:"
            "'/module/web/jpage/dataproxy.jsp',ajaxParam:{col:1,appid:1,webid:3,path:'/',columnid:"
            f"{4400 + c},sourceContentType:1,unitid:'7731',webname:'zx',permissiontype:0}}}});</script>",
            nav=bar,
        )
        for story in column:
            path = f"/art/2026/art_{story.hash}.html"
            site.articles.append(path)
            site.pages[path] = article(story, nav=bar, box='id="zoom"')

    def proxy(path: str, fields: dict[str, str]) -> str | None:
        if not path.endswith("/dataproxy.jsp") or fields.get("unitid") != "7731":
            return None
        column = columns[int(fields["columnid"]) - 4400]
        rows = column[int(fields["startrecord"]) - 1 : int(fields["endrecord"])]
        return f"<datastore><totalrecord>{len(column)}</totalrecord><recordset>{''.join(map(record, rows))}</recordset></datastore>"

    site.dynamic = proxy
    site.pages["/"] = page("望川政协", "<img src='/b.jpg'>", nav=f"<ul>{bar}</ul>")
    return site


def discuz_old() -> OtherSite:
    """Discuz 7 and its query addresses."""
    site = OtherSite("discuz_old", spider="forum", family="discuz", encoding="gbk")
    head = '<meta name="generator" content="Discuz! 7.2">'
    boards = "".join(
        f'<h2><a href="forumdisplay.php?fid={c + 2}">{n}</a></h2>' for c, n in enumerate(COLUMNS)
    )
    for c, column in enumerate(stories()):
        parts = chunks(column, 10)
        for number, part in enumerate(parts, 1):
            rows = "".join(
                f'<tr><th><span id="thread_{s.number}"><a href="viewthread.php?tid={4000 + s.number}&amp;'
                f'extra=page%3D{number}">{s.title}</a></span></th><td>{s.day}</td></tr>' for s in part
            )  # fmt: skip
            more = (f'<a href="forumdisplay.php?fid={c + 2}&amp;page={number + 1}" class="next">&rsaquo;&rsaquo;</a>'
                    if number < len(parts) else "")  # fmt: skip
            path = f"/forumdisplay.php?fid={c + 2}" + (f"&page={number}" if number > 1 else "")
            site.pages[path] = page(
                COLUMNS[c],
                f"<table>{rows}</table><div class='pages'>{more}</div>",
                head=head,
                charset="gbk",
            )
        site.lists.append(f"/forumdisplay.php?fid={c + 2}")
        for s in column:
            text = "<br>".join(s.paragraphs())
            body = (f'<div id="threadtitle"><h1>{s.title}</h1></div><div class="authorinfo"><em>发表于 {s.day} 09:01</em></div>'
                    f'<td class="t_msgfont" id="postmessage_{s.number}">{text}</td>')  # fmt: skip
            site.articles.append(f"/viewthread.php?tid={4000 + s.number}")
            site.pages[site.articles[-1]] = page(s.title, body, head=head, charset="gbk")
    site.pages["/"] = page("望川论坛", boards, head=head, charset="gbk")

    def thread(path: str, fields: dict[str, str]) -> str | bytes | None:
        return (
            site.pages.get(f"/viewthread.php?tid={fields.get('tid')}")
            if "viewthread" in path
            else None
        )

    site.dynamic = thread
    return site


def paper_layout() -> OtherSite:
    """A paper by layout and con folders; its entry sends the reader on by script."""
    site = OtherSite("paper_layout", spider="epaper", family="founder")
    days = [f"202609/{d:02}" for d in range(25, 29)]
    number = 0
    for i, day in enumerate(days):
        for node in (1, 2, 3):
            rows = ""
            for _ in range(3):
                s = Story(number, node)
                path = f"/pc/con/{day}/content_{5000 + number}.html"
                site.pages[path] = article(s, box='id="ozoom"')
                site.articles.append(path)
                rows += f'<li><a href="../../../con/{day}/content_{5000 + number}.html">{s.title}</a></li>'
                number += 1
            nodes = "".join(f'<a href="node_{n:02}.html">第{n:02}版：要闻</a>' for n in (1, 2, 3))
            before = f'<a href="/pc/layout/{days[i - 1]}/node_01.html">上一期</a>' if i else ""
            site.pages[f"/pc/layout/{day}/node_{node:02}.html"] = page(
                "望川日报", f"{nodes}{before}<ul class='newslist'>{rows}</ul>"
            )
    site.pages["/"] = (
        f"<html><script>window.location.href='/pc/layout/{days[-1]}/node_01.html';</script></html>"
    )
    site.lists = ["/"]
    site.entries = [f"/pc/layout/{days[-1]}/node_{n:02}.html" for n in (1, 2, 3)]
    return site


def atom_only() -> OtherSite:
    site = OtherSite("atom_only", spider="feed")
    entries = ""
    for s in (s for column in stories(10, 2) for s in column):
        path = f"/item/{s.hash[:12]}"
        site.pages[path] = article(s)
        site.articles.append(path)
        entries += (f'<entry><title>{s.title}</title><link href="BASE{path}"/><id>{s.number}</id>'
                    f"<updated>{s.day}T10:20:00+08:00</updated></entry>")  # fmt: skip
    site.pages["/atom.xml"] = (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    )
    site.types = {"/atom.xml": "application/atom+xml"}
    site.pages["/"] = page(
        "望川政协", "<div id='root'>加载中</div><p><a href='/atom.xml'>订阅</a></p>"
    )
    site.lists = ["/atom.xml"]
    return site


def plain_sitemap() -> OtherSite:
    site = OtherSite("plain_sitemap", spider="sitemap")
    urls = ""
    for s in (s for column in stories(12, 3) for s in column):
        path = f"/zx{s.column}/{s.ymd}/{9000 + s.number}.html"
        site.pages[path] = article(s)
        site.articles.append(path)
        urls += f"<url><loc>BASE{path}</loc><lastmod>{s.day}</lastmod></url>"
    urls += "".join(f"<url><loc>BASE{p}</loc></url>" for p in ("/", "/gywm.html", "/zx0/"))
    site.pages["/sitemap.xml"] = (
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )
    site.types = {"/sitemap.xml": "text/xml"}
    site.pages["/"] = page("望川政协", "<script>render()</script>")
    site.lists = ["/sitemap.xml"]
    return site


def behind_a_frame() -> OtherSite:
    """A front page that is a frame set, column links as pictures, lists without a pager."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lm/{c + 1}.asp" + (f"?page={n}" if n > 1 else "")

    nav = "".join(
        f'<a href="/lm/{c + 1}.asp"><img src="/i/{c}.gif" alt="{n}"></a>'
        for c, n in enumerate(COLUMNS)
    )
    site = fill(
        OtherSite("behind_a_frame", encoding="gb2312"), lambda s: f"/news/show.asp?id={s.number + 90}",
        lists, lambda s, u: f'<tr><td><a href="{u}">{s.title}</a></td><td>{s.day.replace("-", "/")}</td></tr>',
        pager=lambda c, n, p: f'<a href="{lists(c, n + 1, p)}">下一页</a> 页次：{n}/{p}' if n < p else f"页次：{n}/{p}",
        nav=nav, home="/main.asp",
    )  # fmt: skip
    site.pages["/"] = (
        '<html><frameset rows="80,*"><frame src="/top.asp" name="t"><frame src="/main.asp" name="m"></frameset></html>'
    )
    site.pages["/top.asp"] = "<html><body><img src='/logo.gif'></body></html>"
    return site


OTHER_SITES = (
    trs_shtml, post_lists, month_day, no_extension, flat_letters, number_folders, vsb_relative,
    phpcms_static, dede_dynamic, wordpress_query, aspnet, json_channel, hanweb_hash, discuz_old,
    paper_layout, atom_only, plain_sitemap, behind_a_frame,
)  # fmt: skip
