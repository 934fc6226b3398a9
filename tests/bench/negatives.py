"""Clean pages of our own that share a trait with poisoned ones: none may change or be called so."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opencc

from tests.bench.corpus import Article, article, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SCRIPTS = ("s2t", "s2tw", "s2twp", "s2hk")


def clean_pages(each: int) -> Iterator[tuple[str, str]]:
    """Yield kind and source of `each` pages of every kind."""
    for kind, make in _KINDS.items():
        for seed in range(each):
            yield kind, make(random.Random(f"{kind} {seed}"))


def _ours(chance: random.Random) -> Article:
    return article(chance.randrange(10**6))


def _plain(chance: random.Random) -> str:
    return page(_ours(chance))


def _traditional(chance: random.Random) -> str:
    """A page as printed in Hong Kong, Macau, Taiwan or overseas: converted by words."""
    lang = chance.choice(("", "", ' lang="zh-TW"', ' lang="zh-Hant-HK"'))
    source = _converted(page(_ours(chance), lang=lang), chance.choice(_SCRIPTS))
    quotes = str.maketrans("“”‘’", "「」『』") if chance.random() < 0.7 else {}
    return source.translate(quotes)


def _vice(chance: random.Random) -> str:
    given = _mixed(chance, "vice", share=0.8)
    return page(replace(given, title=chance.choice(_data()["vice"]["titles"])))


def _traditional_vice(chance: random.Random) -> str:
    return _converted(_vice(chance), "s2hk")


def _keywords(chance: random.Random) -> str:
    line = chance.choice(_data()["vice"]["keywords"])
    place = chance.choice(("<body>", "<h1>", "</body>"))
    added = f"<div>{line}</div>"
    both = place + added if place == "<body>" else added + place
    return page(_mixed(chance, "vice", share=0.2)).replace(place, both)


def _marked(name: str) -> Callable[[random.Random], str]:
    return lambda chance: page(_mixed(chance, name, share=chance.choice((0.2, 0.6, 1.0))))


def _throughout(name: str) -> Callable[[random.Random], str]:
    """Pages with nothing but lines of one kind, the first of them as the title."""

    def make(chance: random.Random) -> str:
        lines = list(_data()[name]["lines"])
        chosen = chance.sample(lines, chance.randint(len(lines) // 2, len(lines)))
        return page(replace(_ours(chance), title=chosen[0][:24], paragraphs=tuple(chosen)))

    return make


def _lists(chance: random.Random) -> str:
    """Lists of wares, films, lotteries and sports over and under an article."""
    over, *under = chance.sample(_data()["lists"]["lines"], 4)
    foot = "".join(f"<div>{line}</div>" for line in under)
    source = page(_ours(chance)).replace("<body>", f"<body><div>{over}</div>")
    return source.replace("</body>", f"{foot}</body>")


def _empty_elements(chance: random.Random) -> str:
    """Many empty elements of one class, and an id repeated by mistake, as templates have them."""
    tag, name = chance.choice(("div", "span", "i", "li")), chance.choice(("blank", "clear", "icon"))
    row = "".join(f'<{tag} class="{name}"></{tag}>' for _ in range(chance.randint(5, 60)))
    twice = '<a id="top1"></a>' * chance.randint(1, 4)
    return page(_ours(chance)).replace("<h1>", f"{row}{twice}<h1>")


def _hidden_menu(chance: random.Random) -> str:
    names = ("电影", "电视剧", "综艺", "动漫", "体育", "娱乐", "视频", "直播", "彩票", "游戏")
    chosen = chance.sample(names, 6)
    links = " ".join(f'<a href="https://{i}.example/">{n}</a>' for i, n in enumerate(chosen))
    menu = f'<div class="drop" style="display: none">{links}</div>'
    friends = "".join(
        f'<a href="http://www.site{i}.example/">{n}政协</a> '
        for i, n in enumerate(("云溪", "穗河", "济岩", "澜江", "海宁"))
    )
    return (
        page(_ours(chance))
        .replace("<h1>", f"{menu}<h1>")
        .replace("</body>", f"<div>友情链接：{friends}</div></body>")
    )


def _minified(chance: random.Random) -> str:
    return page(_ours(chance)).replace("\n", "").replace('"', "")


def _entities(chance: random.Random) -> str:
    """Titles in numeric entities, as some frameworks write them, and a script that sets one."""
    source = page(_ours(chance))
    start, end = source.index("<title>") + 7, source.index("</title>")
    title = source[start:end]
    encoded = "".join(f"&#{ord(char)};" for char in title)
    script = f"<script>document.title='{title}';</script>"
    return source[:start] + encoded + "</title>" + script + source[end + 8 :]


def _forum(chance: random.Random) -> str:
    given = _ours(chance)
    floors = "".join(
        f'<div id="post_{n}"><div class="authi">发表于 2024-1-{n + 1}</div>'
        f'<td class="t_f" id="postmessage_{n}">{line}</td></div>'
        for n, line in enumerate(given.paragraphs)
    )
    tips = '<div class="tip" style="display:none"><p>下载附件</p></div>' * 3
    return page(replace(given, paragraphs=("楼主，顶！",))).replace("</h1>", f"</h1>{floors}{tips}")


def _mixed(chance: random.Random, name: str, *, share: float) -> Article:
    given = _ours(chance)
    lines = _data()[name]["lines"]
    number = str(chance.randint(10, 99))
    return replace(
        given,
        paragraphs=tuple(
            chance.choice(lines).replace("{n}", number) if chance.random() < share else line
            for line in given.paragraphs
        ),
    )


def _converted(text: str, config: str) -> str:
    return str(_converter(config).convert(text))


@cache
def _converter(name: str) -> Any:
    return opencc.OpenCC(name)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "negatives.toml").read_text("utf-8"))


_KINDS: dict[str, Callable[[random.Random], str]] = {
    "plain": _plain,
    "traditional": _traditional,
    "traditional vice": _traditional_vice,
    "vice": _vice,
    "keyword lines": _keywords,
    "pinyin lessons": _marked("pinyin"),
    "betting": _marked("betting"),
    "medicine": _marked("medicine"),
    "odd marks": _marked("marks"),
    "other languages": _marked("foreign"),
    "other print": _throughout("printed"),
    "classical texts": _throughout("classical"),
    "lessons in traditional script": _throughout("lessons"),
    "rare characters": _marked("rare"),
    "tables and code": _marked("tables"),
    "minorities": _throughout("minorities"),
    "lists": _lists,
    "empty elements": _empty_elements,
    "hidden menus": _hidden_menu,
    "minified": _minified,
    "entity titles": _entities,
    "forum threads": _forum,
}
