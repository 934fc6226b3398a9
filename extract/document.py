"""The tree of a page, parsed once and shared by all that read it."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree, html
from lxml.html import HtmlElement as Element

from extract.breaks import break_lines
from extract.relative_times import tell_times

_NOT_XML = bytes((*range(9), 0xB, 0xC, *range(0xE, 0x20)))
_NO_CHARACTERS = ("\ufffe", "\uffff")
# references to characters, save the usual ones: none of those is unsound
_REFERENCE = re.compile(
    rb"&#(?!(?:[1-9][0-9]{2,3}|[1-4][0-9]{4}|[xX][1-9a-cA-C][0-9a-fA-F]{3});)"
    rb"(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?"
)
_WHITE = (0x9, 0xA, 0xD)
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
# templates put together from whole pages end more than once; the parser would stop at the first end
_ENDS = re.compile(rb"</(?:[hH][tT][mM][lL]|[bB][oO][dD][yY])\s*>")
# libxml2 takes the square of a tag's attributes in time
_LONG = 20_000
_LONG_TAG = re.compile(rb"<([A-Za-z][\w:-]{0,30})\s[^<>]{20000,}>")
MAX_CHARS = 6_000_000
"""Characters parsed; an article stands well before."""
MAX_TAGS = 220_000
"""Tags parsed: a hundred thousand links and the article behind them."""
MAX_ELEMENTS = 70_000
"""Elements parsed, links aside. The longest pages of news sites have a seventh of that."""
_LINKS_AND_ENDS = (b"a ", b"a>", b"A ", b"A>", b"/")
MAX_COMMENTS = 5_000
"""A page with more has them taken out: lxml walks over comments in the square of their number."""
_BETWEEN = "\0"
"""What parts labels: no tree holds it."""
_STRING = etree.XPath("string()")
# lxml.html's own lookup calls Python for each element
_LOOKUP = etree.ElementDefaultClassLookup(element=Element, comment=html.HtmlComment)


@dataclass(frozen=True, slots=True)
class Document:
    root: Element
    url: str
    source: str
    elements: tuple[Element, ...] = field(repr=False)
    """All of the tree, in order. lxml makes objects anew for each walk unless somebody holds them,
    and making them is most of a walk's time."""
    labels: dict[Element, str] = field(repr=False)
    """Class and id of the elements that have one, in order."""
    styled: tuple[Element, ...] = field(repr=False)
    """Those that a style or an attribute may hide, in order."""
    _named: dict[str, list[Element]] = field(repr=False)
    _lowered: str = field(repr=False)
    comments: tuple[Element, ...] = field(repr=False)
    taken: Element = field(repr=False)
    """Where elements go that are taken out of the body. Loose ones would be slow to let go: lxml
    looks through all of a loose part of a tree each time that an element of it is forgotten."""

    @property
    def body(self) -> Element:
        found = self.root.find("body")
        return self.root if found is None else found

    def named(self, name: str) -> list[Element]:
        """Return elements by class or id, in order; `NAME*` by its beginning, `<NAME>` by tag."""
        if name.startswith("<"):
            return list(self.root.iter(name[1:-1]))
        if name.endswith("*"):
            start = name[:-1]
            return [e for own, found in self._named.items() if own.startswith(start) for e in found]
        return self._named.get(name, [])

    def called(self, *words: str) -> list[Element]:
        """Return the elements in whose class or id one of the words, in lower case, occurs."""
        known = [word for word in words if word in self._lowered]
        if not known:
            return []
        return [
            element
            for element, label in zip(self.labels, self._lowered.split(_BETWEEN), strict=True)
            if any(word in label for word in known)
        ]


def parse(source: str, url: str) -> Document | None:
    """Return the tree, None when there is no element in it.

    The parser stops at a depth of 256, so nothing that walks the tree can run out of stack.
    """
    data = _sound(source[:MAX_CHARS])
    if not data.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    parser.set_element_class_lookup(_LOOKUP)
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    elements = tuple(root.iter())
    comments = tuple(element for element in elements if element.tag is etree.Comment)
    if len(comments) > MAX_COMMENTS:
        comments = ()
        etree.strip_tags(root, etree.Comment)
        elements = tuple(root.iter())
    if break_lines(elements, source):
        elements = tuple(root.iter())
    tell_times(elements, source)
    labels, styled = _labels(elements)
    named: defaultdict[str, list[Element]] = defaultdict(list)
    for element, label in labels.items():
        for name in label.split():
            named[name].append(element)
    lowered = _BETWEEN.join(labels.values()).lower()
    taken = root.makeelement("template")
    if root.find("body") is not None:
        root.append(taken)
    return Document(
        root, url, source, elements, labels, styled, dict(named), lowered, comments, taken
    )


def _labels(elements: Iterable[Element]) -> tuple[dict[Element, str], tuple[Element, ...]]:
    labels, styled = {}, []
    for element in elements:
        names = element.keys()  # most elements have none of these: no need to read the values
        if not names:
            continue
        name = element.get("class") if "class" in names else None
        own = element.get("id") if "id" in names else None
        if name or own:
            labels[element] = f"{name or ''} {own or ''}"
        if "style" in names or "hidden" in names:
            styled.append(element)
    return labels, tuple(styled)


def _sound(source: str) -> bytes:
    """Return UTF-8 that the parser reads to its end, and in time."""
    for char in filter(source.__contains__, _NO_CHARACTERS):
        source = source.replace(char, "")
    data = source.encode("utf-8", "ignore").translate(None, _NOT_XML)
    if data.count(b"<") > MAX_ELEMENTS:
        data = _cut(data)
    data = _XML_DECLARATION.sub(b"", data)
    if b"&#" in data:
        data = _REFERENCE.sub(_sound_reference, data)
    return _ENDS.sub(b"", _without_long_tags(data))


def _cut(data: bytes) -> bytes:
    """Return the page up to `MAX_TAGS` tags or `MAX_ELEMENTS` that begin elements but links."""
    tags = data.split(b"<", MAX_TAGS)[:MAX_TAGS]
    begun = accumulate(not tag.startswith(_LINKS_AND_ENDS) for tag in tags)
    return b"<".join(tags[: next((i for i, n in enumerate(begun) if n > MAX_ELEMENTS), None)])


def _without_long_tags(data: bytes) -> bytes:
    """Return the page with the attributes taken off each tag that has too many of them.

    Such a tag has a window of half its length without another tag's beginning in it.
    """
    half = _LONG // 2
    parts: list[bytes] = []
    at = seen = 0
    for start in range(0, len(data) - half + 1, half):
        if data.find(b"<", start, start + half) >= 0:
            continue
        begins, seen = data.rfind(b"<", seen, start), start
        if begins >= at and (found := _LONG_TAG.match(data, begins)):
            parts += (data[at:begins], b"<", found[1], b">")
            at = found.end()
    return b"".join((*parts, data[at:])) if parts else data


def _sound_reference(found: re.Match[bytes]) -> bytes:
    """Return a character reference, or nothing for one of a character that no tree can hold."""
    code = int(found[1], 16) if found[1] else int(found[2])
    sound = code in _WHITE or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF  # noqa: PLR2004
    return found[0] if sound and code <= sys.maxunicode else b""


def text_of(element: Element, longest: int | None = None) -> str:
    """Return an element's text with white space folded to single spaces.

    At most about `longest` characters of it, where given, without reading the rest.
    """
    if longest is None:
        return " ".join(str(_STRING(element)).split())
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part.strip())
        if length > longest:
            break
    return " ".join("".join(parts).split())[:longest]


__all__ = ["Document", "Element", "parse", "text_of"]
