"""Pages that send their reader elsewhere without a redirect: refresh tags, scripts, frames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.lists.hrefs import absolute
from extract.codec.decode import decode
from extract.references import unescape

if TYPE_CHECKING:
    from extract.page import Page

LONGEST = 4000
"""Bytes; what is longer has something to show by itself."""
_REFRESH = re.compile(
    r"""<meta[^>]{0,100}http-equiv\s*=\s*["']?refresh["']?[^>]{0,100}content\s*=\s*["']?\s*(\d{1,9})"""
    r"""\s*[;,]\s*(?:url\s*=)?\s*["']?([^"'>\s]+)""",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"""(?:(?:window|self|top|parent|document)\.)?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()"""
    r"""\s*["']([^"']{1,500})["'](?!\s*\+)""",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"""<script[^>]*>(.*?)</script>|\bonload\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE | re.DOTALL,
)
# what only a reader's click calls
_NAMED_FUNCTION = re.compile(r"\bfunction\s+(\w+)\s*\([^)]*\)\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_FRAME = re.compile(r"""<i?frame[^>]{0,200}src\s*=\s*["']?([^"'>\s]+)""", re.IGNORECASE)
_SOON_S = 10


def jump_target(page: Page, *, frames: bool = False) -> str | None:
    """Return where a short page sends its reader at once, None where it stays."""
    if len(page.body) > LONGEST:
        return None
    # a script within <!-- and --> is hidden from browsers of the nineties alone
    source = re.sub(r"(<script[^>]*>\s*)<!--", r"\1", decode(page).text, flags=re.IGNORECASE)
    source = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
    if (found := _REFRESH.search(source)) and int(found[1]) <= _SOON_S:
        return absolute(page.url, unescape(found[2]))
    if found := _SCRIPT.search(_run_at_once(source)):
        return absolute(page.url, found[1])
    if frames and (found := _FRAME.search(source)):
        return absolute(page.url, unescape(found[1]))
    return None


def _run_at_once(source: str) -> str:
    """Return the scripts of a page that run without their reader doing anything."""
    code = "\n".join("".join(parts) for parts in _CODE.findall(source))
    left = _NAMED_FUNCTION.sub("", code)
    called = (re.search(rf"\b{name}\b", left) for name in _NAMED_FUNCTION.findall(code))
    return code if any(called) else left
