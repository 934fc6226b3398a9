"""The tree of a page, parsed once and shared by all that read it."""

import re
import sys
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import HtmlElement as Element

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?")
_WHITE = (0x9, 0xA, 0xD)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# templates put together from whole pages end more than once; the parser would stop at the first end
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
# libxml2 takes the square of a tag's attributes in time
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,30})\s[^<>]{20000,}>")
MAX_CHARS = 6_000_000
"""Characters parsed; an article stands well before."""
# lxml.html's own lookup calls Python for each element
_LOOKUP = etree.ElementDefaultClassLookup(element=Element, comment=html.HtmlComment)


@dataclass(frozen=True, slots=True)
class Document:
    root: Element
    url: str
    source: str
    elements: tuple[Element, ...] = field(default=(), repr=False)
    """All of the tree, in order. lxml makes objects anew for each walk unless somebody holds them,
    and making them is most of a walk's time."""

    @property
    def body(self) -> Element:
        found = self.root.find("body")
        return self.root if found is None else found


def parse(source: str, url: str) -> Document | None:
    """Return the tree, None when there is no element in it.

    The parser stops at a depth of 256, so nothing that walks the tree can run out of stack.
    """
    source = _XML_DECLARATION.sub("", _NOT_XML.sub("", source[:MAX_CHARS]))
    source = _REFERENCE.sub(_sound_reference, source)
    source = _LONG_TAG.sub(r"<\1>", _ENDS.sub("", source))
    if not source.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    parser.set_element_class_lookup(_LOOKUP)
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    return Document(root, url, source, tuple(root.iter()))


def _sound_reference(found: re.Match[str]) -> str:
    """Return a character reference, or nothing for one of a character that no tree can hold."""
    code = int(found[1], 16) if found[1] else int(found[2])
    sound = code in _WHITE or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF  # noqa: PLR2004
    return found[0] if sound and code <= sys.maxunicode else ""


def text_of(element: Element) -> str:
    """Return an element's text with white space folded to single spaces."""
    return " ".join(str(element.xpath("string()")).split())


__all__ = ["Document", "Element", "parse", "text_of"]
