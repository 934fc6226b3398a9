"""What a spam kit sets round a page: phrases, another title, hidden elements, links to others."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_SOUP = ("dd", "noscript", "nav", "sup", "tr", "tfoot", "ul", "label", "tt", "option", "li")
_RAW = frozenset(("noscript", "xmp", "noframes", "listing"))
"""Elements whose content browsers and converters show as text."""
_DEEPEST = 4
_IDENT = "abcdefghijkmnpqrstuvwxyz0123456789"


def phrases(chance: random.Random, count: int) -> list[str]:
    """Return phrases put together from the words that kits use, no two alike."""
    heads, middles, tails = (line.split() for line in data("mill_spam.txt"))
    out: dict[str, None] = {}
    while len(out) < count:
        parts = (chance.choice(heads), chance.choice(middles), chance.choice(tails))
        out["".join(parts)] = None
    return list(out)


def ident(chance: random.Random) -> str:
    return "".join(chance.choices(_IDENT, k=5))


def soup(chance: random.Random, name: str, count: int) -> str:
    """Return `count` empty elements, nested at random, that all have the id `name`."""
    out: list[str] = []
    open_tags: list[str] = []
    for _ in range(count):
        tag = chance.choice(_SOUP)
        out.append(f'<{tag} id="{name}">')
        open_tags.append(tag)
        while open_tags and (len(open_tags) == _DEEPEST or chance.random() < 0.6):  # noqa: PLR2004
            out.append(f"</{open_tags.pop()}>")
    out += [f"</{tag}>" for tag in reversed(open_tags)]
    return "".join(out)


def leaked(chance: random.Random, name: str, count: int) -> str:
    """Return what a converter to text shows of the soup: what stood in raw-text elements."""
    lines = []
    for number in range(count):
        raw, inner = chance.choice(sorted(_RAW)), chance.choice(_SOUP)
        mark = chance.choice(("  • ", "    ", f"  {number % 3 + 1}. ", ""))
        lines.append(f'{mark}<{raw} id="{name}"><{inner} id="{name}"></{inner}></{raw}>')
    return "\n".join(lines)


def farm(chance: random.Random, count: int) -> str:
    """Return a row of links to hosts that don't exist, under phrases."""
    words = phrases(chance, count)
    links = [f'<a href="http://www.{ident(chance)}.example/">{word}</a>' for word in words]
    return "感谢您访问我们的网站，您可能还对以下资源感兴趣：" + " ".join(links)


def replace_title(html: str, spam: str) -> str:
    """Put spam, as entities, into title and keywords, and the title back by a script."""
    found = _TITLE.search(html)
    if not found:
        return html
    encoded = "".join(f"&#{ord(char)};" for char in spam)
    title = escape(found.group(1), quote=True)
    head = (
        f"<title>{encoded}</title>"
        f'<meta name="keywords" content="{encoded}">'
        f'<meta name="description" content="{encoded}">'
        f"<script>document.title='{title}'</script>"
    )
    return html[: found.start()] + head + html[found.end() :]


@cache
def data(name: str) -> tuple[str, ...]:
    """Return the lines of a data file beside this module."""
    text = (files("crawler.demo") / name).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
