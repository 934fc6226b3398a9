"""Lists of gkmlpt, the platform of provincial governments' open information, drawn from JSON.

Source: `/gkmlpt/api/all/COLUMN?page=N&sid=SITE` in public captures of provincial sites; a page's
script names its site, and its column or the tree of all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.paging.targets import Target, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage

_SID = re.compile(r"""["']?SID["']?\s*[:=]\s*["']?(\d{3,12})""", re.IGNORECASE)
_COLUMN = re.compile(
    r"""["']?\b(?:COLUMN|CHANNEL|COLUMN_?ID|CHANNEL_?ID)["']?\s*[:=]\s*["']?(\d{1,9})\b""",
    re.IGNORECASE,
)
_TREE_ID = re.compile(r"""["']?\bid["']?\s*:\s*["']?(\d{1,9})["']?""", re.IGNORECASE)
_UNDER = re.compile(r"""["'(=](?:https?:)?(?://[\w.:-]{1,100})?((?:/[\w-]{1,40}){0,4})/gkmlpt/""")
_MOST = 200


def gkmlpt_interfaces(page: ListPage) -> Iterator[Target]:
    """Yield what a page of the platform draws its lists from; nothing for any other page."""
    if "gkmlpt" not in page.source + page.url or not (sid := _SID.search(page.source)):
        return
    own = _COLUMN.findall(page.source)[:1]
    tree = _TREE_ID.findall(page.source.partition("TREE")[2])
    for column in own or list(dict.fromkeys(tree))[:_MOST] or ["0"]:
        api = f"{_folder(page)}/gkmlpt/api/all/{column}?page={{n}}&sid={sid[1]}"
        yield fill(api, 1, page.base)


def _folder(page: ListPage) -> str:
    """Return what a department's addresses begin with, on a host that many of them share."""
    path = urlsplit(page.url).path
    if "/gkmlpt" in path:
        return path.partition("/gkmlpt")[0]
    found = _UNDER.search(page.source)
    return found[1] if found else ""
