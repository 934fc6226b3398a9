"""Reading a WARC archive as a crawl would read the site, without the network."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler.archive_file import archive_key, local_archive
from crawler.errors import ConfigurationError
from crawler.families import article_test
from crawler.known import page_key
from crawler.outcome import outcome_of_answer
from extract.page import Page
from extract.record import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.site import Site
    from storage.bucket import Bucket

_ANSWERS = WarcRecordType.response | WarcRecordType.revisit
_log = logging.getLogger("cppcc.crawl")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer's body lies, and of what it is the answer."""

    offset: int
    url: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Archived:
    """A page, and where in the bucket its bytes lie; None for an archive in a file."""

    page: Page
    capture: Capture | None


class Replay:
    """The article pages of an archive, each once, as its latest capture has them."""

    def __init__(self, ref: str, site: Site, bucket: Bucket | None) -> None:
        self._ref, self._site, self._bucket = ref, site, bucket
        self._key = archive_key(ref, bucket)
        self._is_article = article_test(site)
        self._folder = TemporaryDirectory(prefix="cppcc-warc-")
        self._path = Path()
        self._found: dict[str, _Place] = {}
        self._parts: set[str] = set()

    def articles(self) -> Iterator[Archived]:
        """Yield each article's first page; what was asked of `part` meanwhile is no article."""
        with self._folder as folder:
            self._path = local_archive(self._ref, self._bucket, Path(folder))
            self._found = self._places(self._path)
            for key, place in self._found.items():
                if key not in self._parts and self._is_article(place.url):
                    yield self._archived(self._path, place)

    def part(self, url: str) -> Archived | None:
        """Return a further page of the article that was yielded last, None where none is here."""
        key = page_key(url, self._site)
        self._parts.add(key)
        place = self._found.get(key)
        return None if place is None else self._archived(self._path, place)

    def _places(self, path: Path) -> dict[str, _Place]:
        """Return where each page of the site that can be read lies, by its key."""
        found: dict[str, _Place] = {}
        bodies: dict[str, int] = {}
        try:
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream, record_types=_ANSWERS):
                    place = self._place(record, bodies)
                    if place is not None and self._site.covers(place.url):
                        found[page_key(place.url, self._site)] = place
        except OSError as error:
            raise ConfigurationError(f"warc={self._ref} can't be read: {error}") from None
        return found

    def _place(self, record: object, bodies: dict[str, int]) -> _Place | None:
        """Return where a record's body lies, None where it has none that can be read.

        `bodies` are the offsets of those read so far, by digest and by address. A `revisit` stands
        for one of them (ISO 28500:2017, 6.7); one that is in another archive is told.
        """
        headers = record.headers  # type: ignore[attr-defined]
        digest = headers.get("WARC-Payload-Digest") or ""
        if record.record_type == WarcRecordType.revisit:  # type: ignore[attr-defined]
            url = _address(headers)
            referred = (headers.get("WARC-Refers-To-Target-URI") or url).strip("<>")
            offset = bodies.get(digest, bodies.get(referred))
            if offset is None:
                _log.warning("%s: what it repeats isn't in this archive", url)
            return None if offset is None else _Place(offset, url, _moment(headers))
        page = _page(record)
        if page is None or outcome_of_answer(page)[0] != "ok":
            return None
        offset = record.stream_pos  # type: ignore[attr-defined]
        bodies[page.url] = offset
        if digest:
            bodies[digest] = offset
        return _Place(offset, page.url, page.fetched_at)

    def _archived(self, path: Path, place: _Place) -> Archived:
        page, length = _page_at(path, place)
        digest = sha256(page.body).hexdigest()
        key = self._key
        return Archived(page, Capture(key, place.offset, length, digest) if key else None)


def _page_at(path: Path, place: _Place) -> tuple[Page, int]:
    """Return the page at a place, and how long the member of its body is."""
    with path.open("rb") as stream:
        stream.seek(place.offset)
        records = ArchiveIterator(stream, record_types=WarcRecordType.any_type)
        page = _page(next(records))
        following = next(records, None)
        end = following.stream_pos if following is not None else path.stat().st_size - place.offset
    if page is None:
        raise ConfigurationError(f"{path} changed while it was read")
    return replace(page, url=place.url, fetched_at=place.fetched_at), end


def _page(record: object) -> Page | None:
    headers, http = record.headers, record.http_headers  # type: ignore[attr-defined]
    if http is None or not http.status_code:
        return None
    kept = {name.lower(): value for name, value in http}
    body = record.reader.read()  # type: ignore[attr-defined]
    return Page(_address(headers), http.status_code, body, _moment(headers), kept, "warc")


def _address(headers: Mapping[str, str]) -> str:
    return (headers.get("WARC-Target-URI") or "").strip("<>")


def _moment(headers: Mapping[str, str]) -> datetime:
    try:
        return datetime.fromisoformat(headers.get("WARC-Date") or "")
    except ValueError:
        return datetime.now(UTC)
