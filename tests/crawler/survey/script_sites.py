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


SCRIPT_SITES = (numbered_fragments, department_catalogue, attached_reports, numbers_in_one_folder)
