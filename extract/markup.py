"""Finding the article in a page's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.blocks import Block, blocks
from extract.body.select import Body, select_body
from extract.document import Document, parse
from extract.kinds import without_article
from extract.media import attachments_in, images_in
from extract.metadata.column import read_column
from extract.metadata.gather import Credits, Evidence, gather_credits
from extract.metadata.tags import read_head_tags
from extract.metadata.titles import Title, read_title
from extract.reading import Reading
from extract.reasons import Reason
from extract.repeats import drop_repeated
from extract.subtitle import take_subtitle
from extract.trim import Trimmed, fold, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.metadata.tags import HeadTags

_BEFORE = 14
_INTO = 4
_BEHIND = 12
_LONGEST = 160
_SHORT = 60


def read_markup(source: str, url: str, family: str, known_title: str | None) -> Reading:
    """Return the article of an HTML page; `known_title` where poison had replaced the title."""
    document = parse(source, url)
    if document is None:
        return Reading([], known_title, Credits(), rejected=Reason.EMPTY_BODY)
    tags = read_head_tags(document.root)
    page_lines = list(blocks(document.body))
    title = read_title(document.root, tags, known_title)
    column = read_column(document)
    body = select_body(document, page_lines, title.text if title else "", family)
    return _reading(document, tags, page_lines, title, body, column)


def _reading(  # the parts of one page
    document: Document,
    tags: HeadTags,
    page_lines: list[Block],
    title: Title | None,
    body: Body,
    column: tuple[str, ...],
) -> Reading:
    name = title.text if title else ""
    trimmed = trim(body.lines, (name,))
    subtitle, lines = take_subtitle(trimmed.kept)
    lines, repeated = drop_repeated(lines, name)
    rejected = without_article(document.root, page_lines, lines)
    before, behind = _around(page_lines, lines, name)
    subtitle = subtitle or take_subtitle([Block(text) for text in before[:_INTO]])[0]
    known = gather_credits(
        Evidence(
            tags=tags,
            near_title=[*before, *_near(trimmed)],
            body=[block.text for block in lines],
            after=[*reversed(trimmed.bylines), *behind],
            url=document.url,
            source=document.source,
        )
    )
    return Reading(
        lines=lines,
        title=name or None,
        credits=known,
        subtitle=subtitle,
        removed=(*body.removed, *trimmed.removed, *repeated),
        provenance={"text": body.evidence} | ({"title": title.evidence} if title else {}),
        column=column,
        images=images_in(body.element, document.url),
        attachments=attachments_in(body.element, document.url),
        rejected=rejected,
    )


def _near(trimmed: Trimmed) -> list[str]:
    return [removed.text for removed in trimmed.removed[:_INTO] if removed.kind == "byline"]


def _around(
    page_lines: Sequence[Block], lines: Sequence[Block], name: str
) -> tuple[list[str], list[str]]:
    """Return the page's lines between title and text, and the first ones behind the text."""
    texts = [block.text for block in page_lines]
    start = _index(texts, lines[0].text) if lines else len(texts)
    end = _index(texts, lines[-1].text, start) if lines else len(texts)
    folded = fold(name)
    first = max(0, start - _BEFORE)
    for i in range(first, start):
        if folded and fold(texts[i]) == folded:
            first = i + 1
            break
    kept = {block.text for block in lines}
    near = texts[first : start + _INTO]
    before = [t for t in near if len(t) <= _LONGEST and (t not in kept or _may_be_byline(t))]
    return before, [text for text in texts[end + 1 : end + 1 + _BEHIND] if len(text) <= _LONGEST]


def _may_be_byline(text: str) -> bool:
    """Whether a line of the text may say when it was printed; a law has its date in brackets."""
    return len(text) <= _SHORT and text[:1] not in "（(" and text[-1:] not in "。！？"


def _index(texts: Sequence[str], text: str, start: int = 0) -> int:
    try:
        return texts.index(text, start)
    except ValueError:
        return start
