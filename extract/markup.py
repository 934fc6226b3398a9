"""Finding the article in a page's tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.attachments import attachments_in
from extract.blocks import Block, blocks
from extract.body.carried import draw, find_carried
from extract.body.select import Body, select_body
from extract.document import Document, parse
from extract.kinds import without_article
from extract.media import absolute, images_in
from extract.metadata.column import read_column
from extract.metadata.decks import Decks, read_decks
from extract.metadata.evidence import Evidence
from extract.metadata.gather import Credits, gather_credits
from extract.metadata.tags import read_head_tags
from extract.metadata.titles import Title, read_title
from extract.reading import Reading
from extract.reasons import Reason
from extract.record import Removed
from extract.trimming.repeats import drop_repeated
from extract.trimming.subtitle import take_subtitle
from extract.trimming.surroundings import INTO, bylines_over, lines_around
from extract.trimming.trim import trim
from extract.trimming.writer import take_writer

if TYPE_CHECKING:
    from datetime import datetime

    from extract.metadata.tags import HeadTags

_LITTLE = 200
"""Characters of text above which an article isn't looked for where nothing shows it."""
_SHOWN = frozenset((Reason.DELETED_NOTICE, Reason.LOGIN_WALL))
"""What a page may be that shows all it has to say."""


def read_markup(
    source: str, url: str, family: str, known_title: str | None, *, fetched_at: datetime
) -> Reading:
    """Return the article of an HTML page; `known_title` where poison had replaced the title."""
    document = parse(source, url)
    if document is None:
        return Reading([], known_title, Credits(), rejected=Reason.EMPTY_BODY)
    reading = _read(document, family, known_title, fetched_at)
    shown = sum(len(block.text) for block in reading.lines)
    if reading.rejected in _SHOWN or shown > _LITTLE:
        return reading
    if (carried := find_carried(document, 0 if reading.rejected else shown)) is None:
        return reading
    drawn = parse(draw(source, carried), url)
    again = _read(drawn, family, known_title, fetched_at) if drawn else reading
    if again.rejected:
        return reading
    return replace(again, provenance=again.provenance | {"text": carried.where})


def _read(
    document: Document, family: str, known_title: str | None, fetched_at: datetime
) -> Reading:
    tags = read_head_tags(document.root, document.source)
    page_lines = list(blocks(document.body))
    title = read_title(document, tags, page_lines, known_title)
    name = title.text if title else ""
    # furniture goes out of the tree with the body's choice: what it says is read before
    column, column_from = read_column(document, page_lines, tags, name)
    decks = read_decks(document, title, tags, column)
    body = select_body(document, page_lines, name, family)
    provenance = {"text": body.evidence} | ({"column": column_from} if column_from else {})
    parts = _Parts(document, tags, page_lines, title, decks, column, provenance)
    return _reading(parts, body, fetched_at)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is known of a page before its text."""

    document: Document
    tags: HeadTags
    lines: list[Block]
    title: Title | None
    decks: Decks
    column: tuple[str, ...]
    provenance: dict[str, str]


def _reading(parts: _Parts, body: Body, fetched_at: datetime) -> Reading:
    document, title, decks = parts.document, parts.title, parts.decks
    url = _base(document)
    name = title.text if title else ""
    images, captions = images_in(body.element, url)
    body_lines, captioned = _without(body.lines, captions)
    trimmed = trim(body_lines, (name, decks.kicker or "", decks.subtitle or ""))
    subtitle, lines = take_subtitle(trimmed.kept)
    writer, lines, signed = take_writer(lines)
    lines, repeated = drop_repeated(lines, name)
    rejected = without_article(document, parts.lines, lines)
    before, behind = lines_around(parts.lines, lines, name)
    subtitle = subtitle or take_subtitle([Block(text) for text in before[:INTO]])[0]
    near = [*before, *bylines_over(body_lines, trimmed), *([f"作者：{writer}"] if writer else [])]
    after = [*reversed(trimmed.bylines), *behind]
    return Reading(
        lines=lines,
        title=name or None,
        credits=gather_credits(_evidence(parts, near, lines, after, fetched_at)),
        subtitle=subtitle or decks.subtitle,
        kicker=decks.kicker,
        removed=(*body.removed, *captioned, *trimmed.removed, *signed, *repeated),
        provenance=parts.provenance | _of_title(title, subtitle, decks),
        column=parts.column,
        images=images,
        attachments=attachments_in(body.element, url),
        rejected=rejected,
    )


def _evidence(
    parts: _Parts, near: list[str], lines: list[Block], after: list[str], fetched_at: datetime
) -> Evidence:
    """Return what tells who wrote the text and when: tags, lines near the title and behind it."""
    return Evidence(
        tags=parts.tags,
        near_title=near,
        body=[block.text for block in lines],
        after=after,
        url=parts.document.url,
        source=parts.document.source,
        fetched_at=fetched_at,
    )


def _base(document: Document) -> str:
    """Return what a page's references are relative to."""
    base = document.root.find(".//base")
    href = base.get("href") if base is not None else None
    return (absolute(document.url, href) if href else None) or document.url


def _without(lines: list[Block], captions: frozenset[str]) -> tuple[list[Block], list[Removed]]:
    """Take the lines that are captions off the text."""
    kept = [block for block in lines if block.text not in captions]
    if not kept:
        return lines, []
    return kept, [Removed("caption", b.text, "text") for b in lines if b.text in captions]


def _of_title(title: Title | None, subtitle: str | None, decks: Decks) -> dict[str, str]:
    """Return what gave the title and the lines about it."""
    if title is None:
        return {}
    set_off = {"subtitle": "dash"} if subtitle else {}
    return {"title": title.evidence, **dict(decks.evidence), **set_off}
