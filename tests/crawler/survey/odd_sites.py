"""More small sites by habits that the others lack; `tests.bench.crawl` also crawls each twice."""

# markup reads better in one piece, and its builders share one signature
# ruff: noqa: E501

from __future__ import annotations

import json
from itertools import count

from tests.crawler.survey.other_sites import (
    COLUMNS,
    OtherSite,
    Story,
    article,
    chunks,
    fill,
    page,
    stories,
)


def _cn(story: Story) -> str:
    year, month, day = story.day.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def counted_down() -> OtherSite:
    """Tables with [11-24] in a column of their own; the newest on the folder, older ones counted down."""

    def lists(c: int, n: int, pages: int) -> str:
        return f"/lm{c + 3}/" if n == 1 else f"/lm{c + 3}/list/{pages - n + 1}.html"

    def pager(c: int, n: int, pages: int) -> str:
        links = " ".join(
            f'<a href="{lists(c, i, pages)}">{i}</a>' for i in range(1, pages + 1) if i != n
        )
        more = f'<a href="{lists(c, n + 1, pages)}">下页</a>' if n < pages else ""
        return f"<div class='pg'>{links} {more}</div>"

    return fill(
        OtherSite("counted_down"), lambda s: f"/lm{s.column + 3}/{s.day[:4]}/{s.number + 500}.html", lists,
        lambda s, u: f'<table><tr><td width="80%"><a href="{u}">{s.title}</a></td><td>[{s.day[5:]}]</td></tr></table>',
        pager=pager, size=5,
    )  # fmt: skip


def goes_by_script() -> OtherSite:
    """javascript:gotoPage(3), links below <base href>, lists in GBK and articles in UTF-8."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/zx/col.jsp?cid={c + 21}" + (f"&pageNo={n}" if n > 1 else "")

    def pager(c: int, n: int, pages: int) -> str:
        script = f'<script>function gotoPage(n){{window.location.href="/zx/col.jsp?cid={c + 21}&pageNo="+n;}}</script>'
        links = "".join(f'<a href="javascript:gotoPage({i})">{i}</a> ' for i in range(1, pages + 1))
        more = f'<a href="javascript:gotoPage({n + 1})">下一页</a>' if n < pages else ""
        return f"{script}<div>{links}{more} 共{pages}页</div>"

    site = fill(
        OtherSite("goes_by_script", encoding="gbk"), lambda s: f"/zx/art/{s.ymd}/{s.number + 70}.jsp", lists,
        lambda s, u: f'<dd><a href="{u.removeprefix("/zx/")}">{s.title}</a> {_cn(s)}</dd>',
        pager=pager, head='<base href="BASE/zx/">',
    )  # fmt: skip
    for column in stories():
        for s in column:
            said = article(s, nav="<a href='/'>首页</a>", charset="utf-8")
            site.pages[f"/zx/art/{s.ymd}/{s.number + 70}.jsp"] = said.encode("utf-8")
    return site


def menu_by_script() -> OtherSite:
    """A front page that jumps, a menu that nav.js writes, lists that answer any number with their last page."""
    size = 10
    columns = stories()

    def lists(c: int) -> str:
        return f"/portal/list.do?type={c + 1}"

    site = OtherSite("menu_by_script")
    bar = '<script src="/js/nav.js"></script>'
    links = "".join(f"<li><a href='{lists(c)}'>{name}</a></li>" for c, name in enumerate(COLUMNS))
    site.pages["/js/nav.js"] = f'document.write("<ul class=menu>{links}</ul>");'
    site.types["/js/nav.js"] = "application/javascript"
    site.pages["/"] = (
        '<html><head><meta http-equiv="refresh" content="0;url=/portal/index.html"></head></html>'
    )
    blocks = ""
    for c, column in enumerate(columns):
        rows = "".join(
            f'<li><a href="/portal/view.do?id={s.number + 3000}">{s.title}</a></li>'
            for s in column[:4]
        )
        blocks += f'<div><h3>{COLUMNS[c]} <a href="{lists(c)}">更多</a></h3><ul>{rows}</ul></div>'
    site.pages["/portal/index.html"] = page("望川政协", blocks, nav=bar)

    def answer(path: str, fields: dict[str, str]) -> str | None:
        if path != "/portal/list.do" or not fields.get("type", "").isdigit():
            return None
        c = int(fields["type"]) - 1
        parts = chunks(columns[c], size)
        n = min(max(int(fields.get("currentPage", "1")), 1), len(parts))
        asked = int(fields.get("currentPage", "1"))
        rows = "".join(
            f'<li><a href="/portal/view.do?id={s.number + 3000}">{s.title}</a><i>{s.day}</i></li>'
            for s in parts[n - 1]
        )
        more = f'<a href="{lists(c)}&currentPage={asked + 1}">下一页&gt;</a>'
        return page(COLUMNS[c], f"<ul>{rows}</ul><p>{more}</p>", nav=bar)

    site.dynamic = answer
    for column in columns:
        for s in column:
            url = f"/portal/view.do?id={s.number + 3000}"
            site.pages[url] = article(s, nav=bar)
            site.articles.append(url)
    site.lists = [lists(c) for c in range(len(columns))]
    return site


def sessions_and_calendar() -> OtherSite:
    """Session ids in links, a pinned head, and a calendar without an end beside each list."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/news.php?cat={c + 2}" + (f"&page={n}" if n > 1 else "")

    def pager(c: int, n: int, pages: int) -> str:
        pinned = Story(c + 4 * 22, c)
        top = f'<li><b>[置顶]</b><a href="/read.php?id={pinned.number + 11}&PHPSESSID=aa{n}bb">{pinned.title}</a></li>'
        more = (
            f'<a href="{lists(c, n + 1, pages)}&PHPSESSID=abc{n}">下一页</a>' if n < pages else ""
        )
        return f'{top}<div>{more}</div><div class="rl"><a href="/calendar.php?y=2026&m=8">&lt;</a><a href="/calendar.php?y=2026&m=10">&gt;</a></div>'

    site = fill(
        OtherSite("sessions_and_calendar"), lambda s: f"/read.php?id={s.number + 11}", lists,
        lambda s, u: f'<li><a href="{u}&PHPSESSID={s.hash[:8]}">{s.title}</a> ({s.day})</li>', pager=pager,
    )  # fmt: skip
    plain = dict(site.pages)

    def answer(path: str, fields: dict[str, str]) -> str | bytes | None:
        if path == "/calendar.php":
            m = int(fields["y"]) * 12 + int(fields["m"])
            link = "".join(
                f'<a href="/calendar.php?y={(m + d) // 12}&m={(m + d) % 12}">{t}</a>'
                for d, t in ((-1, "上一页"), (1, "下一页"))
            )
            return page("日历", link)
        kept = "&".join(f"{k}={v}" for k, v in fields.items() if k != "PHPSESSID")
        return plain.get(f"{path}?{kept}")

    site.dynamic = answer
    return site


def chosen_page() -> OtherSite:
    """list_12_3.html by a menu of page numbers; dates in a cell before the title."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/html/list_{c + 12}_{n}.html"

    def pager(c: int, n: int, pages: int) -> str:
        options = "".join(
            f'<option value="list_{c + 12}_{i}.html"{" selected" if i == n else ""}>第{i}页</option>'
            for i in range(1, pages + 1)
        )
        return f'<select onchange="location.href=this.value">{options}</select>'

    return fill(
        OtherSite("chosen_page", encoding="gb2312"), lambda s: f"/html/{s.column + 12}/{s.ymd}_{s.number + 60}.html", lists,
        lambda s, u: f"<tr><td>{s.day.replace('-', '.')}</td><td><a href='{u}'>{s.title}</a></td></tr>", pager=pager, size=6,
    )  # fmt: skip


def next_by_click() -> OtherSite:
    """A short list whose next page is a span that only a click follows; lists and articles are numbers both."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/lanmu/{c + 1}.html" if n == 1 else f"/lanmu/{c + 1}-{n}.html"

    return fill(
        OtherSite("next_by_click"), lambda s: f"/doc/{900 - s.number}.html", lists,
        lambda s, u: f'<dl><dt><a href="{u}">{s.title}</a></dt><dd>{s.day}</dd></dl>',
        pager=lambda c, n, p: f"<span onclick=\"location.href='{lists(c, n + 1, p)}'\">下一页</span>" if n < p else "",
    )  # fmt: skip


def tracked_links() -> OtherSite:
    """Links that say where they stood, so that each place has another address for an article."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/zx/{c + 1}/" + (f"index_{n}.html" if n > 1 else "")

    places = count()
    site = fill(
        OtherSite("tracked_links"), lambda s: f"/zx/{s.column + 1}/{s.ymd}/{900 - s.number}.html", lists,
        lambda s, u: f'<li><a href="{u}?spm=a2c4e.{next(places)}.0">{s.title}</a><i>{s.day}</i></li>',
        pager=lambda c, n, p: f'<a href="{lists(c, n + 1, p)}">下一页</a>' if n < p else "",
    )  # fmt: skip
    plain = dict(site.pages)
    site.dynamic = lambda path, _: plain.get(path)
    return site


def opened_by_function() -> OtherSite:
    """Rows that call a function of the page: javascript:show(5, '20260928'), as old ASP systems do."""
    script = (
        "<script>var root = '/info/'; function show(id, day) { if (!id) return false;"
        " var url = root + day + '/n' + id + '.asp'; window.open(url, '_blank'); }</script>"
    )

    def lists(c: int, n: int, _: int) -> str:
        return f"/col{c + 1}.asp" + (f"?page={n}" if n > 1 else "")

    return fill(
        OtherSite("opened_by_function", encoding="gbk"), lambda s: f"/info/{s.ymd}/n{s.number + 40}.asp", lists,
        lambda s, _: f"<li><a href=\"javascript:show({s.number + 40}, '{s.ymd}')\">{s.title}</a><i>{s.day}</i></li>",
        pager=lambda c, n, p: f'<a href="{lists(c, n + 1, p)}">下一页</a>' if n < p else "", head=script,
    )  # fmt: skip


def named_by_letters() -> OtherSite:
    """Articles that are called by letters alone, beside columns that are, too."""

    def lists(c: int, n: int, _: int) -> str:
        return f"/{'abcd'[c]}lanmu/" + (f"list_{n}.html" if n > 1 else "")

    def letters(s: Story) -> str:
        return "".join(chr(ord("a") + int(digit, 16)) for digit in s.hash[:8])

    return fill(
        OtherSite("named_by_letters"), lambda s: f"/news/{letters(s)}.html", lists,
        lambda s, u: f'<li><a href="{u}">{s.title}</a><span>{s.day}</span></li>',
        pager=lambda c, n, p: f'<a href="{lists(c, n + 1, p)}">下一页</a>' if n < p else "",
    )  # fmt: skip


def drawn_by_a_file() -> OtherSite:
    """Lists that are an empty element and a script's file, which asks by GET and makes addresses."""
    columns, size = stories(), 8
    script = """(function(){var page=1,size=8;function draw(r){r.data.records.forEach(function(x){
h+='<a href="/'+window.FOLDER+'/info/'+x.articleId+'.html">'+x.title+'</a>'})}
fetch("/api/content/list?channel="+window.CHANNEL+"&current="+page+"&size="+size).then(draw)})();"""
    site = OtherSite("drawn_by_a_file")
    nav = "".join(f'<li><a href="/lm{c}/">{COLUMNS[c]}</a></li>' for c in range(len(columns)))
    load = '<script src="/js/jquery.min.js"></script><script src="/js/list.js?v=2"></script>'
    for c, column in enumerate(columns):
        shell = f'<div id="app"></div><script>window.CHANNEL={c + 5};window.FOLDER="lm{c}";</script>{load}'
        site.pages[f"/lm{c}/"] = page(COLUMNS[c], shell, nav=nav)
        site.lists.append(f"/lm{c}/")
        for s in column:
            site.pages[f"/lm{c}/info/{s.number + 900}.html"] = article(s, nav=nav)
            site.articles.append(f"/lm{c}/info/{s.number + 900}.html")
    rows = "".join(
        f'<li><a href="/lm{s.column}/info/{s.number + 900}.html">{s.title}</a>{s.day}</li>'
        for column in columns for s in column[:4]
    )  # fmt: skip
    site.pages["/"] = page("望川政协", f"<ul>{rows}</ul>", nav=nav)
    site.pages["/js/list.js?v=2"] = script
    asked = "/api/content/list?channel={}&current=1&size={}"
    site.entries = ["/js/list.js?v=2", *(asked.format(c + 5, size) for c in range(len(columns)))]

    def answer(path: str, fields: dict[str, str]) -> str | None:
        if path != "/api/content/list" or "channel" not in fields:
            return None
        column, n = columns[int(fields["channel"]) - 5], int(fields["current"])
        records = [{"articleId": s.number + 900, "title": s.title, "publishTime": f"{s.day} 09:00:00"}
                   for s in column[(n - 1) * size : n * size]]  # fmt: skip
        return json.dumps({"data": {"records": records, "total": len(column), "current": n}})

    site.dynamic = answer
    site.types |= {"/api/content/list": "application/json", "/js/list.js": "text/javascript"}
    return site


def drawn_throughout() -> OtherSite:
    """Every page is the same shell, and a script draws menu, lists and articles from JSON."""
    columns = stories(9, 2)
    script = """var at = location.pathname.split('/'), n = Number((location.search.match(/page=([0-9]+)/) || [0, 1])[1]);
var nav = '<div><a href="/">首页</a><a href="/lm/1">时政要闻</a><a href="/lm/2">委员履职</a></div>';
var show = function (html) { document.getElementById('app').innerHTML = nav + html; };
var rows = function (list) { return list.map(function (s) { return '<li><a href="/wz/' + s.id + '">' + s.t + '</a>' + s.day + '</li>'; }).join(''); };
fetch('/data/' + (at[1] || 'home') + '/' + (at[2] || 0) + '/' + n).then(function (a) { return a.json(); }).then(function (d) {
  if (d.html) { show('<h1>' + d.t + '</h1><p>' + d.day + ' 来源：望川政协网</p><div class="nr">' + d.html + '</div>'); }
  else { show('<ul>' + rows(d.list) + '</ul>' + (d.more ? '<a href="/lm/' + at[2] + '?page=' + (n + 1) + '">下一页</a>' : '')); } });"""
    site = OtherSite("drawn_throughout")
    shell = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>望川政协</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
    site.pages |= {"/app.js": script, "/": shell}
    site.types["/app.js"] = "text/javascript; charset=utf-8"

    def item(story: Story) -> dict[str, object]:
        return {"id": story.number + 300, "t": story.title, "day": story.day}

    def serve(path: str, more: bool, listed: list[Story]) -> None:
        site.pages[path] = json.dumps({"list": [item(s) for s in listed], "more": more})

    serve("/data/home/0/1", False, [s for column in columns for s in column[:4]])
    for c, column in enumerate(columns, 1):
        site.lists.append(f"/lm/{c}")
        for n, part in enumerate(chunks(column, 5), 1):
            site.pages[f"/lm/{c}" + (f"?page={n}" if n > 1 else "")] = shell
            serve(f"/data/lm/{c}/{n}", n == 1, part)
        for s in column:
            html = "".join(f"<p>{said}</p>" for said in s.paragraphs())
            site.pages[f"/wz/{s.number + 300}"] = shell
            site.pages[f"/data/wz/{s.number + 300}/1"] = json.dumps(item(s) | {"html": html})
            site.articles.append(f"/wz/{s.number + 300}")
    return site


ODD_SITES = (counted_down, goes_by_script, menu_by_script, sessions_and_calendar, chosen_page,
             next_by_click, tracked_links, opened_by_function, named_by_letters,
             drawn_by_a_file)  # fmt: skip
