"""Writing what a survey found as a site file, each line with how sure it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.lists.links import ListPage
from crawler.survey.words import words
from extract.document import text_of

if TYPE_CHECKING:
    from crawler.survey.found import Found

_MOST_LEFT_OUT = 12
_NAMES = ("sitename", "og:site_name")
_NAME_END = re.compile(r"\s*[-_|—–·]+\s*|\s{2,}")
_GENERIC = re.compile(r"^(?:首\s*页|网站首页|主页|home|index|欢迎(?:访问|光临)?)$", re.IGNORECASE)


def site_text(found: Found) -> str:
    """Return a site file that crawls as it is."""
    name = _name(found)
    lines = [
        f"# Surveyed from {found.url}: {found.good} of {found.read} sample pages read as articles.",
        f"id = {_quoted(_id(found))}",
        f"name = {_quoted(name)}  # from the title of the entry page",
        f"level = {_quoted(_level(found, name))}  # {_level_note(found)}",
        f"hosts = {_list(found.hosts)}  # sure: asked there",
        f"spider = {_quoted(found.spider)}  # {_spider_note(found)}",
        "starts = [",
        *(f"  {_quoted(url)},  # {_line(note)}" for url, note in found.starts.items()),
        "]",
    ]
    if found.system is not None:
        evidence = "; ".join(found.system.evidence[:5])
        lines.append(
            f"family = {_quoted(found.system.name)}  # {found.system.sureness}: {_line(evidence)}"
        )
    else:
        lines.append("# family: none that is known, so articles are told by their addresses")
    if found.article:
        lines.append(f"article = '{found.article}'  # {_line(found.article_note)}")
    else:
        lines.append(f"# article: {_line(found.article_note)}")
    if found.traditional:
        lines.append('script = "traditional"  # sure: the sample pages print so')
    if found.drawn:
        lines.append('browser = "always"  # sure: without one its pages show no list')
    if found.loopback:
        lines.append("loopback = true  # the address surveyed is on this machine")
    for url, why in list(found.left_out.items())[:_MOST_LEFT_OUT]:
        lines.append(f"# left out: {_line(url)} ({_line(why)})")
    if found.loopback:
        lines += ["[politeness]", "delay = 0", "concurrency = 4"]
    return "\n".join(lines) + "\n"


def _id(found: Found) -> str:
    host = urlsplit(found.entry.url).netloc.lower()
    if found.loopback:
        return f"local-{host.rpartition(':')[2]}" if ":" in host else "local"
    labels = [label for label in host.partition(":")[0].split(".") if label != "www"]
    generic = ("com", "cn", "gov", "net", "org", "edu", "hk", "mo", "tw", "info", "cc", "top")
    own = [label for label in labels if label not in generic] or labels
    return re.sub(r"[^a-z0-9-]+", "-", "-".join(reversed(own))).strip("-")[:60] or "site"


def _name(found: Found) -> str:
    opened = found.entry.opened
    if isinstance(opened, ListPage):
        for meta in opened.root.iter("meta"):
            said = (meta.get("content") or "").strip()
            if said and (meta.get("name") or meta.get("property") or "").lower() in _NAMES:
                return said[:60]
        title = next(iter(opened.root.iter("title")), None)
        parts = _NAME_END.split(text_of(title)) if title is not None else []
        named = [part for part in parts if part and not _GENERIC.match(part)]
        if named:
            return named[0][:60]
    return urlsplit(found.url).netloc


def _level(found: Found, name: str) -> str:
    if found.loopback:
        return "test"
    if found.spider == "forum":
        return "forum"
    host = urlsplit(found.url).netloc
    return next(
        (level for level, said in words()["levels"].items() if re.search(said, name + host)),
        "press",
    )


def _level_note(found: Found) -> str:
    return "on this machine" if found.loopback else "unsure: by its name; add `region`"


def _spider_note(found: Found) -> str:
    going = sum("goes on" in note for note in found.starts.values())
    notes = {
        "listing": f"sure: {len(found.starts)} lists, {going} of them tried to their second page",
        "forum": "sure: boards and threads of Discuz",
        "epaper": "likely: an issue by day, with the paper's pages",
        "feed": "likely: feeds name more articles than the site's own lists",
        "sitemap": "likely: the sitemap names more articles than the site's own lists",
    }
    return notes[found.spider]


def _quoted(text: str) -> str:
    return json.dumps("".join(c for c in text if c.isprintable()), ensure_ascii=False)


def _list(values: list[str]) -> str:
    return "[" + ", ".join(map(_quoted, values)) + "]"


def _line(text: str) -> str:
    """Return text that stays on its line, whatever a page has put into it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:200]
