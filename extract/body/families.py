"""Containers in which known CMSs and sites put the body."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from extract.document import Document, Element
from extract.rules_files import load


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    marks: tuple[str, ...]
    """Words of which one stands in the source of each page with the container."""
    body: tuple[etree.XPath, ...]
    sign: etree.XPath | None
    """What only this family's pages hold; without it any page with the container is one."""


@dataclass(frozen=True, slots=True)
class Container:
    element: Element
    family: str
    sure: bool
    """The page bears the family's sign, so the container needs no further proof."""


def known_container(document: Document, family: str = "") -> Container | None:
    """Return the body's element by the first family that fits; the site's own comes first."""
    for rule in sorted(_families(), key=lambda rule: rule.name != family):
        if not any(mark in document.source for mark in rule.marks):
            continue
        if rule.sign is not None and not rule.sign(document.root):
            continue
        for path in rule.body:
            found: Any = path(document.root)
            if found:
                element = max(found[:8], key=_length)
                return Container(element, rule.name, rule.sign is not None)
    return None


def _length(element: Element) -> int:
    return len(str(element.xpath("string()")))


@cache
def _families() -> tuple[Family, ...]:
    return tuple(
        Family(
            name,
            tuple(rule["marks"]),
            tuple(etree.XPath(path) for path in rule["body"]),
            etree.XPath(rule["sign"]) if "sign" in rule else None,
        )
        for name, rule in load("families.toml").items()
        if isinstance(rule, dict)
    )
