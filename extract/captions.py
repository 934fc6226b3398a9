"""Captions of pictures, by class, by element, or by where templates set them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.blocks import is_caption
from extract.document import text_of
from extract.trim import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.document import Element

_LONGEST = 160
_SHORTEST = 2
_LEVELS = 5
_MOST_CENTRED = 0.3
"""Share of a body's text from which centred lines are its style, and no captions."""
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_PARAGRAPHS = ("p", "div", "td", "center", "h5", "h6")
_HEADING = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}[、．.]|第.{1,3}[章节条部]|[（(][一二三四五六七八九十]+[)）])"
)
_TAKEN = re.compile(
    r"(?:摄影?|供图|图片|资料图|制图|绘|/图|图/[\u4e00-\u9fff]{2,4}|图源[:：].{1,12}|发)\s*[)）】\]]?\s*[。.]?$"
    r"|^[▲△◆■●↑▼]|^(?:图为|图[:：]|上图|下图|左图|右图|图\d)"
)
_NO_END = ("？", "?", "！", "：", ":", "，")
_ALTERNATIVE = re.compile("[\u4e00-\u9fff].{7,}")
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp)$|^(?:微信|QQ)?(?:图片|截图)|^\d|^IMG|^DSC", re.IGNORECASE
)


def captions_in(
    body: Element, pictures: Sequence[Element]
) -> tuple[dict[Element, str], frozenset[str]]:
    """Return the caption of each picture that has one, and those that stand as lines in the body.

    A caption is what a class or `figcaption` calls so; else a centred line right under a picture
    that stands alone, or the rest of its table cell; else an alternative text that names who took
    the picture or what it shows.
    """
    if not pictures:
        return {}, frozenset()
    found = _named(body, set(pictures))
    lines: set[str] = set()
    centred = not _is_centred_all(body)
    for picture in pictures:
        if picture in found:
            continue
        if text := _beneath(picture, body, centred=centred):
            found[picture] = text
            lines.add(text)
        elif text := _alternative(picture):
            found[picture] = text
    return found, frozenset(lines)


def _named(body: Element, pictures: set[Element]) -> dict[Element, str]:
    """Return what is called a caption: it goes with the picture before it, else with the next."""
    found: dict[Element, str] = {}
    last: Element | None = None
    waiting = ""
    outer: Element | None = None
    for element in body.iter():
        if element in pictures:
            last = element
            if waiting:
                found[element], waiting = waiting, ""
            continue
        if not isinstance(element.tag, str) or not _is_named_caption(element):
            continue
        if outer is not None and outer in element.iterancestors():
            continue
        outer, text = element, text_of(element)
        if not _SHORTEST <= len(text) <= 2 * _LONGEST:
            continue
        if last is not None and last not in found:
            found[last] = text
        else:
            waiting = text
    return found


def _is_named_caption(element: Element) -> bool:
    named = element.tag == "figcaption" or is_caption(element.get("class") or "")
    return named and next(element.iter("img"), None) is None


def _beneath(picture: Element, body: Element, *, centred: bool) -> str | None:
    """Return the line set under a picture, in its own block or the next."""
    block = _block(picture, body)
    if block is None:
        return None
    own = text_of(block)
    if own:
        alone = len(list(block.iter("img"))) == 1 and not own.startswith("　")
        fit = alone and (_is_in_picture_table(block) or (centred and _is_centred(block, body)))
        return own if fit and _may_be_caption(own) and not _asks_or_links(block, own) else None
    following = _following(block)
    if following is None or next(following.iter("img"), None) is not None:
        return None
    text = text_of(following)
    placed = _is_in_picture_table(following) or (centred and _is_centred(following, body))
    bold = following.find(".//strong") is not None or following.find(".//b") is not None
    sure = bool(_TAKEN.search(text)) or (
        placed and not bold and not _asks_or_links(following, text)
    )
    return text if sure and _may_be_caption(text) and not _is_long(following, text) else None


def _asks_or_links(element: Element, text: str) -> bool:
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return text.endswith(_NO_END) or 2 * linked > len(text)


def _may_be_caption(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and not _HEADING.match(text)


def _is_long(element: Element, text: str) -> bool:
    """Whether an element has paragraphs of its own, as the text behind a picture has."""
    return len(text) > _LONGEST or sum(1 for _ in element.iter("p")) > 1 + (element.tag == "p")


def _block(picture: Element, body: Element) -> Element | None:
    """Return the outermost element that shows nothing but the picture, else its paragraph."""
    block = None
    for above in list(picture.iterancestors())[:_LEVELS]:
        if above is body:
            break
        if text_of(above):
            return block if block is not None else (above if above.tag in _PARAGRAPHS else None)
        if above.tag in _PARAGRAPHS or above.tag in {"tr", "table", "tbody", "figure"}:
            block = above
    return block


def _following(block: Element) -> Element | None:
    """Return the next element that shows something."""
    for sibling in block.itersiblings():
        if block.tail and block.tail.strip():
            return None
        if not isinstance(sibling.tag, str):
            continue
        if text_of(sibling) or next(sibling.iter("img"), None) is not None:
            return sibling
        if sibling.tail and sibling.tail.strip():
            return None
    return None


def _is_centred(element: Element, body: Element) -> bool:
    for each in (element, *list(element.iterancestors())[:2], *list(element)[:1]):
        if each is body:
            break
        if each.tag == "center" or (each.get("align") or "").lower() == "center":
            return True
        if (
            _CENTRED.search(each.get("style") or "")
            or "center" in (each.get("class") or "").lower()
        ):
            return True
    return False


def _is_in_picture_table(element: Element) -> bool:
    """Whether an element stands in a small table that holds a picture and little text."""
    table = next(element.iterancestors("table"), element if element.tag == "table" else None)
    if table is None or next(table.iter("img"), None) is None:
        return False
    rows = sum(1 for _ in table.iter("tr"))
    return rows <= 2 * sum(1 for _ in table.iter("img")) and len(text_of(table)) <= 2 * _LONGEST


def _is_centred_all(body: Element) -> bool:
    whole, centred = 0, 0
    for paragraph in body.iter("p"):
        length = len(text_of(paragraph))
        whole += length
        centred += length if _is_centred(paragraph, body) else 0
    return centred > _MOST_CENTRED * whole and centred > 2 * _LONGEST


def _alternative(picture: Element) -> str | None:
    """Return an alternative text that is clearly a caption."""
    for text in _alternatives(picture):
        if _ALTERNATIVE.match(text) and _TAKEN.search(text) and not _FILE_NAME.search(text):
            return text
    return None


def _alternatives(picture: Element) -> Iterator[str]:
    for name in ("alt", "title"):
        text = " ".join((picture.get(name) or "").split())
        if len(fold(text)) >= _SHORTEST and len(text) <= _LONGEST:
            yield text
