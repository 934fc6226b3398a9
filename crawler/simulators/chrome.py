"""The weight of a real portal page: what stands around its text, in kilobytes.

Pages of these systems carry a menu of every column and sub-column, inline styles and scripts of
their page builder, side blocks and a footer of links to other bodies; 20 to 60 kB around a text
of 2 to 6 kB is usual. Nothing here leads to an article.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crawler.simulators.prose import Prose, column_names

if TYPE_CHECKING:
    from collections.abc import Callable

_STYLE_SHARE, _SCRIPT_SHARE = 0.25, 0.2


@lru_cache(maxsize=8)
def head_chrome(kilobytes: int) -> str:
    """Return the styles and scripts that a page builder writes into each page's head."""
    size = kilobytes * 1000
    rules = _grown(size * _STYLE_SHARE, lambda n: (
        f".mod_{n} .tit{{height:{n % 40 + 20}px;line-height:{n % 40 + 20}px;"
        f"background:url(/images/bg_{n}.png) no-repeat 0 -{n}px;color:#{n * 7919 % 0xFFFFFF:06x}}}"
    ))  # fmt: skip
    code = _grown(size * _SCRIPT_SHARE, lambda n: (
        f'$("#tab_{n}").hover(function(){{var i=$(this).index();$(this).addClass("cur{n}")'
        f'.siblings().removeClass("cur{n}");$(".con_{n}").eq(i).show();}});'
    ))  # fmt: skip
    return f"<style>\n{rules}\n</style>\n<script>\n$(function(){{\n{code}\n}});\n</script>"


@lru_cache(maxsize=8)
def menu_chrome(kilobytes: int) -> str:
    """Return the menus and side blocks around a page's content."""
    size = kilobytes * 1000 * (1 - _STYLE_SHARE - _SCRIPT_SHARE)
    names = [name for name, _ in column_names()]
    prose = Prose("chrome")
    blocks = _grown(size, lambda n: (
        f'<div class="side side_{n}"><h3><a href="/fw/side{n}/" target="_blank">'
        f"{names[n % len(names)]}</a></h3><ul>"
        + "".join(f'<li><a href="/fw/side{n}_{i}.html" title="{prose.outlet()}" target="_blank">'
                  f'<img src="/images/ico{i}.png" alt="">{prose.outlet()}</a></li>'
                  for i in range(6))
        + "</ul></div>"
    ))  # fmt: skip
    return f'<div class="sidebar">\n{blocks}\n</div>'


def _grown(size: float, piece: Callable[[int], str]) -> str:
    """Return pieces by number, a line each, until they make `size` bytes of UTF-8."""
    made: list[str] = []
    length = 0
    while length < size:
        made.append(piece(len(made)))
        length += len(made[-1].encode()) + 1
    return "\n".join(made)
