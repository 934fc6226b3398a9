"""Lists whose rows come by script: Hanweb's records and JSON by column."""

from __future__ import annotations

import json
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.simulators.answer import Answer
from crawler.simulators.render import encoded, row

if TYPE_CHECKING:
    from crawler.simulators.articles import Article, Column
    from crawler.simulators.layout import Layout

PROXY = "/module/web/jpage/dataproxy.jsp"
_UNIT = "20417"


def list_content(layout: Layout, column: Column, here: str) -> str | None:
    """Return the content of a list page that doesn't hold its rows as markup."""
    family, site = layout.site.family, layout.site
    if family.kind == "json":
        tree = [{"id": c.number, "name": c.name, "slug": c.slug} for c in site.columns]
        return Template(family.shell).substitute(
            col=column.number, slug=column.slug, tree=json.dumps(tree, ensure_ascii=False)
        )
    if family.kind == "records":
        return _first_records(layout, column, here)
    return None


def _first_records(layout: Layout, column: Column, here: str) -> str:
    listed, per = layout.site.listed(column), layout.site.plan.per_page
    named = {"col": 1, "appid": 1, "webid": 1, "path": "/", "columnid": column.number,
             "sourceContentType": 1, "unitid": _UNIT, "webname": "zx",
             "permissiontype": 0}  # fmt: skip
    group = f"{PROXY}?page=2&amp;{urlencode(named).replace('&', '&amp;')}"
    return (
        f'<div id="{_UNIT}" class="list"><script type="text/xml"><datastore>\n'
        f'<nextgroup><![CDATA[<a href="{group}"></a>]]></nextgroup>'
        f"<recordset>{_records(layout, listed[: 3 * per], here)}</recordset></datastore></script>"
        f"</div><script>$('#{_UNIT}').jpage({{ width:'', showTotal:true, totalRecord:"
        f"{len(listed)}, dataBefore:'<ul>', perPage:{per}, barPosition:'bottom', proxyUrl:"
        f"'{PROXY}', openCookies:false, ajaxParam:{json.dumps(named)}}});</script>"
    )


def further(layout: Layout, target: str, form: str) -> Answer | None:
    """Return what is asked for by parameters: records, and lists as JSON."""
    parts = urlsplit(target)
    fields = _sent(form) | dict(parse_qsl(parts.query))
    family = layout.site.family
    if family.kind == "records" and parts.path == PROXY:
        return _more_records(layout, fields)
    if family.kind == "json":
        for column in layout.site.columns:
            for number in (1, *range(2, 1 + len(layout.site.listed(column)))):
                names = {"col": column.number, "slug": column.slug, "n": number}
                asked, sent = family.api.format(**names), family.form.format(**names)
                if urlsplit(asked).path == parts.path and _holds(fields, asked, sent):
                    return _json_page(layout, column, number)
    return None


def _sent(form: str) -> dict[str, str]:
    if form.startswith("{"):
        return {name: str(value) for name, value in json.loads(form).items()}
    return dict(parse_qsl(form))


def _holds(fields: dict[str, str], address: str, form: str) -> bool:
    asked = dict(parse_qsl(urlsplit(address).query)) | _sent(form)
    return asked.items() <= fields.items()


def _more_records(layout: Layout, fields: dict[str, str]) -> Answer | None:
    site, per = layout.site, layout.site.plan.per_page
    column = next((c for c in site.columns if str(c.number) == fields.get("columnid")), None)
    if column is None or fields.get("unitid") != _UNIT:
        return None
    listed = site.listed(column)
    if "page" in fields:  # a group of three pages
        size, group = 3 * per, int(fields["page"])
        first, last = (group - 1) * size, group * size
        link = f"{PROXY}?page={group + 1}&columnid={column.number}&unitid={_UNIT}"
        more = (
            f'<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup>'
            if last < len(listed)
            else ""
        )
    else:
        more = ""
        first, last = int(fields.get("startrecord", 1)) - 1, int(fields.get("endrecord", per))
    shown = _records(layout, listed[first:last], PROXY)
    xml = (
        f"<?xml version='1.0' encoding='{site.encoding}'?><datastore>{more}"
        f"<totalrecord>{len(listed)}</totalrecord><totalpage>{-(-len(listed) // per)}</totalpage>"
        f"<recordset>{shown}</recordset></datastore>"
    )
    return Answer(200, encoded(xml, site.encoding), {"Content-Type": "text/xml"})


def _records(layout: Layout, articles: list[Article], here: str) -> str:
    family, dated = layout.site.family, layout.site.plan.dates
    return "".join(
        "<record><![CDATA["
        + row(family, a, layout.url(a.path, here, a.number), dated=dated)
        + "]]></record>"
        for a in articles
    )


def _json_page(layout: Layout, column: Column, number: int) -> Answer:
    site, per = layout.site, layout.site.plan.per_page
    listed = site.listed(column)
    items = [
        {"id": site.family.first_id + a.number, "title": a.title, "hits": 7,
         "date": int(a.published.timestamp()), "display_publish_time": f"{a.published:%Y-%m-%d}"}
        | ({"url": site.base + a.path} if site.family.item_urls else {})
        for a in listed[(number - 1) * per : number * per]
    ]  # fmt: skip
    data = {"column": column.name, "total": len(listed), "articles": items}
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(200, body, {"Content-Type": "application/json"})
