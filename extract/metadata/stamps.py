"""All the dates that a page gives, each with its evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from extract.metadata.byline import Byline, is_byline
from extract.metadata.dateline import day_of_dateline
from extract.metadata.dates import CHINA, read_date, read_month
from extract.metadata.persons import words
from extract.metadata.published import Stamp, dateline_stamp, stamp
from extract.metadata.scripts import date_in_scripts
from extract.metadata.urls import date_in_url
from extract.record import Precision
from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.metadata.evidence import Evidence
    from extract.metadata.tags import HeadTags

OPENING_LINES = 3
"""A dateline stands in the first lines; a summary or a heading may come before it."""
_FOOT_LINES = 4
"""A day without a label counts as the article's within so many lines behind it."""
_TIMED = (Precision.SECOND, Precision.MINUTE)
_LABELLED = re.compile("|".join(load("metadata/byline.toml")["dated_lines"]))


def tag_stamps(tags: HeadTags | None, name: str = "published") -> Iterator[Stamp]:
    """Yield the dates of the head. Midnight is what templates fill in for a day."""
    for claim in tags.claims.get(name, ()) if tags else ():
        dated = read_date(claim.value) or read_month(claim.value)
        if dated is None:
            continue
        at = stamp(dated, claim.evidence)
        midnight = dated.moment.strftime("%H%M%S") == "000000"
        yield replace(at, precision=Precision.DAY) if midnight and _is_timed(at) else at


def _is_timed(at: Stamp) -> bool:
    return at.precision in _TIMED


def line_stamps(
    near: Sequence[tuple[str, Byline]], after: Sequence[tuple[str, Byline]]
) -> Iterator[Stamp]:
    """Yield the date of the best line near the title, or else of the foot.

    A line that labels its date or is nothing but a byline is sure; another may be a headline.
    Of several, one of a draft or an update counts last: 成文日期 may stand over 发布日期.
    """
    near = [line for line in near if not _is_moderated(line[0])]
    after = [line for line in after if not _is_moderated(line[0])]
    sure = [line for line in near if line[1].published and _is_sure(line[0])]
    sure.sort(key=lambda line: bool(_second().search(line[0])))
    for _, byline in sure or [line for line in near if line[1].published and _is_likely(line)]:
        if byline.published and byline.precision:
            yield Stamp(byline.published, byline.precision, "byline")
            return
    for i, (line, byline) in enumerate(after):
        sure_line = _LABELLED.search(line) or (i < _FOOT_LINES and is_byline(line))
        if byline.published and byline.precision and sure_line:
            yield Stamp(byline.published, byline.precision, "foot")
            return
    for where, lines in (("byline", near), ("foot", after)):
        for line, _ in lines:
            if dated := read_month(_LABELLED.sub("", line)):
                yield stamp(dated, where)
                return


@cache
def _second() -> re.Pattern[str]:
    """Return what a line has in it that dates a draft or an update, and no publication."""
    labels = "|".join((*words("drafted"), *words("updated")))
    return re.compile(f"^(?!.*(?:发布|发表|公开)(?:时间|日期)).*(?:{labels})(?:时间|日期)")


def _is_moderated(line: str) -> bool:
    """Whether a line tells what a forum's staff did with a thread, and when."""
    return line.startswith(tuple(words("moderated")))


def _is_sure(line: str) -> bool:
    return bool(_LABELLED.search(line)) or is_byline(line)


def _is_likely(line: tuple[str, Byline]) -> bool:
    """Whether a line prints a time with its day, or names who printed or wrote."""
    byline = line[1]
    return byline.precision in _TIMED or bool(byline.source or byline.authors)


def other_stamps(evidence: Evidence, known: Sequence[Stamp]) -> list[Stamp]:
    """Return what `time`, scripts, dateline and address say, as far as nothing better is known."""
    found: list[Stamp] = []
    address = date_in_url(evidence.url)
    at_address = [stamp(address, "url")] if address else []
    if not known:
        found += islice(tag_stamps(evidence.tags, "time"), 1)
    if not (known or found) and (scripted := date_in_scripts(evidence.source)):
        found.append(stamp(scripted, "script"))
    if not (known or found) and evidence.body:
        found += _dateline_stamps(evidence, at_address)
    return found + at_address


def _dateline_stamps(evidence: Evidence, near: Sequence[Stamp]) -> Iterator[Stamp]:
    read = map(day_of_dateline, evidence.body[:OPENING_LINES])
    parts = next((part for part in read if part), None)
    if parts is None:
        return
    year, month, day = parts
    try:
        if year:
            yield Stamp(datetime(year, month, day, tzinfo=CHINA), Precision.DAY, "dateline")
        else:
            yield dateline_stamp(month, day, near, evidence.fetched_at, evidence.url)
    except ValueError:  # 30 February
        return
