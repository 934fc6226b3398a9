"""Five small sites of our own text, damaged as mirrors do, and what must come of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from crawler.demo.mill import Kit, poison_page
from crawler.demo.pages import DemoSite, ServedPage

if TYPE_CHECKING:
    from datetime import datetime

_PICTURE = re.compile(r"\[图片(?::(\d))?\]")
_LISTS = {"forum": "/forum-2-1.html"}
_LIST = "/zxdt/index.html"


@dataclass(frozen=True, slots=True)
class Expected:
    """The article as its publisher printed it."""

    title: str
    subtitle: str | None
    text: str
    published: datetime | None
    source: str
    authors: tuple[str, ...]
    correspondents: tuple[str, ...]
    editors: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Replica:
    site: DemoSite
    expected: Expected


@cache
def replicas() -> tuple[Replica, ...]:
    """Return the five sites, in the order of their ids."""
    folder = files("crawler.demo") / "replicas"
    sources = [path for path in folder.iterdir() if path.name.endswith(".toml")]
    given = [tomllib.loads(path.read_text("utf-8")) for path in sources]
    return tuple(_replica(source) for source in sorted(given, key=lambda source: source["id"]))


def _replica(source: dict[str, Any]) -> Replica:
    start = _LISTS.get(source["template"], _LIST)
    site = DemoSite(
        id=source["id"],
        name=source["name"],
        spider="forum" if source["template"] == "forum" else "listing",
        starts=(start,),
        pages={start: _served("list", source), source["path"]: _served(source["template"], source)},
        role=source["role"],
        article="" if source["template"] == "forum" else re.escape(source["path"]) + "$",
    )
    return Replica(site, _expected(source))


def _served(template: str, source: dict[str, Any]) -> ServedPage:
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
        found = _PICTURE.fullmatch(line)
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


def _expected(source: dict[str, Any]) -> Expected:
    lines = []
    for line in source["text"].strip().splitlines():
        found = _PICTURE.fullmatch(line)
        if found is None:
            lines.append(line)
        elif found[1]:
            lines.append(source["pictures"][int(found[1]) - 1][1])
    for at, caption in zip((0, 7), source.get("captions", ()), strict=False):
        lines.insert(at, caption)
    return Expected(
        title=source["title"],
        subtitle=source.get("subtitle"),
        text="\n".join(lines),
        published=source.get("published"),
        source=source["source"],
        authors=tuple(source["authors"]),
        correspondents=tuple(source.get("correspondents", ())),
        editors=tuple(source.get("editors", ())),
        verdict="poisoned" if "kit" in source else "clean",
    )
