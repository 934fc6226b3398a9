"""What earlier runs know of a site's pages. The captures table is the only memory there is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.outcome import PASSING, SETTLED
from crawler.paging.targets import sent_with
from extract.canonical import canonical_url
from storage.captures import CaptureRow, site_history
from storage.rows import from_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.site import Site
    from storage.bucket import Bucket

AGES = tuple(timedelta(days=days) for days in (1, 3, 7, 21))
"""When an article is looked at again, counted from its first capture: corrections come early."""
A_DAY = timedelta(hours=20)
LONGEST_WAIT = timedelta(days=14)
"""Between two tries of an address that fails; before that, the time between tries doubles."""
_IDENTIFIER = re.compile(r"\d{4}|[0-9a-f]{16}")
_MIXED = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*\d)")


def page_key(url: str, site: Site) -> str:
    """Return what tells one page of a site from another, however it is addressed.

    Scheme, `www.`, session parameters and, where it can't be part of an identifier, the case of
    letters make no page; neither does which of the site's hosts is asked for an article. What
    is sent with a request, as `Target.key` has it, does.
    """
    parts = urlsplit(canonical_url(url))
    named = _IDENTIFIER.search(f"{parts.path}?{parts.query}")
    host = "" if named and site.covers(url) else parts.netloc.removeprefix("www.")
    path = "/".join(map(_folded, re.sub(r"/{2,}", "/", parts.path).split("/")))
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "") + sent_with(url)


def _folded(segment: str) -> str:
    """Leave identifiers as they are: aB3dE differs by case alone, Index.HTML doesn't."""
    stem = segment.rpartition(".")[0] or segment
    return segment if _MIXED.match(stem) else segment.lower()


@dataclass(frozen=True, slots=True)
class Known:
    row: CaptureRow
    """The latest capture."""
    outcome: str
    """The latest that isn't `not_modified`."""
    first_seen: datetime

    def is_settled(self) -> bool:
        return self.outcome in SETTLED

    def is_due(self, now: datetime) -> bool:
        """Whether the plan says to look again: for edits and deletions, or after a failure."""
        since = now - self.row.fetched_at
        if self.outcome in ("article", "quarantined"):
            passed = [age for age in AGES if self.first_seen + age <= now]
            return bool(passed) and self.row.fetched_at < self.first_seen + passed[-1]
        if self.is_settled():
            return False
        wait = min(LONGEST_WAIT, (self.row.fetched_at - self.first_seen) / 2)
        return since >= (wait if self.outcome in PASSING else max(wait, A_DAY))


class KnownPages:
    """A site's known pages by `page_key`; rows stay in columns until they are asked for."""

    def __init__(self, site: Site, bucket: Bucket | None) -> None:
        self._frame = None if bucket is None else site_history(bucket, site.id)
        self._places: dict[str, int] = {}
        if self._frame is not None and self._frame.width:
            for place, url in enumerate(self._frame["url"]):
                self._places[page_key(url, site)] = place

    def __bool__(self) -> bool:
        return bool(self._places)

    def get(self, key: str) -> Known | None:
        place = self._places.get(key)
        return None if place is None else self._at(place)

    def due(self) -> Iterator[Known]:
        """Yield the pages to be looked at again, those first seen latest first."""
        now = datetime.now(UTC)
        found = [known for known in map(self._at, self._places.values()) if known.is_due(now)]
        yield from sorted(found, key=lambda known: known.first_seen, reverse=True)

    def _at(self, place: int) -> Known:
        assert self._frame is not None  # noqa: S101  # there are places only in a frame
        row = self._frame.row(place, named=True)
        row_of = from_row(CaptureRow, row)
        return Known(row_of, row["known_outcome"] or row["outcome"], row["first_seen"])
