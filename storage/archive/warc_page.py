"""A WARC response record as the page that it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.page import Page

if TYPE_CHECKING:
    from typing import Any


def page_of(record: Any) -> Page:
    """Return the page of a FastWARC record whose HTTP head has been parsed; reads its body."""
    return Page(
        url=record.headers["WARC-Target-URI"],
        status=record.http_headers.status_code,
        body=record.reader.read(),
        fetched_at=record.record_date,
        headers={str(k).lower(): str(v) for k, v in record.http_headers.items()},
        via="warc",
    )
