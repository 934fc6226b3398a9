"""Small sites: lists that a script takes from elsewhere, files for texts, numbers for names."""

# markup reads better in one piece
# ruff: noqa: E501

from __future__ import annotations

import json

from tests.crawler.survey.other_sites import (
    COLUMNS,
    OtherSite,
    article,
    chunks,
    fill,
    page,
    stories,
)


def numbered_fragments() -> OtherSite:
    """JEECMS with AJAX: "/queryContent_" + n + "-lm.jspx" answers rows without a pager."""
    site = OtherSite("numbered_fragments", family="jeecms")
    columns = stories()
    nav = "".join(f'<li><a href="/lm{c}/index.jhtml">{n}</a></li>' for c, n in enumerate(COLUMNS))
    for c, column in enumerate(columns):
        ask = (
            f'$.get("/queryContent_" + n + "-lm{c}.jspx", function (d) {{ $("#rows").html(d); }});'
        )
        shell = f'<div id="rows"></div><script>function show(n) {{ {ask} }} show(1);</script>'
        site.pages[f"/lm{c}/index.jhtml"] = page(COLUMNS[c], shell, nav=nav)
        site.lists.append(f"/lm{c}/index.jhtml")
        site.entries.append(f"/queryContent_1-lm{c}.jspx")
        for n, part in enumerate(chunks(column, 8), 1):
            site.pages[f"/queryContent_{n}-lm{c}.jspx"] = "".join(
                f'<li><a href="/lm{c}/{s.number + 700}.jhtml">{s.title}</a><i>{s.day}</i></li>'
                for s in part
            )
        for s in column:
            site.pages[f"/lm{c}/{s.number + 700}.jhtml"] = article(s, nav=nav)
            site.articles.append(f"/lm{c}/{s.number + 700}.jhtml")
    site.pages["/"] = page("望川政协", "<div>欢迎访问</div>", nav=nav)
    return site


def department_catalogue() -> OtherSite:
    """A department's gkmlpt in a folder of a host that it shares with others."""
    site = OtherSite("department_catalogue", family="gkmlpt")
    columns, size = stories(columns=2), 8
    tree = [
        {"id": 40, "name": "目录", "children": [{"id": 41 + c, "name": COLUMNS[c]} for c in (0, 1)]}
    ]
    config = f"window._CONFIG = {{SID: '755009', TREE: {json.dumps(tree)}}};"
    nav = '<li><a href="/wczx/gkmlpt/index">政协公告公示</a></li>'
    shell = (
        f'<div id="app"></div><script>{config}</script><script src="/wczx/gkmlpt/app.js"></script>'
    )
    site.pages["/wczx/gkmlpt/index"] = page("信息公开", shell)
    path = "/wczx/gkmlpt/content/1/{0}/post_{0}.html".format
    for s in (s for column in columns for s in column):
        site.pages[path(s.number + 1000)] = article(s, nav=nav, box='class="article-content"')
        site.articles.append(path(s.number + 1000))
    site.pages["/"] = page("望川政协", "<div>欢迎访问</div>", nav=nav)

    def answer(asked: str, fields: dict[str, str]) -> str | None:
        if not asked.startswith("/wczx/gkmlpt/api/all/") or fields.get("sid") != "755009":
            return None
        place, n = int(asked.rpartition("/")[2]) - 41, int(fields["page"])
        column = columns[place] if place in (0, 1) else []
        rows = [{"id": s.number + 1000, "title": s.title, "url": path(s.number + 1000),
                 "created_at": f"{s.day} 09:00:00"} for s in column[(n - 1) * size : n * size]]  # fmt: skip
        return json.dumps({"total": len(column), "articles": rows})

    site.dynamic = answer
    site.lists = [f"/wczx/gkmlpt/api/all/{c}?page=1&sid=755009" for c in (41, 42)]
    site.types = dict.fromkeys((f"/wczx/gkmlpt/api/all/{c}" for c in (41, 42)), "application/json")
    return site


def attached_reports() -> OtherSite:
    """TRS with a column whose pages only name a file."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lm{c}/" if n == 1 else f"/lm{c}/index_{n - 1}.html"

    site = fill(
        OtherSite("attached_reports", family="trs"), lambda s: f"/lm{s.column}/{s.ymd[:6]}/t{s.ymd}_{s.number + 900}.html",
        lists, lambda s, u: f'<li><a href="{u}">{s.title}</a><span>{s.day}</span></li>',
        pager=lambda _, n, p: f'<script>createPageHTML({p}, {n - 1}, "index", "html");</script>',
        box='class="TRS_Editor"',
    )  # fmt: skip
    for s in stories()[3]:
        url = f"/lm3/{s.ymd[:6]}/t{s.ymd}_{s.number + 900}.html"
        whole = str(site.pages[url])
        before, _, behind = whole.partition('<div class="TRS_Editor">')
        file = f'<p>附件：<a href="./P0{s.number}.pdf">{s.title}.pdf</a></p></div><p>【打印】【关闭】 分享到：微信</p>'
        site.pages[url] = before + '<div class="TRS_Editor">' + file + behind.partition("</div>")[2]
    return site


def numbers_in_one_folder() -> OtherSite:
    """A list's further pages and its articles are both numbers in the list's folder."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lm{c}/" if n == 1 else f"/lm{c}/{n}.html"

    return fill(
        OtherSite("numbers_in_one_folder"), lambda s: f"/lm{s.column}/{s.number + 2000}.html", lists,
        lambda s, u: f'<li><a href="{u}">{s.title}</a><span>{s.day}</span></li>',
        pager=lambda c, n, p: "".join(f'<a href="{lists(c, i, p)}">{i}</a>' for i in range(1, p + 1) if i != n),
    )  # fmt: skip


def paper_in_a_frame() -> OtherSite:
    """A paper whose entry is a frame set that shows the newest issue; its pages say little else."""
    site = OtherSite("paper_in_a_frame", spider="epaper", family="founder", lists=["/"])
    number = 0
    for day in (22, 23, 25, 28):
        for node in (1, 2, 3):
            rows = ""
            for n in range(1, 4):
                s = stories()[node][number % 23]
                name = f"nw.D360000wcb_202609{day}_{n}-{node:02}.htm"
                site.pages[f"/html/2026-09/{day}/{name}"] = article(s, box='id="ozoom"')
                site.articles.append(f"/html/2026-09/{day}/{name}")
                rows += f'<li><a href="{name}">{s.title}</a></li>'
                number += 1
            others = "".join(
                f'<a href="nbs.D360000wcb_{n:02}.htm">第{n:02}版：要闻</a>' for n in (1, 2, 3)
            )
            site.pages[f"/html/2026-09/{day}/nbs.D360000wcb_{node:02}.htm"] = page(
                "望川报", others + rows
            )
    site.entries = [f"/html/2026-09/28/nbs.D360000wcb_{n:02}.htm" for n in (1, 2, 3)]
    frame = '<frame src="html/2026-09/28/nbs.D360000wcb_01.htm">'
    site.pages["/"] = (
        f'<html><head><title>望川报</title></head><frameset cols="*">{frame}</frameset></html>'
    )
    return site


def loads_more_files() -> OtherSite:
    """A button takes the next numbered file beside the list into the page."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lm{c}/" if n == 1 else f"/lm{c}/part_{n}.html"

    site = fill(
        OtherSite("loads_more_files"), lambda s: f"/lm{s.column}/{s.ymd}{s.number + 100}.html", lists,
        lambda s, u: f'<li><a href="{u}">{s.title}</a><span>{s.day}</span></li>',
        pager=lambda c, n, p: f'<b id="more">加载更多</b><script>$("#more").click(function () {{ k++;'  # noqa: ARG005
        f' $.get("/lm{c}/part_" + k + ".html", function (h) {{ $(".lb").append(h); }}); }});</script>' if n == 1 else "",
    )  # fmt: skip
    for path in site.further:
        rows = str(site.pages[path]).partition("<div class='lb'>")[2]
        site.pages[path] = rows.partition("</div>")[0]
    return site


def text_in_a_shell() -> OtherSite:
    """Pages of articles that are an empty element and a script with the text as data."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lm{c}/" if n == 1 else f"/lm{c}/index_{n}.html"

    site = fill(
        OtherSite("text_in_a_shell", family="gkmlpt"), lambda s: f"/gkmlpt/content/0/1/post_{s.number + 1000}.html", lists,
        lambda s, u: f'<li><a href="{u}">{s.title}</a><span>{s.day}</span></li>',
        pager=lambda c, n, p: f'<a href="{lists(c, n + 1, p)}">下一页</a>' if n < p else "",
    )  # fmt: skip
    for s in (s for column in stories() for s in column):
        data = {
            "title": s.title,
            "content": "".join(f"<p>{p}</p>" for p in s.paragraphs()),
            "created_at": f"{s.day} 09:00:00",
        }
        script = (
            f"<script>window._CONFIG = {json.dumps({'DETAIL': data}, ensure_ascii=False)};</script>"
        )
        site.pages[f"/gkmlpt/content/0/1/post_{s.number + 1000}.html"] = (
            f'<html><head><meta charset="utf-8"><title>{s.title}</title></head><body><div id="app"></div>{script}</body></html>'
        )
    return site


SCRIPT_SITES = (numbered_fragments, department_catalogue, attached_reports, numbers_in_one_folder,
                paper_in_a_frame, loads_more_files, text_in_a_shell)  # fmt: skip
