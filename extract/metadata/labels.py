"""Finding the labels and role words of a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

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
    picture: bool = False


_KINDS = {
    "source": Kind.SOURCE,
    "author": Kind.AUTHOR,
    "reporter": Kind.AUTHOR,
    "correspondent": Kind.CORRESPONDENT,
    "editor": Kind.EDITOR,
    "other": Kind.OTHER,
}
_COLON = r"\s*[:：丨︰]\s*"


def find_labels(folded: str) -> list[Label]:
    """Return the labels in simplified text, in order and none inside another."""
    return [_label(found) for found in _pattern().finditer(folded)]


def _label(found: re.Match[str]) -> Label:
    name = found.lastgroup or ""
    group = next(key for key in _GROUPS if found[key] is not None)
    outlet = found.span("outlet") if found["outlet"] else None
    start = outlet[1] if outlet else found.start()
    picture = (group == "other" and "图" in (found[group] or "")) or "图片" in found.group()
    role = group in ("reporter", "correspondent")
    del name
    return Label(_KINDS[group.removesuffix("_")], start, found.end(), role, outlet, picture)


_GROUPS = ("picture", "source", "author", "author_", "editor", "reporter", "correspondent", "other")
_KINDS["picture"] = Kind.OTHER


@cache
def _pattern() -> re.Pattern[str]:
    words = load("metadata/byline.toml")
    outlet = rf"(?P<outlet>[\u4e00-\u9fff·/]{{0,12}}(?:{_any(words['outlets'])}))?"
    prefix = rf"(?:{_any(words['prefixes'])}|驻[\u4e00-\u9fff]{{2,3}}){{0,4}}"
    follows = r"(?![们站从节会协证获了在注采看发走来今昨近])[:：/丨]?\s*"
    return re.compile(
        rf"(?P<picture>图片来源|图源|摄影|供图){_COLON}"
        rf"|(?P<source>{_any(words['source'])}){_COLON}"
        rf"|(?P<author>{_any(words['author'])})(?:{_COLON}|\s*/\s*)"
        rf"|(?P<author_>(?<![\u4e00-\u9fff])作者)(?=[\u4e00-\u9fff]|\s)\s*"
        rf"|(?P<editor>{_any(words['editor'])})(?:{_COLON}|\s*/\s*|\s+(?=[\u4e00-\u9fff]))"
        rf"|{outlet}{prefix}(?P<reporter>{_any(words['reporter'])}){follows}"
        rf"|{prefix}(?P<correspondent>{_any(words['correspondent'])}){follows}"
        rf"|(?P<other>{_any(w for w in words['other'] if len(w) > 1)})(?:{_COLON})?"
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
