"""The weight of a real portal page: what stands around its text, in kilobytes.

Half of 197 saved news and government pages have more than 110 kB. The usual one has some 760
elements and 160 links; a fifth to a quarter of it is script, a tenth is style, a tenth is blanks,
and a few per cent are comments and blocks that were switched off. What is made here has the same
parts in about the same shares, and packs as badly. Nothing in it leads to an article.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from crawler.simulators.prose import Prose, column_names
from crawler.simulators.side_blocks import SIDE_BLOCKS, marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STYLE_SHARE, _SCRIPT_SHARE = 0.11, 0.27
_MENU_SHARE = 0.25
"""Of what is neither style nor script."""
_FOURTH = 4


@lru_cache(maxsize=8)
def head_chrome(kilobytes: int) -> str:
    """Return the styles and scripts that a page builder writes into each page's head."""
    rules = _grown(kilobytes * _STYLE_SHARE, _rule)
    code = _grown(kilobytes * _SCRIPT_SHARE, _code)
    return (
        f'<style type="text/css">\n{rules}\n</style>\n<script type="text/javascript">\n'
        f"$(function(){{\n{code}\n}});\n</script>"
    )


@lru_cache(maxsize=8)
def menu_chrome(kilobytes: int) -> str:
    """Return the menus and side blocks around a page's content."""
    left = kilobytes * (1 - _STYLE_SHARE - _SCRIPT_SHARE)
    prose, names = Prose("chrome"), [name for name, _ in column_names()]
    menu = _grown(left * _MENU_SHARE, lambda n: _menu(n, names))
    blocks = _grown(left * (1 - _MENU_SHARE), lambda n: SIDE_BLOCKS[n % len(SIDE_BLOCKS)](n, prose))
    return (
        f'<div class="nav_all" id="navAll"><ul class="nav_list clearfix">\n{menu}\n</ul></div>\n'
        f'<div class="sidebar fr">\n{blocks}\n</div>'
    )


def _rule(n: int) -> str:
    mark = marks("rule", n)
    return (
        f".mod_{mark[:6]} .tit,.box{n}{{height:{n % 40 + 20}px;padding:{n * 7 % 13}px {n % 9}px;"
        f"background:url(/images/{mark[6:20]}.png) no-repeat 0 -{n}px;color:#{mark[20:26]}}}"
    )


def _code(n: int) -> str:
    """Return a piece of page script, each fourth of it what a widget is drawn from."""
    mark = marks("code", n)
    if n % _FOURTH == _FOURTH - 1:
        rows = ",".join(
            f'{{"k":"{mark[i * 7 : i * 7 + 12]}","w":{n * i % 97},"on":{i % 3}}}' for i in range(8)
        )
        return f"    var conf_{n} = [{rows}];"
    return (
        f'    $("#tab_{mark[:5]} li").hover(function () {{\n        var i = $(this).index();\n'
        f'        $(this).addClass("cur{n}").siblings().removeClass("cur{n}");\n'
        f'        $(".con_{n}").eq(i).{("show", "fadeIn", "slideDown")[n % 3]}({n * 37 % 900});\n'
        f'        _hmt.push(["_trackEvent", "{mark[8:40]}"]);\n    }});'
    )


def _menu(n: int, names: list[str]) -> str:
    own = names[n % len(names)]
    below = "\n".join(
        f'            <li class="sub_item"><a href="/fw/n{n}_{i}/" target="_blank" '
        f'title="{own}{other}" data-track="{marks(own, n * 31 + i)[:24]}">{other}</a></li>'
        for i, other in enumerate(names[: 3 + n % 4])
    )
    return (
        f'    <li class="nav_item" id="nav{n}" onmouseover="showSub({n})">\n'
        f'        <a href="/fw/n{n}/" class="nav_link" style="width:{90 + n % 30}px">{own}</a>\n'
        f'        <div class="sub_box" style="display:none;left:{n * 7 % 90}px">\n'
        f"          <ul>\n{below}\n          </ul>\n        </div>\n    </li>"
    )


def _grown(kilobytes: float, piece: Callable[[int], str]) -> str:
    """Return pieces by number until they make `kilobytes` of UTF-8."""
    return "\n".join(_until(kilobytes * 1000, piece))


def _until(size: float, piece: Callable[[int], str]) -> Iterator[str]:
    length = 0
    for number in count():
        if length >= size:
            return
        made = piece(number)
        length += len(made.encode()) + 1
        yield made
