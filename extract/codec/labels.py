"""What a page and its server say of its charset."""

import codecs
import re
from functools import cache

from extract.page import Page
from extract.rules_files import load

_SNIFFED = 4096
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,30})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def charset_name(label: str) -> str | None:
    """Return the codec that reads what a label names, None for an unknown one."""
    return _labels().get(label.strip().lower())


def byte_order_mark(body: bytes) -> tuple[bytes, str | None]:
    """Return the mark that a body begins with and the charset that it stands for."""
    found = next(((bom, name) for bom, name in _BOMS.items() if body.startswith(bom)), None)
    return found or (b"", None)


def declared(page: Page, body: bytes) -> list[str]:
    """Return the charsets that header, XML declaration and meta tags name, without doubles."""
    head = body[:_SNIFFED]
    written = [*_XML.findall(head), *_META.findall(head)]
    labels = _HEADER.findall(page.content_type)
    labels += [found.decode("ascii", "replace") for found in written]
    names = [charset_name(label) for label in labels]
    return list(dict.fromkeys(name for name in names if name))


@cache
def _labels() -> dict[str, str]:
    rules = load("codec/labels.toml")
    return {label: charset for charset, labels in rules.items() for label in labels}
