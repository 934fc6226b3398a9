"""The record: everything that this program says of one page.

The dataclasses here are the one definition of the schema. The JSON Schema, the Arrow schema and
the field documentation published in the bucket are generated from them; the text beside each type
is that documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import Enum, StrEnum
from functools import cache
from hashlib import sha256
from typing import Annotated, Any

from extract.reasons import Reason

SCHEMA_VERSION = "1.1"
_PLAIN = frozenset((str, int, float, bool, type(None)))
"""What JSON has as it is; enumerations of strings are not among them."""


class Outcome(StrEnum):
    ARTICLE = "article"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"


class Verdict(StrEnum):
    CLEAN = "clean"
    SUSPECT = "suspect"
    POISONED = "poisoned"


class Precision(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Image:
    url: Annotated[str, "absolute address"]
    caption: Annotated[str | None, "caption as printed, where the markup tells it from text"] = None


@dataclass(frozen=True, slots=True)
class Attachment:
    url: Annotated[str, "absolute address"]
    name: Annotated[str | None, "link text or file name"] = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A span that was taken out, verbatim."""

    kind: Annotated[str, "what it was: head_spam, foot_spam, soup, hidden_block, chrome …"]
    text: Annotated[str, "the span as it stood on the page"]
    where: Annotated[str, "the field or part it stood in: text, title, head, foot …"]


@dataclass(frozen=True, slots=True)
class Repair:
    """A span that was mended."""

    kind: Annotated[str, "byte_slip, pinyin, script, entity, charset"]
    before: Annotated[str, "the span as served"]
    after: Annotated[str, "the span as published"]
    offset: Annotated[int, "code point in field `where` of this record at which `after` stands"]
    where: Annotated[str, "the field that the span is in; an item of a list as column[0]"] = "text"


@dataclass(frozen=True, slots=True)
class Poison:
    verdict: Annotated[Verdict, "clean, suspect or poisoned"] = Verdict.CLEAN
    score: Annotated[float, "sum of the signals' weights, 0 and up"] = 0.0
    signals: Annotated[Mapping[str, int], "signal name to count"] = field(default_factory=dict)
    evidence: Annotated[Mapping[str, str], "signal name to an excerpt"] = field(
        default_factory=dict
    )
    host: Annotated[str, "publisher, mirror or unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Quality:
    text_length: Annotated[int, "code points of `text`"] = 0
    paragraphs: Annotated[int, "lines of `text`"] = 0
    han_ratio: Annotated[float, "Han characters to all but white space, 0 to 1"] = 0.0
    link_density: Annotated[float, "characters of the body inside links, 0 to 1"] = 0.0
    unrepaired: Annotated[int, "damage marks left as they are, since no repair was certain"] = 0


@dataclass(frozen=True, slots=True)
class Capture:
    key: Annotated[str, "object key of the WARC shard"]
    offset: Annotated[int, "first byte of the record's gzip member"]
    length: Annotated[int, "bytes of the gzip member"]
    digest: Annotated[str, "sha256 of the payload, hex"]


@dataclass(frozen=True, slots=True)
class Record:
    """One page, read. Rejected and quarantined pages have the same shape as articles."""

    article_id: Annotated[str, 'hex sha256 of `site_id + "\\n" + canonical_url`']
    site_id: Annotated[str, "id of the site file, empty when read without one"]
    url: Annotated[str, "address that was fetched"]
    canonical_url: Annotated[str, "address without session, tracking and scheme differences"]
    outcome: Annotated[Outcome, "article, quarantined or rejected"]
    fetched_at: Annotated[datetime | None, "when the response came, UTC"] = None
    reasons: Annotated[tuple[Reason, ...], "why rejected or quarantined, and soft warnings"] = ()
    title: Annotated[str | None, "publisher's own, without site name or column"] = None
    subtitle: Annotated[str | None, "line under the title (副题)"] = None
    kicker: Annotated[str | None, "line over the title (引题)"] = None
    text: Annotated[str, "restored body, paragraphs joined by newline"] = ""
    published: Annotated[datetime | None, "+08:00 unless the page says otherwise"] = None
    published_precision: Annotated[Precision | None, "second, minute, day or month"] = None
    provenance: Annotated[Mapping[str, str], "field name to the evidence that gave it"] = field(
        default_factory=dict
    )
    source: Annotated[str | None, "来源, the publisher credited"] = None
    authors: Annotated[tuple[str, ...], "作者, 记者: personal names"] = ()
    correspondents: Annotated[tuple[str, ...], "通讯员: personal names"] = ()
    editors: Annotated[tuple[str, ...], "编辑, 责任编辑: personal names"] = ()
    column: Annotated[tuple[str, ...], "breadcrumb, outermost first"] = ()
    images: Annotated[tuple[Image, ...], "pictures of the body"] = ()
    attachments: Annotated[tuple[Attachment, ...], "files offered with the article"] = ()
    language: Annotated[str | None, "ISO 639-1"] = None
    script: Annotated[str | None, "as served: simplified, traditional or mixed"] = None
    poison: Annotated[Poison, "what the page suffered"] = field(default_factory=Poison)
    removed: Annotated[tuple[Removed, ...], "every span taken out"] = ()
    repairs: Annotated[tuple[Repair, ...], "every span mended"] = ()
    quality: Annotated[Quality, "numbers to filter by"] = field(default_factory=Quality)
    first_seen: Annotated[datetime | None, "first capture of this article, set on load"] = None
    last_seen: Annotated[datetime | None, "latest capture, set on load"] = None
    revision: Annotated[int, "1 for the first text seen, one more for each change"] = 1
    capture: Annotated[Capture | None, "where the raw bytes are"] = None
    text_digest: Annotated[str, "hex sha256 of `text` without white space"] = ""
    minhash: Annotated[tuple[int, ...], "128 minima over 5-character shingles"] = ()
    cluster_id: Annotated[str | None, "near-duplicates share it; not set yet"] = None
    original_url: Annotated[str | None, "for a mirror: the publisher's page; not set yet"] = None
    extractor: Annotated[str, "version of the extraction rules"] = ""
    region: Annotated[str | None, "publisher's administrative division, a GB/T 2260 code"] = None
    deleted_at: Annotated[
        datetime | None,
        "set on load: when its page was gone, or `fetched_at` where newer rules set it aside",
    ] = None


def article_id(site_id: str, canonical_url: str) -> str:
    """Return the stable id of an article: the same page of the same site, run after run."""
    return sha256(f"{site_id}\n{canonical_url}".encode("utf-8", "surrogatepass")).hexdigest()


def as_json(value: object) -> Any:
    """Return `value`, a record or a part of one, as JSON types; times as ISO 8601."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if names := _field_names(kind):
        return {name: as_json(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a dataclass, of anything else none: a record has thousands of values."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
