"""A replica's pages: our own text in a publisher's template, and what a kit made of that."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from crawler.demo.mill import Kit, poison_page
from crawler.demo.pages import ServedPage

if TYPE_CHECKING:
    from datetime import datetime

PICTURE = re.compile(r"\[图片(?::(\d))?\]")
"""A line of the text that stands for a picture, by its number where it has a caption."""


def served(template: str, source: dict[str, Any]) -> ServedPage:
    """Return a page as the site serves it."""
    html = _page(template, source)
    if "kit" not in source:
        return ServedPage(html.encode(), "text/html; charset=utf-8")
    kit = Kit(**source["kit"])
    # as on the mirrors, the header names no charset
    return ServedPage(poison_page(html, seed=source["seed"], kit=kit), "text/html")


def _page(template: str, source: dict[str, Any]) -> str:
    text = (files("crawler.demo") / "templates" / f"{template}.html").read_text("utf-8")
    published = source.get("published")
    values = {
        "charset": source.get("kit", {}).get("charset", "utf-8"),
        "site": escape(source["name"].partition("（")[0]),
        "day": _day(template, published, source) if published else "",
        "subtitle": f"<h2>{source['subtitle']}</h2>" if "subtitle" in source else "",
        "authors": _authors(template, source),
        "editors": " ".join(source.get("editors", ())),
        "body": _body(template, source),
        "related": "".join(
            f'<li><a href="/c/0.shtml">{t}</a></li>' for t in source.get("related", ())
        ),
        "footer": "".join(f"<p>{line}</p>" for line in source.get("footer", ())),
        **{key: source.get(key, "") for key in ("summary", "writers_line", "keywords", "path")},
        "title": escape(source["title"]),
        "source": escape(source["source"]),
    }
    return Template(text).substitute(values)


def _day(template: str, published: datetime, source: dict[str, Any]) -> str:
    if template == "forum":
        return f"{published:%Y}-{published.month}-{published.day} {published:%H:%M:%S}"
    if source["precision"] == "second":
        return f"{published:%Y-%m-%d %H:%M:%S}"
    return f"{published:%Y年%m月%d日 %H:%M}"


def _authors(template: str, source: dict[str, Any]) -> str:
    names = " ".join(source["authors"])
    if template == "daily":
        return names
    # where the writers stand in a bracket of the text, the byline doesn't repeat them
    return "" if "correspondents" in source else f"作者：{names}&nbsp; |&nbsp; "


def _body(template: str, source: dict[str, Any]) -> str:
    if template == "forum":
        return _post(source)
    out = []
    for line in source["text"].strip().splitlines():
        found = PICTURE.fullmatch(line)
        if found and found[1]:
            name, caption = source["pictures"][int(found[1]) - 1]
            out.append(
                f'<p style="text-align:center"><img src="/u/{found[1]}.jpg" alt="{name}"></p>'
            )
            out += [f"<p>{name}</p>", f"<p>{caption}</p>"]
        elif found:
            out.append("<p>图片</p>")
        else:
            out.append(f"<p>　　{line}</p>")
    return "\n".join(out)


def _post(source: dict[str, Any]) -> str:
    """Return the opening post: lines set apart by breaks, pictures with Discuz's hidden tips."""
    lines = [f"　　{line}" for line in source["text"].strip().splitlines()]
    lines.insert(0, f"　　{source['writers_line']}")
    for number, (at, caption) in enumerate(zip((0, 8), source["captions"], strict=True)):
        lines.insert(at, _picture(number, caption, source["title"]))
    return "<br />\n<br />\n".join(lines)


def _picture(number: int, caption: str, title: str) -> str:
    return (
        f'<ignore_js_op><img id="aimg_{number}" src="/static/none.gif" '
        f'file="/data/attachment/{number}.jpg" alt="{title}" title="{title}" />'
        f'<div class="tip tip_4 aimg_tip" style="position: absolute; display: none">'
        f"<p>{title}穗河市政协,政协工作,回眸</p><p>下载附件</p></div></ignore_js_op>"
        f"<br />\n{caption}"
    )
