"""Taking lines off an article that are not of it, and saying which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.attachments import names_file
from extract.blocks import Block
from extract.lines import fold, is_furniture, is_notice, is_prose, line_pattern
from extract.metadata.byline import is_byline
from extract.record import Removed
from extract.trimming.cut import end_by_heading, end_by_heap, is_tail, related_inside
from extract.trimming.notice import is_signed, says_whom_to_ask

_HEAD_LINES = 14
_TAIL_LINES = 40
_MENU_LINES = 60
_LONG = 700
_HEAP = 12
_CLAUSE = re.compile("[，。！？；]$")
_SCRAP = 16


@dataclass(slots=True)
class Trimmed:
    kept: list[Block]
    removed: list[Removed] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    """Lines that say who wrote, from the outside in; they are in `removed` too."""


def trim(lines: Sequence[Block], titles: Sequence[str] = ()) -> Trimmed:
    """Drop furniture from the lines of an article; `titles` are repeated at its head."""
    out = Trimmed(list(lines))
    _drop_matching(out)
    _cut(out, end_by_heading(out.kept))
    _drop_related(out)
    _trim_head(out, [fold(title) for title in titles if title])
    _trim_tail(out)
    _cut(out, end_by_heap(out.kept))
    _drop_bylines(out)
    return out


def _drop_matching(out: Trimmed) -> None:
    kept = []
    for block in out.kept:
        if is_furniture(block.text):
            _remove(out, block, "furniture")
        else:
            kept.append(block)
    out.kept = kept


def _cut(out: Trimmed, end: int) -> None:
    for dropped in out.kept[end:]:
        _remove(out, dropped, "related")
    del out.kept[end:]


def _drop_related(out: Trimmed) -> None:
    related = related_inside(out.kept)
    for i in sorted(related):
        _remove(out, out.kept[i], "related")
    out.kept = [block for i, block in enumerate(out.kept) if i not in related]


def _trim_head(out: Trimmed, titles: Sequence[str]) -> None:
    _drop_menu(out, titles)
    _drop_controls(out)
    kept: list[Block] = []
    seen = 0
    for seen, block in enumerate(out.kept[:_HEAD_LINES], 1):  # noqa: B007  # where it stopped
        kind = _head_kind(block.text, titles)
        if kind and not is_signed([*kept, block]):
            _remove(out, block, kind)
            if kind == "byline":
                out.bylines.append(block.text)
            continue
        kept.append(block)
        if is_prose(block.text):
            break
    out.kept = kept + out.kept[seen:]


def _drop_menu(out: Trimmed, titles: Sequence[str]) -> None:
    """Drop the links over the title, where the text was found in the whole of a page."""
    for i, block in enumerate(out.kept[:_MENU_LINES]):
        if fold(block.text[:_LONG]) in titles:
            for link in out.kept[:i]:
                _remove(out, link, "links")
            del out.kept[:i]
            return
        if not block.is_link:
            return


def _drop_controls(out: Trimmed) -> None:
    """Drop a heap of scraps over the text, such as a video player's buttons."""
    first = next((i for i, block in enumerate(out.kept) if is_prose(block.text)), 0)
    scraps = out.kept[:first]
    if any(_CLAUSE.search(block.text) for block in scraps):
        return  # lines of verse
    if len(scraps) >= _HEAP and sum(len(block.text) for block in scraps) < _SCRAP * len(scraps):
        for block in scraps:
            _remove(out, block, "furniture")
        del out.kept[:first]


def _head_kind(text: str, titles: Sequence[str]) -> str | None:
    folded = fold(text[:_LONG])
    if folded and folded in titles:
        return "title"
    if is_byline(text):
        return "byline"
    if line_pattern("head").fullmatch(text) or _is_rule(text[:_LONG]):
        return "furniture"
    return None


def _trim_tail(out: Trimmed) -> None:
    for _ in range(_TAIL_LINES):
        if not out.kept:
            return
        block = out.kept[-1]
        text = block.text
        if is_byline(text):
            if is_signed(out.kept):
                return
            kind = "byline"
            out.bylines.append(text)
        elif says_whom_to_ask(out.kept):
            return
        elif is_tail(text):
            kind = "furniture"
            out.bylines.append(text)
        elif len(out.kept) > 1 and len(text) < _LONG and (is_notice(text) or _is_rule(text)):
            kind = "furniture"
        elif block.is_link and not is_prose(text) and not _are_files(out.kept):
            kind = "links"
        else:
            return
        out.kept.pop()
        _remove(out, block, kind)


def _are_files(lines: Sequence[Block]) -> bool:
    """Whether all that is left names files: a report that is only attached has no other text."""
    return all(block.is_link and names_file(block.text[-_LONG:]) for block in lines)


def _is_rule(text: str) -> bool:
    """Whether a line is drawn of signs, and no text that breaks off."""
    return not fold(text) and "…" not in text and "..." not in text


def _drop_bylines(out: Trimmed) -> None:
    """Drop lines inside that only name their writer or editor."""
    kept = []
    for i, block in enumerate(out.kept, 1):
        if (
            len(block.text) < 80  # noqa: PLR2004
            and is_byline(block.text)
            and not is_signed(out.kept[max(0, i - 3) : i])
        ):
            _remove(out, block, "byline")
            out.bylines.append(block.text)
        else:
            kept.append(block)
    out.kept = kept


def _remove(out: Trimmed, block: Block, kind: str) -> None:
    out.removed.append(Removed(kind, block.text, "text"))
