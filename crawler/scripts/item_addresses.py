"""How a page's script makes the addresses of items that come without one: /detail/{id}.html."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage

# an escaped quote opens nothing: each would be looked behind for another
_STRING = r"""(?:(?<!\\)"(?>(?:[^"\\\n]|\\.)*)"|(?<!\\)'(?>(?:[^'\\\n]|\\.)*)')"""
_STEP = r"""(?:\s?\.\s?[A-Za-z_$][\w$]*+|\[\w++\]|\[["']\w++["']\])"""
_NAME = rf"(?<![\w$.])[A-Za-z_$][\w$]*+(?>{_STEP}{{0,6}})"
_TERM = rf"(?:{_STRING}|(?:encodeURI(?:Component)?|String)\(\s*{_NAME}\s*\)|{_NAME})"
_SUM = re.compile(rf"{_TERM}(?:\s*\+\s*{_TERM})+|(?<!\\)`(?>(?:[^`\\]|\\.){{1,4000}})`")
_PART = re.compile(rf"({_STRING})|({_NAME})(?!\s*\()")
_HOLE = re.compile(rf"\$\{{\s*(?:encodeURI(?:Component)?\(\s*)?({_NAME})[^{{}}]{{0,40}}\}}")
# what may name a key of an item
_KEYED = re.compile(r"[\w$\])]\s?\.\s?[A-Za-z_$]|\[[\"']")
_OWN = ("window", "this", "self", "that")
"""What a page's own values hang off, not an item's."""
_ADDRESS = re.compile(
    r"""(?:^|["'(=\s])((?:https?://[\w.:-]{1,100})?[\w./?&=%{}#~-]{0,300}\{\w{1,60}\}[\w./?&=%{}#~-]{0,300})"""
)
_ID = re.compile(r"\{\w*(?:[iI][dD]|ID|[cC]ode|[nN]um|[kK]ey|[nN]o)\}")
_ARTICLE = re.compile(r"detail|view|show|info|content|article|art\b|read|page", re.IGNORECASE)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|css|js|mp4|pdf)\b", re.IGNORECASE)
_UNKNOWN = "\0"
_LONGEST = 400_000
_MOST_SUMS, _MOST_WORDS = 4000, 60
"""Sums of one page's scripts that are looked at, and names that are looked up for them."""


def item_addresses(page: ListPage) -> str:
    """Return an address with an item's keys in it, as the page's script makes it; or empty.

    One that is called as articles are comes before what the script says first.
    """
    scripts = page.scripts[:_LONGEST]
    found = list(_templates(scripts))
    made = next(filter(_ARTICLE.search, found), found[0] if found else "")
    return made if not made or made[0] == "/" or "://" in made else urljoin(page.base, made)


def _templates(scripts: str) -> Iterator[str]:
    words = _Words(scripts)
    for written in islice(_SUM.finditer(scripts), _MOST_SUMS):
        said = _said(written[0], words) if _KEYED.search(written[0]) else ""
        yield from (
            found[1]
            for found in _ADDRESS.finditer(said)
            if _ID.search(found[1]) and re.search(r"[/?]", found[1]) and not _FILE.search(said)
        )


def _said(text: str, words: _Words) -> str:
    """Return what a sum of strings says, with the keys of an item in braces."""
    if text[0] == "`":
        return _HOLE.sub(lambda hole: _value(hole[1], words), text[1:-1])
    parts = []
    for string, name in _PART.findall(text):
        written = re.sub(r"[{}]", _UNKNOWN, string[1:-1])
        parts.append(_value(name, words) if name else re.sub(r"\\(.)", r"\1", written))
    return "".join(parts)


def _value(name: str, words: _Words) -> str:
    root, *keys = re.findall(r"[\w$]+", re.sub(r"\[\w+\]", "", name))
    if not keys or (root in _OWN and len(keys) == 1):
        return words.get(keys[0] if keys else root)
    return f"{{{keys[-1]}}}"


class _Words:
    """The words and numbers that a page's scripts give names."""

    def __init__(self, scripts: str) -> None:
        self._scripts = scripts
        self._known: dict[str, str] = {}

    def get(self, name: str) -> str:
        """Return what a name is given, `_UNKNOWN` where that is no word."""
        if name not in self._known and len(self._known) < _MOST_WORDS:
            given = rf"(?<![\w$]){re.escape(name)}\s?[=:]\s?(?:[\"']([\w./:?&=-]*)[\"']|(\d+))"
            found = re.search(given, self._scripts)
            self._known[name] = (found[1] or found[2] or "") if found else _UNKNOWN
        return self._known.get(name, _UNKNOWN)
