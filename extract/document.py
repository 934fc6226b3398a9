"""The tree of a page, parsed once and shared by all that read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import HtmlElement as Element

from extract.breaks import break_lines
from extract.relative_times import tell_times
from extract.sound_source import sound_source

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
    root = _root(sound_source(source))
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


def _root(data: bytes) -> Element | None:
    if not data.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
    parser.set_element_class_lookup(_LOOKUP)
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


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
