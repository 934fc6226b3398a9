"""Finding the labels and role words of a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Iterable

FURNITURE = 12
"""Characters behind a label such as 字体 that belong to it."""


class Kind(Enum):
    SOURCE = auto()
    AUTHOR = auto()
    CORRESPONDENT = auto()
    EDITOR = auto()
    SUPPLIER = auto()
    """供稿, which an office stands behind, a person, or both."""
    PUBLISHED = auto()
    UPDATED = auto()
    PICTURE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Label:
    kind: Kind
    start: int
    end: int
    """Where the value begins."""
    role: bool = False
    """A word such as 记者, which a name may follow without a colon."""
    outlet: tuple[int, int] | None = None
    """The paper named before the role, as in 北京青年报记者."""
    colon: bool = False


_KINDS = {
    "source": Kind.SOURCE,
    "quoted": Kind.SOURCE,
    "author": Kind.AUTHOR,
    "writer": Kind.AUTHOR,
    "reporter": Kind.AUTHOR,
    "correspondent": Kind.CORRESPONDENT,
    "editor": Kind.EDITOR,
    "supplier": Kind.SUPPLIER,
    "published": Kind.PUBLISHED,
    "updated": Kind.UPDATED,
    "picture": Kind.PICTURE,
    "moment": Kind.OTHER,
    "other": Kind.OTHER,
}
_ROLES = ("reporter", "correspondent")
_LEADS = frozenset("作更修时日发摄第一二三初复终")
"""Beginnings of the labels that are no words of a list."""
_PAD = "[ \u3000\xa0]{0,2}"
_COLON = r"\s*+[:：丨︰|｜]\s*+"
_SLASH = r"\s*+[/／]\s*+"
_DONE = r"(?:图|摄|视频)(?:[\s)）】/／]|$)"
"""张三丰 文/图: what he did, and no label."""
_FOLLOWS = r"(?![们站从节会协证获了在注采看发走来今昨近])\s*+[:：/丨|｜]?+\s*+"
_POSTED = re.compile(r"驻[\u4e00-\u9fff]{1,3}\Z")
_OUTLET = re.compile(r"[\u4e00-\u9fffA-Za-z·/《》—-]{2,24}\Z")
_LOOK_BACK = 30


def find_labels(folded: str) -> list[Label]:
    """Return the labels in simplified text, in order and none inside another."""
    labels: list[Label] = []
    for found in _pattern().finditer(folded):
        floor = labels[-1].end if labels else 0
        labels.append(_label(found, folded, floor))
    return labels


def _label(found: re.Match[str], folded: str, floor: int) -> Label:
    name = found.lastgroup or "other"
    start, end = found.span()
    colon = name == "moment" or any(char in ":：丨︰|｜" for char in found.group())
    if name not in _ROLES:
        return Label(_KINDS[name], start, end, colon=colon)
    start, outlet = _before(folded, start, floor)
    return Label(_KINDS[name], start, end, role=True, outlet=outlet, colon=colon)


def _before(folded: str, start: int, floor: int) -> tuple[int, tuple[int, int] | None]:
    """Return where the role begins with its 本报 or 实习, and the outlet named before that."""
    shortened = True
    while shortened:
        shortened = False
        for prefix in _prefixes():
            if start - len(prefix) >= floor and folded.endswith(prefix, 0, start):
                start, shortened = start - len(prefix), True
                break
    low = max(floor, start - _LOOK_BACK)
    if posted := _POSTED.search(folded[low:start]):
        start = low + posted.start()
    named = _OUTLET.search(folded[low:start])
    if named and named.group().rstrip("》").endswith(_endings()):
        return start, (low + named.start(), start)
    return start, None


@cache
def _pattern() -> re.Pattern[str]:
    words = load("metadata/byline.toml")
    qualifiers = _any(words["time_qualifiers"])
    people = _any(words["editor_prefixes"])
    heads = _any(words["editor_heads"])
    return re.compile(
        f"(?=[{_firsts(words)}])(?:"
        rf"(?P<source>(?<![金费入财水电气货])(?:{_any(words['source'])})(?:{_COLON}|{_SLASH}))"
        rf"|(?P<quoted>(?:{_any(words['quoted'])})(?=《))"
        rf"|(?P<supplier>(?:{_any(words['supplier'])}){_COLON})"
        rf"|(?P<author>(?<![/／])(?!(?<=[\u4e00-\u9fff])文{_COLON})(?:{_any(words['author'])})(?:{_COLON}|{_SLASH}(?!{_DONE})))"
        rf"|(?P<writer>(?<![\u4e00-\u9fff/])(?<![\u4e00-\u9fff]\s)"
        rf"(?:作者(?=[\u4e00-\u9fff]|\s)|(?:{_any(words['opening_author'])})(?=\s))\s*+)"
        rf"|(?P<picture>(?<![/／])(?:{_any(words['picture'])})(?:{_COLON}|{_SLASH}))"
        rf"|(?P<moment>(?:{_any(words['moments'])})(?>(?:{_COLON})?))"
        rf"|(?P<updated>(?:{_any(words['updated'])})(?:时间|日期|于)?{_COLON}|更新于|修改于)"
        rf"|(?P<published>(?:{qualifiers})?(?:时间|日期)(?>(?:{_COLON})?)|发表于|发布于)"
        rf"|(?P<editor>(?:(?:{people}){{0,2}}(?:{heads})|[一二三初复终][审校]"
        rf"(?:[一二三初复终]校|校对|人)?)(?:人|员)?(?:{_COLON}|{_SLASH}|\s+(?=[\u4e00-\u9fff])))"
        rf"|(?P<reporter>(?:{_any(words['reporter'])}){_FOLLOWS})"
        rf"|(?P<correspondent>(?:{_any(words['correspondent'])}){_FOLLOWS})"
        rf"|(?P<other>摄影(?!报道)(?>(?:{_COLON})?)"
        rf"|(?:{_any(w for w in words['other'] if len(w) > 1)})(?>(?:{_COLON})?)"
        rf"|第\s*+[A-Za-z]?+\d{{1,3}}\s*+版"
        rf"|(?:{_any(words['fields'])}){_COLON}))"
    )


def _firsts(words: dict[str, Any]) -> str:
    """Return the characters that labels begin with; most of a line has none and costs nothing.

    Those of all lists of words, since a list that were left out would hide its labels.
    """
    listed = (word for rule in words.values() if isinstance(rule, list) for word in rule)
    return re.escape("".join(sorted({word[0] for word in listed} | _LEADS)))


def _any(words: Iterable[str]) -> str:
    """Return an alternation of `words`, longest first; templates pad labels, as in 来　源."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(_PAD.join(map(re.escape, word)) for word in ordered)


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(load("metadata/byline.toml")["prefixes"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("metadata/byline.toml")["outlets"])
