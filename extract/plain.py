"""Finding the article among the lines of a text capture, which has no markup left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from extract.blocks import Block
from extract.lines import fold, is_prose
from extract.metadata.byline import is_byline
from extract.metadata.column import split_breadcrumb
from extract.metadata.dates import read_date
from extract.metadata.evidence import Evidence
from extract.metadata.gather import gather_credits
from extract.reading import Reading
from extract.reasons import Reason
from extract.repeats import drop_repeated
from extract.subtitle import DASHES, take_subtitle
from extract.trim import trim

_MENU = re.compile(r"^(?:[•·*#\-]|\d+\.)\s+|^(?:首 ?页|主页)\s")
_SEPARATOR = re.compile(r"\s*(?:>>|>|»|›)\s*$")
_BREADCRUMB = re.compile("首 ?页|主页|.{0,4}位置[:：]")
_GAP = 12
_TITLE_LINES = 12
_LABEL = re.compile("[：:]")
_SHORTEST_TITLE = 6
_LONGEST_TITLE = 120
_CONTEXT = 30
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Capture:
    """The parts of a text capture."""

    title: str | None
    lines: list[Block]
    """From the line under the title to the last that reads as a sentence."""
    after: list[Block]
    column: tuple[str, ...] = ()


def read_plain(
    source: str,
    url: str,
    family: str,  # noqa: ARG001  # as for markup
    known_title: str | None,
    *,
    fetched_at: datetime,
) -> Reading:
    """Return the article among a capture's lines; `known_title` where poison left it in place."""
    capture = split_capture(source, known_title)
    trimmed = trim(capture.lines, (capture.title or "",))
    subtitle, lines = take_subtitle(trimmed.kept)
    lines, repeated = drop_repeated(lines, capture.title or "")
    known = gather_credits(
        Evidence(
            tags=None,
            near_title=[b.text for b in capture.lines[:_NEAR] if not is_prose(b.text)],
            body=[block.text for block in lines],
            after=[*trimmed.bylines, *(block.text for block in capture.after)],
            url=url,
            fetched_at=fetched_at,
        )
    )
    return Reading(
        lines=lines,
        title=capture.title,
        credits=known,
        subtitle=subtitle,
        removed=(*trimmed.removed, *repeated),
        provenance={"text": "plain"} | ({"title": "text"} if capture.title else {}),
        column=capture.column,
        rejected=None if any(is_prose(b.text) for b in lines) else Reason.NO_ARTICLE,
    )


def split_capture(source: str, known_title: str | None) -> Capture:
    """Split the lines of a capture into what stands before, in and after the article.

    The article is the run of lines from the first to the last that reads as sentences; menus and
    footers are short lines around it. `known_title` is the one that the poison left in its place.
    """
    lines = [" ".join(line.split()) for line in source.splitlines()]
    lines = [line for line in lines if line]
    prose = [i for i, line in enumerate(lines) if is_prose(line) and not _MENU.match(line)]
    if not prose:
        return Capture(known_title, [Block(line) for line in lines], [])
    start, end = _run(prose, lines)
    title_at = _title_line(lines, start, known_title)
    title = known_title or (clean_title(lines[title_at]) if title_at is not None else None)
    head = (title_at + 1) if title_at is not None else max(0, start - _TITLE_LINES)
    return Capture(
        title,
        [Block(line) for line in lines[head : end + 1]],
        [Block(line) for line in lines[end + 1 : end + _CONTEXT]],
        _column(lines[:head]),
    )


def clean_title(line: str) -> str:
    return _MENU.sub("", _SEPARATOR.sub("", line)).strip()


def _run(prose: Sequence[int], lines: Sequence[str]) -> tuple[int, int]:
    """Return first and last line of the run of prose that holds most characters."""
    runs: list[list[int]] = [[prose[0]]]
    for i in prose[1:]:
        if i - runs[-1][-1] > _GAP:
            runs.append([])
        runs[-1].append(i)
    best = max(runs, key=lambda run: sum(len(lines[i]) for i in run))
    return best[0], best[-1]


def _title_line(lines: Sequence[str], start: int, known: str | None) -> int | None:
    """Return the line that is the title: the known one, else the line over the byline or text."""
    nearest = range(start - 1, max(-1, start - 1 - 2 * _TITLE_LINES), -1)
    if known:
        wanted = fold(known)
        return next((i for i in nearest if fold(clean_title(lines[i])) == wanted), None)
    fit = [i for i in nearest if _may_be_title(lines[i])]
    if not fit:
        return None
    dated = next((i for i in nearest if is_byline(lines[i]) and read_date(lines[i])), None)
    above = [i for i in fit if dated is None or i < dated]
    return max(above[:4] or fit, key=lambda i: len(fold(lines[i])))


def _may_be_title(line: str) -> bool:
    text = clean_title(line)
    return (
        _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE
        and not text.startswith(DASHES)
        and not is_byline(text)
        and not text.endswith(("。", "；", "，"))
        and not _MENU.match(line.replace("1. ", ""))
    )


def _column(lines: Sequence[str]) -> tuple[str, ...]:
    for line in reversed(lines[-_TITLE_LINES:]):
        if _BREADCRUMB.match(line) and (parts := split_breadcrumb(line)):
            return parts
    return ()
