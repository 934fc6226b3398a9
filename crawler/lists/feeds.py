"""Reading feeds as they come: in any charset, with unescaped ampersands, with relative links."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from crawler.lists.hrefs import absolute
from crawler.lists.links import Link
from crawler.paging.targets import Pages, Target
from extract.codec.decode import decode
from extract.metadata.dates import CHINA, read_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from extract.page import Page

MAX_UNPACKED = 64 << 20
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_DATES = ("pubdate", "published", "date", "updated", "issued", "modified", "created")


@dataclass(frozen=True, slots=True)
class Feed:
    items: tuple[Link, ...]
    pages: Pages
    said: str = ""
    """Why there are no items."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Whole articles that the feed carries, as HTML by address."""


def read_feed(page: Page) -> Feed:
    """Return a feed's items in order; what is no feed has none, and says why."""
    root = parse_xml(page)
    if root is None:
        return Feed((), Pages(), "no XML")
    entries = [e for e in root.iter() if local_name(e) in ("item", "entry")]
    found = [(_item(entry, page.url), _carried(entry)) for entry in entries]
    items = tuple(link for link, _ in found if link)
    texts = {link.url: text for link, text in found if link and text}
    said = "" if items else f"a <{local_name(root)}> with {len(entries)} items, none with a link"
    older = [urljoin(page.url, e.get("href", "")) for e in root
             if local_name(e) == "link" and e.get("rel") in ("next", "prev-archive")]  # fmt: skip
    older += [urljoin(page.url, e.get("href", "")) for channel in root for e in channel
              if local_name(e) == "link" and e.get("rel") in ("next", "prev-archive")]  # fmt: skip
    return Feed(items, Pages(next=tuple(map(Target, dict.fromkeys(older)))), said, texts)


def unpacked(page: Page) -> Page:
    """Return a page whose body is no gzip file any more; damage keeps what came before it."""
    if not page.body.startswith(b"\x1f\x8b"):
        return page
    out = b""
    try:
        with gzip.open(BytesIO(page.body)) as stream:
            while len(out) < MAX_UNPACKED and (block := stream.read(1 << 16)):
                out += block
    except (OSError, EOFError, zlib.error):
        pass  # what came out so far is read; the check of totals tells that some is missing
    return replace(page, body=out, headers={**page.headers, "content-type": "application/xml"})


def parse_xml(page: Page) -> etree._Element | None:
    """Return the root of a page's XML, mended where the parser can; None without any."""
    text = decode(unpacked(page)).text.lstrip("\ufeff \r\n\t")
    text = _DECLARATION.sub("", _NOT_XML.sub("", text))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None


def _item(entry: etree._Element, base: str) -> Link | None:
    parts: dict[str, str] = {}
    for child in entry:
        name = local_name(child)
        if name == "link" and child.get("rel", "alternate") == "alternate":
            parts.setdefault("link", (child.get("href") or child.text or "").strip())
        elif name == "guid" and child.get("isPermaLink", "true") != "false":
            parts.setdefault("guid", (child.text or "").strip())
        else:
            parts.setdefault(name, " ".join(str(child.xpath("string()")).split()))
    about = next((v for k, v in entry.attrib.items() if str(k).endswith("about")), "")
    for href in (
        parts.get("link"),
        parts.get("origlink"),
        parts.get("guid"),
        about,
        parts.get("id"),
    ):
        url = absolute(_base(entry, base), str(href or ""))
        if url:
            return Link(url, parts.get("title", "")[:300], _day(parts))
    return None


def _carried(entry: etree._Element) -> str:
    """Return the article that an item carries whole; a summary, `description`, is none."""
    bodies = [e for e in entry if local_name(e) in ("encoded", "content")]
    return next((text for text in (str(e.xpath("string()")) for e in bodies) if "<p" in text), "")


def _base(entry: etree._Element, base: str) -> str:
    named = [e.get("{http://www.w3.org/XML/1998/namespace}base") for e in entry.iterancestors()]
    return next((urljoin(base, str(value)) for value in named if value), base)


def _day(parts: dict[str, str]) -> date | None:
    for name in _DATES:
        if text := parts.get(name):
            if dated := read_date(text):
                return dated.moment.astimezone(CHINA).date()
            try:
                return parsedate_to_datetime(text).astimezone(CHINA).date()
            except (ValueError, OverflowError):
                continue
    return None


def local_name(element: etree._Element) -> str:
    """Return a tag without namespace or prefix; a mended tree has names that are none in XML."""
    tag = element.tag
    return re.split("[}:]", tag)[-1].lower() if isinstance(tag, str) else ""
