"""Containers in which known CMSs and sites put the body."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from extract.document import Document, Element
from extract.rules_files import load


@dataclass(frozen=True, slots=True)
class Family:
    name: str
    url: re.Pattern[str] | None
    body: tuple[etree.XPath, ...]
    sign: etree.XPath | None
    """What only this family's pages hold; without it any page with the container is one."""


def known_container(document: Document, family: str = "") -> tuple[Element, str] | None:
    """Return the body's element and the family that names it; the site's own family comes first."""
    for rule in sorted(_families(), key=lambda rule: rule.name != family):
        if rule.sign is not None and not rule.sign(document.root):
            continue
        for path in rule.body:
            found: Any = path(document.root)
            if found:
                return max(found[:8], key=_length), rule.name
    return None


def _length(element: Element) -> int:
    return len(str(element.xpath("string()")))


@cache
def _families() -> tuple[Family, ...]:
    return tuple(
        Family(
            name,
            re.compile(rule["url"]) if "url" in rule else None,
            tuple(etree.XPath(path) for path in rule["body"]),
            etree.XPath(rule["sign"]) if "sign" in rule else None,
        )
        for name, rule in load("families.toml").items()
        if isinstance(rule, dict)
    )
