"""Pictures in a body, with their captions."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from extract.captions import captions_in
from extract.digits import whole_number
from extract.record import Image

if TYPE_CHECKING:
    from extract.document import Element

_FURNITURE = re.compile(
    r"(?:icons?|logo|blank|spacer|space|loading|lazyload|share|weixin|weibo|qrcode|ewm|erweima|wxcode|"
    r"arrow|btn|button|emoji|smil\w*|avatar|none|pixel|transparent|grey|placeholder|nopic|nophoto|"
    r"file_?ico\w*|(?:doc|pdf|xls|zip|rar|ppt)x?)"
    r"[\w\-]{0,40}\.(?:gif|png|jpe?g|svg|webp|ico)(?:$|[?!@])"
    r"|/(?:smiley|emoji|emotion|face|icons?|avatars?)/|\.svg(?:$|\?)|avatar",
    re.IGNORECASE,
)
_CLASSES = re.compile(r"icon|emoji|logo|qr-?code|ewm|avatar|smil|share", re.IGNORECASE)
# where scripts that load pictures late keep the address
_LAZY = (
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-lazyload",
    "data-url",
    "data-echo",
    "data-actualsrc",
    "original",
    "lazy-src",
    "zoomfile",
    "file",
    "oldsrc",
    "src",
)
_ADDRESS = re.compile(r"[./]")
_FIRST_OF_SET = re.compile(r"\s*([^\s,]{1,2000})")
_SIZE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d{1,4})(?:px)?\s*(?:;|$)", re.IGNORECASE)
_MOST = 100
_MOST_TRIED = 2000
_SMALLEST = 60


def images_in(body: Element, url: str) -> tuple[tuple[Image, ...], frozenset[str]]:
    """Return the pictures under `body` once each, and the captions that stand as lines in it."""
    elements: dict[str, Element] = {}
    for element in islice(body.iter("img"), _MOST_TRIED):
        address = _address(element, url)
        if address and not _is_furniture(element, address):
            elements.setdefault(address, element)
        if len(elements) >= _MOST:
            break
    captions, lines = captions_in(body, list(elements.values()))
    images = (Image(address, captions.get(element)) for address, element in elements.items())
    return tuple(images), lines


def absolute(url: str, reference: str) -> str | None:
    """Return the address that a reference leads to; None for what is none of the web's."""
    try:
        address = urljoin(url, reference.strip())
        scheme = urlsplit(address).scheme
    except ValueError:
        return None
    return address if scheme in {"http", "https"} else None


def _address(element: Element, url: str) -> str | None:
    """Return the first address of a picture that isn't a placeholder's."""
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        if value and _ADDRESS.search(value) and not value.startswith(("data:", "file:")):
            address = absolute(url, value)
            if address and not _FURNITURE.search(address):
                return address
    for name in ("data-srcset", "srcset"):
        if found := _FIRST_OF_SET.match(element.get(name) or ""):
            return absolute(url, found[1])
    return None


def _is_furniture(element: Element, address: str) -> bool:
    named = _CLASSES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
    return bool(named) or bool(_FURNITURE.search(address)) or _is_small(element)


def _is_small(element: Element) -> bool:
    sizes = [(element.get(name) or "").removesuffix("px") for name in ("width", "height")]
    sizes += _SIZE.findall(element.get("style") or "")
    return any((n := whole_number(size)) is not None and n < _SMALLEST for size in sizes)
