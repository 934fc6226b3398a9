"""Pictures in a body, and files offered with it."""

import re
from urllib.parse import urljoin, urlsplit

from extract.document import Element, text_of
from extract.record import Attachment, Image

_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|txt)(?:$|\?)", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:icon|logo|blank|spacer|loading|share|weixin|qrcode|ewm|arrow|btn|button|emoji|smil)"
    r"[\w\-]*\.(?:gif|png|jpe?g|svg)",
    re.IGNORECASE,
)
_LAZY = ("data-src", "data-original", "file", "zoomfile", "oldsrc", "src")
_MOST = 100
_SMALLEST = 60


def images_in(body: Element, url: str) -> tuple[Image, ...]:
    """Return the pictures under `body` once each, with the caption where the markup names one."""
    found: dict[str, Image] = {}
    for element in body.iter("img"):
        source = next((value for name in _LAZY if (value := element.get(name))), "")
        address = _absolute(url, source)
        if address and not _FURNITURE.search(address) and not _is_small(element):
            found.setdefault(address, Image(address, _caption(element)))
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def attachments_in(body: Element, url: str) -> tuple[Attachment, ...]:
    """Return the documents that links under `body` lead to."""
    found: dict[str, Attachment] = {}
    for element in body.iter("a"):
        href = element.get("href") or ""
        if _FILES.search(href) and (address := _absolute(url, href)):
            found.setdefault(address, Attachment(address, text_of(element) or None))
    return tuple(found.values())[:_MOST]


def _absolute(url: str, reference: str) -> str | None:
    try:
        address = urljoin(url, reference.strip())
        scheme = urlsplit(address).scheme
    except ValueError:
        return None
    return address if scheme in ("http", "https") else None


def _caption(element: Element) -> str | None:
    figure = next(element.iterancestors("figure"), None)
    if figure is None:
        return None
    caption = figure.find(".//figcaption")
    return (text_of(caption) or None) if caption is not None else None


def _is_small(element: Element) -> bool:
    sizes = (element.get("width") or "", element.get("height") or "")
    return any(size.isdigit() and int(size) < _SMALLEST for size in sizes)
