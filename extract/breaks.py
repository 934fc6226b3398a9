"""Paragraphs that a page sets by white space alone, where markup has no sign of them.

Old systems store an article as plain text: an indent of two wide spaces on each new line, or all of
it in `pre` or a block whose style keeps line ends. Each such place gets a `br` in the tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement as Element

_INDENT = "\u3000\u3000"
_WIDE = "\u3001-\u30ff\u3400-\u9fff\uff00-\uff60“”‘’—…"
_INDENTED = re.compile(rf"\n[ \t\r]*(?={_INDENT})")
_LINE = re.compile(r"[ \t\r]*\n")
_PARAGRAPH = re.compile(rf"[ \t\r]*\n(?:[ \t\r]*\n|(?={_INDENT}|\t|    ))")
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t\r]*\n(?=[{_WIDE}])(?!{_INDENT})")
"""A line's end within Chinese text, where no space belongs."""
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SIGNS = ("<pre", "<PRE", "white-space", "WHITE-SPACE")
"""What a page with such places has in it; a pattern that folds case is slow on a whole page."""
_SENTENCE_END = ("。", "！", "？", "”", "：", "；", ".", "!", "?", ":")
_SHOWN_NOWHERE = frozenset(("script", "style", "title", "textarea", "noscript", "template"))
_WRAPPED = 0.5
"""Share of lines that end within a sentence, from which they were wrapped at a width."""


def break_lines(elements: Sequence[Element], source: str) -> bool:
    """Set a `br` wherever white space alone begins a paragraph; return whether there is one now.

    `elements` are all of the tree of `source`.
    """
    made = False
    if any(sign in source for sign in _SIGNS):
        kept: set[Element] = set()
        for element in elements:
            style = element.get("style")
            if element.tag == "pre" or (style and _KEPT.search(style)):
                if kept.isdisjoint(element.iterancestors()):
                    made |= _break_kept(element)
                kept.add(element)
    if _INDENT in source and _INDENTED.search(source):
        for element in elements:
            made |= _break_text(element, _INDENTED)
            made |= _break_tail(element, _INDENTED)
    return made


def _break_kept(element: Element) -> bool:
    text = "".join(element.itertext())
    wrapped = _is_wrapped(text)
    pattern = _PARAGRAPH if wrapped else _LINE
    made = False
    for inner in list(element.iter()):
        if wrapped:
            inner.text = _WRAP.sub("", inner.text) if inner.text else None
        made |= _break_text(inner, pattern)
        if inner is not element:
            made |= _break_tail(inner, pattern)
    return made


def _is_wrapped(text: str) -> bool:
    """Whether lines end at a width and paragraphs at an indent or an empty line."""
    if not _PARAGRAPH.search(text.strip("\n")):
        return False
    broken = [line.strip() for line in text.split("\n") if line.strip()][:-1]
    within = sum(not line.endswith(_SENTENCE_END) for line in broken)
    return within > _WRAPPED * len(broken)


def _break_text(element: Element, pattern: re.Pattern[str]) -> bool:
    text = element.text
    if not text or "\n" not in text or element.tag in _SHOWN_NOWHERE:
        return False
    if not isinstance(element.tag, str):
        return False
    first, *more = pattern.split(text)
    for part in reversed(more):
        element.insert(0, _br(element, part))
    element.text = first
    return bool(more)


def _break_tail(element: Element, pattern: re.Pattern[str]) -> bool:
    tail = element.tail
    if not tail or "\n" not in tail or element.getparent() is None:
        return False
    first, *more = pattern.split(tail)
    element.tail = None
    for part in reversed(more):
        element.addnext(_br(element, part))
    element.tail = first
    return bool(more)


def _br(element: Element, tail: str) -> Element:
    br = element.makeelement("br")
    br.tail = tail
    return br
