"""What a page's head says of the article: CMS and government-norm meta tags, OpenGraph, JSON-LD.

The government names are those of 国办发〔2017〕47号 (政府网站发展指引), annex 1.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.references import unescape
from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extract.document import Element

_MAX_JSON = 200_000
_MAX_NODES = 400
_MAX_CONTENT = 2_000
_MAX_COMMENT = 20_000
_PROPERTY = re.compile(r"<(?:founder-)?(\w{2,20})>([^<>]{1,400})</", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one tag says."""

    value: str
    evidence: str
    """`meta:NAME` or `jsonld:NAME`."""


@dataclass(slots=True)
class HeadTags:
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    """Field of the record to what is said of it, the most trusted first."""

    def first(self, name: str) -> Claim | None:
        return next(iter(self.claims.get(name, ())), None)


def read_head_tags(root: Element, source: str = "") -> HeadTags:
    """Collect claims in the order of the rule file: meta tags, JSON-LD, then Founder's comment."""
    rules = load("metadata/tags.toml")
    metas = _metas(root)
    linked = list(_linked_data(root))
    property_ = _enpproperty(source)
    tags = HeadTags()
    for name, sources in rules["fields"].items():
        claims = [Claim(metas[key], f"meta:{key}") for key in sources["meta"] if key in metas]
        for key in sources["jsonld"]:
            claims += [
                Claim(text, f"jsonld:{key}") for node in linked if (text := _plain(node.get(key)))
            ]
        claims += [
            Claim(property_[key], f"enpproperty:{key}")
            for key in sources.get("enpproperty", ())
            if key in property_
        ]
        tags.claims[name] = claims
    tags.claims["time"] = list(_times(root))
    return tags


def _times(root: Element) -> Iterator[Claim]:
    """Yield what the first `time` element says for machines."""
    element = next(root.iter("time"), None)
    if element is not None and (value := element.get("datetime")):
        yield Claim(value[:_MAX_CONTENT], "time")


def _enpproperty(source: str) -> dict[str, str]:
    """Return what Founder's 翔宇 writes of an article into a comment; keys in lower case."""
    start = source.find("<!--enpproperty")
    if start < 0:
        return {}
    comment = source[start : start + _MAX_COMMENT]
    comment = comment[: end if (end := comment.find("-->")) >= 0 else None]
    found: dict[str, str] = {}
    for key, value in _PROPERTY.findall(comment):
        if text := " ".join(unescape(value).split()):
            found.setdefault(key.lower(), text)
    return found


def _metas(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        content = " ".join((meta.get("content") or "")[:_MAX_CONTENT].split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(root: Element) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects that call themselves an article."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data = json.loads(script.text[:_MAX_JSON], strict=False)
        except (ValueError, RecursionError):
            continue
        waiting, seen = [data], 0
        while waiting and seen < _MAX_NODES:
            node, seen = waiting.pop(), seen + 1
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                kinds = str(node.get("@type"))
                if "Article" in kinds or "Posting" in kinds:
                    yield node
                waiting += [v for k, v in node.items() if k in ("@graph", "mainEntity")]


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_plain, value[:20])))
    if isinstance(value, dict):
        return _plain(value.get("name"))
    return " ".join(value[:_MAX_CONTENT].split()) if isinstance(value, str) else ""
