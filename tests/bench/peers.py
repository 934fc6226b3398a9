"""Other extractors, each asked for text, title and day in its usual way.

Those that need a segmenter's dictionary for Chinese, or a newer Python than ours, are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import html as lxml_html
from readability import Document as Readability
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction

from extract.codec.decode import decode
from extract.read import read_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.page import Page

Found = tuple[str, str, str]
"""Text, title and day (YYYY-MM-DD), empty where there is none."""


def ours(page: Page) -> Found:
    record = read_page(page)
    day = f"{record.published:%Y-%m-%d}" if record.published else ""
    return record.text, record.title or "", day


def trafilatura(page: Page) -> Found:
    return _trafilatura(page)


def trafilatura_precise(page: Page) -> Found:
    return _trafilatura(page, precise=True)


def _trafilatura(page: Page, *, precise: bool = False) -> Found:
    found: Any = bare_extraction(
        decode(page).text, with_metadata=True, include_comments=False, favor_precision=precise
    )
    if found is None:
        return "", "", ""
    return found.text or "", found.title or "", (found.date or "")[:10]


def readability(page: Page) -> Found:
    document = Readability(decode(page).text)
    body = lxml_html.fromstring(document.summary())
    return "\n".join(map(str, body.itertext())), document.short_title(), ""


def resiliparse(page: Page) -> Found:
    text = extract_plain_text(decode(page).text, main_content=True, alt_texts=False)
    return text, "", ""


TOOLS: dict[str, Callable[[Page], Found]] = {
    "ours": ours,
    "trafilatura": trafilatura,
    "trafilatura, precision": trafilatura_precise,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
}


def ask(tool: Callable[[Page], Found], page: Page) -> Found:
    """Return what a tool finds; nothing where it fails, as some do on pages of little text."""
    try:
        return tool(page)
    except Exception:  # a peer's failure is its result
        if tool is ours:
            raise
        return "", "", ""
