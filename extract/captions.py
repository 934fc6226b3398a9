"""Captions of pictures, by class, by element, or by where templates set them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from extract.blocks import is_caption
from extract.document import text_of
from extract.places import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.document import Element

_LONGEST = 160
_SHORTEST = 2
_LEVELS = 5
_EMPTY = 8
"""Empty elements that may stand between a picture and its caption."""
_FRAMES = ("tr", "table", "tbody", "figure")
_PARAGRAPHS = ("p", "div", "section", "td", "center", "h5", "h6")
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
    places = Places(body)
    found = _named(places, set(pictures))
    lines: set[str] = set()
    for picture in pictures:
        if picture in found:
            continue
        if text := _beneath(places, picture):
            found[picture] = text
            lines.add(text)
        elif text := _alternative(picture):
            found[picture] = text
    return found, frozenset(lines)


def _named(places: Places, pictures: set[Element]) -> dict[Element, str]:
    """Return what is called a caption: it goes with the picture before it, else with the next."""
    found: dict[Element, str] = {}
    last: Element | None = None
    outer: Element | None = None
    waiting = ""
    for element in places.body.iter():
        if element in pictures:
            last = element
            if waiting:
                found[element], waiting = waiting, ""
            continue
        if not isinstance(element.tag, str) or places.has_picture(element):
            continue
        if element.tag != "figcaption" and not is_caption(element.get("class") or ""):
            continue
        if outer is not None and outer in element.iterancestors():
            continue
        outer, text = element, places.text(element)
        if not _SHORTEST <= len(text) <= 2 * _LONGEST:
            continue
        if last is not None and last not in found:
            found[last] = text
        else:
            waiting = text
    return found


def _beneath(places: Places, picture: Element) -> str | None:
    """Return the line set under a picture, in its own block or the next."""
    block = _block(places, picture)
    if block is None:
        return None
    if own := places.text(block):
        alone = sum(1 for _ in islice(block.iter("img"), 2)) == 1
        fit = alone and _may_be_caption(block, own) and places.is_set_off(block)
        return own if fit and not _asks_or_links(block, own) else None
    under = _under(places, block)
    if under is None or places.has_picture(under):
        return None
    text = places.text(under)
    if not _may_be_caption(under, text):
        return None
    bold = under.find(".//strong") is not None or under.find(".//b") is not None
    placed = not bold and not _asks_or_links(under, text) and places.is_set_off(under)
    return text if placed or _TAKEN.search(text) else None


def _may_be_caption(element: Element, text: str) -> bool:
    if not _SHORTEST <= len(text) <= _LONGEST or _HEADING.match(text):
        return False
    paragraphs = sum(1 for _ in element.iter("p"))
    return paragraphs <= (2 if element.tag == "p" else 1)


def _asks_or_links(element: Element, text: str) -> bool:
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return text.endswith(_NO_END) or 2 * linked > len(text)


def _block(places: Places, picture: Element) -> Element | None:
    """Return the outermost element that shows nothing but the picture, else its paragraph."""
    block = None
    for above in islice(picture.iterancestors(), _LEVELS):
        if above is places.body:
            break
        if places.text(above):
            own = above if above.tag in _PARAGRAPHS else None
            return own if block is None else block
        if above.tag in _PARAGRAPHS or above.tag in _FRAMES:
            block = above
    return block


def _under(places: Places, block: Element) -> Element | None:
    """Return the next element that shows something, where no bare text comes before it."""
    tail = block.tail
    for sibling in islice(block.itersiblings(), _EMPTY):
        if tail and tail.strip():
            return None
        if isinstance(sibling.tag, str) and (places.text(sibling) or places.has_picture(sibling)):
            return sibling
        tail = sibling.tail
    return None


def _alternative(picture: Element) -> str | None:
    """Return an alternative text that is clearly a caption."""
    for name in ("alt", "title"):
        text = " ".join((picture.get(name) or "")[: 2 * _LONGEST].split())
        named = len(text) <= _LONGEST and _ALTERNATIVE.match(text) and _TAKEN.search(text)
        if named and not _FILE_NAME.search(text):
            return text
    return None
