"""Articles that a page carries and doesn't show: in a script's data or in a hidden text field.

A browser draws them. Here they are put at the end of the body and read as if they had been drawn.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.document import Document, Element

_LEAST = 60
"""Characters of text; less is a label or a form's hint."""
_TIMES = 3
"""How often longer it must be than what the page shows as its article."""
_TAG = re.compile("<[^<>]*>")
_SENTENCE = re.compile("[。！？]|[.!?](?:\\s|$|<)")
_PARAGRAPHS = re.compile(r"</?(?:p|div|br|section|span)\b", re.IGNORECASE)
_MOST = 50
_BODY_END = re.compile("</body", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Carried:
    markup: str
    where: str
    """`script` or `textarea`."""
    length: int
    """Characters of its text."""


def find_carried(document: Document, shown: int) -> Carried | None:
    """Return the longest article that a page carries, where it shows `shown` characters of one."""
    found = max(_all_carried(document), key=lambda each: each.length, default=None)
    if found is None or found.length < max(_LEAST, _TIMES * shown):
        return None
    return found if _SENTENCE.search(found.markup) else None


def draw(source: str, carried: Carried) -> str:
    """Return the page as it stands once a script has drawn the article."""
    ends = [found.start() for found in _BODY_END.finditer(source)]
    at = ends[-1] if ends else len(source)
    return f"{source[:at]}<div>{carried.markup}</div>{source[at:]}"


def _all_carried(document: Document) -> Iterator[Carried]:
    for element in document.elements:  # furniture is out of the tree by now
        if element.tag == "script":
            for markup in _in_script(element):
                yield _carried(markup, "script")
        elif element.tag == "textarea":
            yield _carried(element.text or "", "textarea")


def _carried(markup: str, where: str) -> Carried:
    return Carried(markup, where, len("".join(_TAG.sub("", markup).split())))


def _in_script(element: Element) -> Iterator[str]:
    text = element.text or ""
    if (element.get("type") or "").lower() in _rules()["types"]:
        yield text
        return
    for i, found in enumerate(_value().finditer(text)):
        if i >= _MOST:
            return
        try:
            markup = json.loads(f'"{found[1]}"', strict=False)
        except ValueError:
            continue
        if _PARAGRAPHS.search(markup):
            yield markup


@cache
def _value() -> re.Pattern[str]:
    """Return what finds the JSON strings of at least some length under one of the names."""
    keys = "|".join(map(re.escape, _rules()["keys"]))
    return re.compile(
        rf"""["']?\b(?:{keys})["']?\s*:\s*"((?:[^"\\]|\\.){{60,}})\"""", re.IGNORECASE
    )


def _rules() -> dict[str, Any]:
    return load("body/carried.toml")
