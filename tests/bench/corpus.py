"""Articles of our own to be damaged: sentences put together at random from patterns and words."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_AT_HOME = 0.7
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    paragraphs: tuple[str, ...]
    home: str = ""
    """The place that it reports on."""

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def article(seed: int) -> Article:
    """Return an article of 4 to 14 paragraphs; the same seed gives the same article."""
    chance = random.Random(seed)
    home = chance.choice(_data()["words"]["city"])
    paragraphs = tuple(
        "".join(_sentence(chance, home) for _ in range(chance.randint(1, 5)))
        for _ in range(chance.randint(4, 14))
    )
    title = _fill("{city}{organ}聚焦{topic} 推动{issue}解决", chance, home)
    return Article(title, paragraphs, home)


def page(given: Article, *, charset: str = "utf-8", lang: str = "") -> str:
    """Return a page with menu, byline and footer round the article."""
    body = "\n".join(f"<p>　　{line}</p>" for line in given.paragraphs)
    return (
        f'<!DOCTYPE html>\n<html{lang}><head><meta charset="{charset}">'
        f"<title>{given.title}</title></head>\n<body>\n"
        '<div class="nav"><a href="/">首页</a> <a href="/yw/">要闻</a> '
        '<a href="/xs/">协商</a></div>\n'
        f"<h1>{given.title}</h1>\n<p>2024-03-05 09:30 来源：某某日报</p>\n<div>{body}</div>\n"
        '<div class="footer">版权所有 某某日报社 <a href="/about.html">关于我们</a></div>\n'
        "</body></html>"
    )


def _sentence(chance: random.Random, home: str) -> str:
    return _fill(chance.choice(_data()["patterns"]), chance, home)


def _fill(pattern: str, chance: random.Random, home: str) -> str:
    def word(slot: re.Match[str]) -> str:
        if slot[1] == "n":
            return str(chance.randint(10, 99))
        if slot[1] == "city" and chance.random() < _AT_HOME:
            return home
        return str(chance.choice(_data()["words"][slot[1]]))

    return _SLOT.sub(word, pattern)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))
