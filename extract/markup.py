"""Finding the article in a page's tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from extract.attachments import attachments_in
from extract.blocks import Block, blocks
from extract.body.select import Body, select_body
from extract.document import Document, parse
from extract.kinds import without_article
from extract.media import absolute, images_in
from extract.metadata.column import read_column
from extract.metadata.decks import Decks, read_decks
from extract.metadata.gather import Credits, Evidence, gather_credits
from extract.metadata.tags import read_head_tags
from extract.metadata.titles import Title, read_title
from extract.reading import Reading
from extract.reasons import Reason
from extract.record import Removed
from extract.repeats import drop_repeated
from extract.subtitle import take_subtitle
from extract.trim import Trimmed, fold, trim

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from extract.metadata.tags import HeadTags

_BEFORE = 14
_INTO = 4
_BEHIND = 12
_LONGEST = 160
_SHORT = 60
_TITLE_WITHIN = 200
_TITLES = 3
_SENTENCE = re.compile("[。！？]")
_POSTED = re.compile(r"(?:发布|发表|发帖|發表|發布)(?:时间|日期|于|時間|於)[:：\s]*(?:19|20)\d\d")


def read_markup(
    source: str, url: str, family: str, known_title: str | None, *, fetched_at: datetime
) -> Reading:
    """Return the article of an HTML page; `known_title` where poison had replaced the title."""
    document = parse(source, url)
    if document is None:
        return Reading([], known_title, Credits(), rejected=Reason.EMPTY_BODY)
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
    lines, repeated = drop_repeated(lines, name)
    rejected = without_article(document, parts.lines, lines)
    before, behind = _around(parts.lines, lines, name)
    subtitle = subtitle or take_subtitle([Block(text) for text in before[:_INTO]])[0]
    known = gather_credits(
        Evidence(
            tags=parts.tags,
            near_title=[*before, *_near(body_lines, trimmed)],
            body=[block.text for block in lines],
            after=[*reversed(trimmed.bylines), *behind],
            url=document.url,
            source=document.source,
            fetched_at=fetched_at,
        )
    )
    return Reading(
        lines=lines,
        title=name or None,
        credits=known,
        subtitle=subtitle or decks.subtitle,
        kicker=decks.kicker,
        removed=(*body.removed, *captioned, *trimmed.removed, *repeated),
        provenance=parts.provenance | _of_title(title, subtitle, decks),
        column=parts.column,
        images=images,
        attachments=attachments_in(body.element, url),
        rejected=rejected,
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


def _near(lines: Sequence[Block], trimmed: Trimmed) -> list[str]:
    """Return the bylines that stood in the body over its text."""
    first = trimmed.kept[0].text if trimmed.kept else ""
    over = {block.text for block in takewhile(lambda block: block.text != first, lines)}
    return [r.text for r in trimmed.removed if r.kind == "byline" and r.text in over][:_INTO]


def _around(
    page_lines: Sequence[Block], lines: Sequence[Block], name: str
) -> tuple[list[str], list[str]]:
    """Return the page's lines between title and text, and the first ones behind the text."""
    texts = [block.text for block in page_lines]
    start = _index(texts, lines[0].text) if lines else len(texts)
    end = _index(texts, lines[-1].text, start) if lines else len(texts)
    kept = {block.text for block in lines}
    near = [*_under_title(texts, start, fold(name)), *texts[start : min(start + _INTO, end + 1)]]
    before = [t for t in near if len(t) <= _LONGEST and (t not in kept or _may_be_byline(t))]
    behind = [text for text in texts[end + 1 : end + 1 + _BEHIND] if len(text) <= _LONGEST]
    posts = _posts(texts)
    if len(posts) == 1:
        return before, [*behind, texts[posts[0]]]
    opening = [texts[i] for i in posts[:1]]
    return [*opening, *before] if posts and posts[0] < start else [*before, *opening], behind


def _under_title(texts: Sequence[str], start: int, folded: str) -> list[str]:
    """Return the lines between the title and the text, those under its last mention first.

    What stands over the title, such as today's date, is not of the article.
    """
    nearest = range(start - 1, max(-1, start - 1 - _TITLE_WITHIN), -1)
    named = [i for i in nearest if folded and fold(texts[i]) == folded][:_TITLES]
    near = [text for i in named for text in texts[i + 1 : min(i + 1 + _BEFORE, start)]]
    first = max(start - _BEFORE, named[-1] + 1) if named else max(0, start - _BEFORE)
    return list(dict.fromkeys([*near, *texts[first:start]]))


def _posts(texts: Sequence[str]) -> list[int]:
    """Return where the first two stamps of a post stand.

    Only a thread has several: the first is the opening post's, wherever the text was found.
    """
    stamps = (i for i, text in enumerate(texts) if len(text) <= _SHORT and _POSTED.search(text))
    return list(islice(stamps, 2))


def _may_be_byline(text: str) -> bool:
    """Whether a line of the text may say when it was printed; a law has its date in brackets."""
    return len(text) <= _SHORT and text[:1] not in "（(" and not _SENTENCE.search(text)


def _index(texts: Sequence[str], text: str, start: int = 0) -> int:
    try:
        return texts.index(text, start)
    except ValueError:
        return start
