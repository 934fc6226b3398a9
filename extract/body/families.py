"""Containers in which known CMSs and sites put the body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree

from extract.document import Document, Element
from extract.rules_files import load

_MOST_TRIED = 8


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    body: tuple[str, ...]
    """Class or id of the container, the surest first; `NAME*` for all that begin so, `<NAME>` for
    an element, `<!--TEXT-->` for a comment that the body follows."""
    within: str = ""
    """Class or id of what the container must stand in."""
    sign: str = ""
    """Class or id that the page must have as well."""
    sure: bool = True
    """Nothing but a body is called so, so that a short one needs no further proof."""
    first: bool = False
    """Of several containers the first is the article, as in forums; else the longest."""


@dataclass(frozen=True, slots=True)
class Container:
    element: Element
    family: Family


def known_containers(document: Document, family: str = "") -> Iterator[Container]:
    """Yield the body's element by each family that fits; the site's own comes first."""
    for rule in sorted(_families(), key=lambda rule: rule.name != family):
        if rule.sign and not document.named(rule.sign):
            continue
        for name in rule.body:
            found = [e for e in _find(document, name) if not rule.within or _is_in(e, rule.within)]
            if found:
                element = found[0] if rule.first else max(found[:_MOST_TRIED], key=_length)
                yield Container(element, rule)
                break


def _find(document: Document, name: str) -> Sequence[Element]:
    if name.startswith("<!--"):
        return _behind(document, name[4:-3].strip())
    return document.named(name)


def _behind(document: Document, text: str) -> list[Element]:
    """Return what stands between a comment and the one that ends its part, as one element."""
    for comment in document.comments:
        if (comment.text or "").strip() != text:
            continue
        parent = comment.getparent()
        if parent is None:
            return []
        end = next((c for c in comment.itersiblings(etree.Comment) if _ends(c, text)), None)
        return [parent if end is None else _wrap(comment, end)]
    return []


def _ends(comment: Element, text: str) -> bool:
    wanted = text.replace("begin", "end") if "begin" in text else f"/{text}"
    return (comment.text or "").strip() == wanted


def _wrap(start: Element, end: Element) -> Element:
    """Move what stands between two siblings into an element of its own, and return that."""
    between = []
    for sibling in start.itersiblings():
        if sibling is end:
            break
        between.append(sibling)
    wrapper = start.makeelement("div")
    wrapper.text, start.tail = start.tail, None
    start.addnext(wrapper)
    wrapper.extend(between)
    return wrapper


def _is_in(element: Element, name: str) -> bool:
    return any(
        name in f"{outer.get('class') or ''} {outer.get('id') or ''}".split()
        for outer in element.iterancestors()
    )


def _length(element: Element) -> int:
    return len(str(element.xpath("string()")))


@cache
def _families() -> tuple[Family, ...]:
    return tuple(
        Family(
            name,
            tuple(rule["body"]),
            **{key: rule[key] for key in ("within", "sign", "sure", "first") if key in rule},
        )
        for name, rule in load("families.toml").items()
        if "body" in rule
    )
