"""What came over the wire for one address, before anything has read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

LARGEST = 16 << 20
"""Bytes of the largest body that is fetched or read: a longer one is no page of these sites."""
Via = Literal["http", "browser", "file", "warc"]


@dataclass(frozen=True, slots=True)
class Page:
    """One response as it was served.

    `body` is what the server sent after content-decoding (gzip, br) and before any charset is
    applied: only `extract.codec` turns it into text. A `text/plain` content type means a text
    capture without markup, as in Common Crawl WET.
    """

    url: str
    status: int
    body: bytes
    fetched_at: datetime
    """Aware, UTC."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case; a repeated header keeps its last value."""
    via: Via = "http"

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def is_plain(self) -> bool:
        return self.content_type.partition(";")[0].strip().lower() == "text/plain"
