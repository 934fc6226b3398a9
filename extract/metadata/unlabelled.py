"""What a byline says without a label: a dateline, an outlet beside the date, names in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.metadata.names import read_names, read_unit, tokens
from extract.metadata.outlets import dateline_outlet, is_outlet, outlet_named
from extract.metadata.persons import fold_script, is_name, is_place

if TYPE_CHECKING:
    from extract.metadata.dates import Dated

_NOISE = re.compile(r"[\W_\d]+")
_EDGES = " \u3000\xa0\n\t()（）[]【】|｜□■◎●◆▲△☆★○◇·—-"
_MARKS = tuple("□■◎●◆▲△☆★○◇")
_GAP = re.compile(r"\s{2,}|[|｜\n\t]")
_SELF = re.compile("本[报報]讯?|本[报報]訊|[(（]")
_OPENS = "(（【["
_AFTER = re.compile("^(?:据|综合)|(?:电|报道|消息)$")


@dataclass(slots=True)
class Reading:
    """What was read of a line so far."""

    published: Dated | None = None
    source: str | None = None
    authors: list[str] = field(default_factory=list)
    correspondents: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    consumed: int = 0
    """Letters and digits of the line that were understood."""

    @property
    def has_people(self) -> bool:
        return bool(self.authors or self.correspondents or self.editors)

    def add(self, part: str, names: tuple[str, ...], *, first: bool = False) -> None:
        people: list[str] = getattr(self, part)
        fresh = [name for name in names if name not in people]
        setattr(self, part, [*fresh, *people] if first else [*people, *fresh])
        self.consumed += sum(map(shown, names))

    def name_source(self, outlet: str) -> None:
        self.source = self.source or outlet
        self.consumed += shown(outlet)


def shown(text: str) -> int:
    """Return how many letters and digits `text` has; digits count twice, as dates are short."""
    return len(_NOISE.sub("", text)) + sum(map(str.isdigit, text))


def read_opening(
    read: Reading, opening: str, folded: str, *, alone: bool, signed: bool = False
) -> None:
    """Read what stands before the first label or date, or alone; `signed`: before a role."""
    outlet, length = dateline_outlet(folded, opening)
    read.source = read.source or outlet
    read.consumed += shown(opening[:length])
    bare = opening.strip(_EDGES)
    if not bare:
        return
    bracket = max(map(opening.rfind, _OPENS))
    if named := read_names(opening[bracket + 1 :], signed=True):
        read.add("authors", named, first=True)
        read.consumed += shown(bare) - sum(map(shown, named))
        if unit := read_unit(opening[bracket + 1 :]):
            read.source = read.source or unit
    elif alone and fold_script(bare).endswith("供稿") and (unit := read_unit(bare[:-2])):
        read.name_source(unit)
        read.consumed += 2
    elif bracket >= 0:
        _read_bracket(read, opening[bracket + 1 :])
    elif alone or signed:
        _read_pair(read, bare, marked=opening.strip()[:1] in _MARKS or signed)


def _read_bracket(read: Reading, inside: str) -> None:
    """Read (张三丰 李四光) or (某市政协 张三丰)."""
    if names := read_names(inside):
        read.add("authors", names, first=True)
        if unit := read_unit(inside):
            read.name_source(unit)
    elif quoted := _quoted_outlet(inside):
        read.name_source(quoted)
        read.consumed += 1


def _read_pair(read: Reading, bare: str, *, marked: bool) -> None:
    """Read an outlet with names behind it, or 据新华社电, where they are the whole line.

    With `marked`, a sign or a role vouches for names or for an outlet alone.
    """
    outlet, *names = tokens(bare) or [""]
    if (names or marked) and is_outlet(outlet) and all(map(is_name, names)):
        read.name_source(outlet)
        read.add("authors", tuple(names))
    elif marked and all(map(is_name, (outlet, *names))):
        read.add("authors", (outlet, *names), first=True)
    elif quoted := _quoted_outlet(bare):
        read.source = quoted
        read.consumed += shown(bare)


def _quoted_outlet(text: str) -> str | None:
    """Return the outlet of 据新华社电."""
    bare = text.strip(_EDGES)
    outlet = _AFTER.sub("", bare).strip("《》")
    return outlet if bare.startswith("据") and is_outlet(outlet) else None


def read_unlabelled(read: Reading, piece: str) -> None:
    """Take the outlet or the writer that stands alone beside the date."""
    bare = _SELF.split(piece, maxsplit=1)[0]
    if piece.strip()[:1] == "《" and not read.source and (named := outlet_named(bare)):
        read.name_source(named.strip("《》 "))
        return
    for chunk in _GAP.split(bare):
        parts = [chunk.strip(_EDGES)]
        if not (is_outlet(parts[0]) or is_name(parts[0])):
            parts = tokens(chunk)
        if not all(is_outlet(part) or _is_writer(part) for part in parts):
            continue
        for part in parts:
            if not is_outlet(part):
                read.add("authors", (part,))
            elif not read.source:
                read.name_source(part)


def _is_writer(part: str) -> bool:
    return is_name(part) and not is_place(fold_script(part))
