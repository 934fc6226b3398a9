"""Articles of several pages: where their further pages lie in the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from extract.canonical import canonical_url
from extract.digits import whole_number
from extract.page import Page
from extract.record import Capture
from storage import keys
from storage.archive.members import pages_at
from storage.tables import named_table_errors, open_table

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from storage.bucket import Bucket

    Archived = Mapping[tuple[str, str], list[tuple[datetime, Capture]]]
    """Captures of further pages, oldest first, by site and canonical address."""

PART = "part"
"""The outcome of a further page's capture."""


def archived_parts(bucket: Bucket, sites: Collection[str]) -> Archived:
    """Return what the archive holds of the sites' further pages: few beside all that there is."""
    found: dict[tuple[str, str], list[tuple[datetime, Capture]]] = {}
    with named_table_errors(bucket, keys.CAPTURES):
        table = open_table(bucket, keys.CAPTURES)
        if table is None:
            return found
        warc = pl.col("warc").struct
        wanted = pl.col("site_id").is_in(list(sites)) & (pl.col("outcome") == PART)
        rows = (
            pl.scan_delta(table)
            .filter(wanted & warc.field("key").is_not_null())
            .select("site_id", "canonical_url", "fetched_at",
                    *(warc.field(name) for name in ("key", "offset", "length", "digest")))
            .sort("fetched_at")
            .collect()
        )  # fmt: skip
    for site, url, fetched_at, *place in rows.iter_rows():
        found.setdefault((site, url), []).append((fetched_at, Capture(*place)))
    return found


class Further:
    """The further pages of one article, as they were when its first page was fetched."""

    def __init__(self, bucket: Bucket, archived: Archived, site: str, fetched_at: datetime) -> None:
        self._bucket, self._archived = bucket, archived
        self._site, self._fetched_at = site, fetched_at

    def fetch(self, url: str) -> Page | None:
        """Return a page as it was fetched after the article's first, or else before."""
        captures = self._archived.get((self._site, canonical_url(url)), [])
        if not captures:
            return None
        later = (capture for at, capture in captures if at >= self._fetched_at)
        capture = next(later, captures[-1][1])
        page = next(iter(pages_at(self._bucket, capture.key, [capture])))
        return page if isinstance(page, Page) else None


def pages_joined(provenance: Mapping[str, str]) -> int:
    """Return how many pages a record was joined from, 1 for an article of one."""
    said = provenance.get("pages", "").partition(" ")[0]
    return whole_number(said) or 1
