"""Which of the dates on a byline is its day of publication."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extract.metadata.labels import Kind, Label
from extract.metadata.persons import fold_script, words

if TYPE_CHECKING:
    from extract.metadata.dates import Dated

_WORD = re.compile(r"\w")
_CLOSE = re.compile("[)）]")
_BUTTON = re.compile("分享|字体|字号|打印|收藏|关闭|评论|放大|缩小")
"""Labels that no number follows."""


def date_of_line(line: str, dates: list[Dated], labels: list[Label]) -> Dated | None:
    """Return the first date of publication, else that of a draft, else of an update, else None.

    A number behind 点击 or 电话 is no date, and one behind the bracket that names the writers is
    the text's.
    """
    close = next((found.start() for found in _CLOSE.finditer(line)), len(line))
    named = any(label.role and label.start < close for label in labels)
    if any(line.startswith("地点", label.start) for label in labels):
        return None  # an invitation's
    second: dict[Kind, Dated] = {}
    for dated in dates:
        if named and dated.start > close:
            break
        label = next((x for x in reversed(labels) if x.end <= dated.start), None)
        direct = label is not None and not _WORD.search(line, label.end, dated.start)
        kind = label.kind if label is not None and label.colon and direct else Kind.PUBLISHED
        before = fold_script(line[label.start : dated.start]) if label is not None else ""
        if kind is Kind.UPDATED or (direct and before.startswith(_drafted())):
            second.setdefault(kind, dated)
        elif kind is Kind.OTHER and not _BUTTON.match(before):
            continue
        elif not _is_number(line, dated, labelled=kind is Kind.PUBLISHED and direct):
            return dated
    return second.get(Kind.PUBLISHED) or second.get(Kind.UPDATED)


def _is_number(line: str, dated: Dated, *, labelled: bool) -> bool:
    """Whether eight digits stand behind a label that is none of time."""
    if labelled or not line[dated.start : dated.end].isdecimal():
        return False
    return line[: dated.start].rstrip().endswith((":", "："))


@cache
def _drafted() -> tuple[str, ...]:
    return tuple(words("drafted"))
