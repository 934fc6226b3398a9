"""What stands beside a portal page's text: more to read, friends' links, pictures, old banners."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.simulators.prose import Prose


def marks(kind: str, n: int) -> str:
    """Return 64 hex digits, as builders name files and blocks with, the same ones each time."""
    return sha256(f"{kind}:{n}".encode()).hexdigest()


def _related(n: int, prose: Prose) -> str:
    lines = "\n".join(
        f'            <li><span class="fr date">{n % 12 + 1:02d}-{i + 10}</span>'
        f'<a href="/fw/read{n}_{marks("read", n * 9 + i)[:20]}.html" target="_blank" '
        f'title="{said}">{said}</a></li>'
        for i, said in enumerate(prose.title() for _ in range(6))
    )
    return (
        f'    <div class="side_box side_{n}">\n        <div class="side_tit"><h3>推荐阅读</h3>'
        f'<a class="more" href="/fw/read{n}/">更多&gt;&gt;</a></div>\n'
        f'        <ul class="side_list">\n{lines}\n        </ul>\n    </div>'
    )


def _selection(n: int, prose: Prose) -> str:
    options = "\n".join(
        f'            <option value="/fw/{marks("link", n * 9 + i)[:28]}.html">'
        f"{prose.outlet()}</option>"
        for i in range(8)
    )
    return (
        f'    <div class="links links_{n}">\n'
        f'        <select name="link{n}" onchange="if(this.value)window.open(this.value)">\n'
        f"{options}\n        </select>\n    </div>"
    )


def _picture(n: int, prose: Prose) -> str:
    mark = marks("picture", n)
    return (
        f'    <div class="pic" style="margin:{n % 9}px 0 {n % 7}px;border:1px dashed #ccc">\n'
        f'        <img src="/upload/{mark[:2]}/{mark[2:34]}.jpg" width="240" height="{n + 90}" '
        f'alt="{prose.title()}" onerror="this.style.display=\'none\'">\n    </div>'
    )


def _switched_off(n: int, prose: Prose) -> str:
    return (
        f'    <!-- <div class="float_ad" id="ad{n}"><a href="/fw/ad{n}.html">\n'
        f'        <img src="/upload/ad{n}.jpg" width="120" height="240">{prose.title()}\n'
        "    </a></div> -->"
    )


SIDE_BLOCKS = (_related, _selection, _picture, _switched_off)
