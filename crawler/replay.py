"""Reading a WARC archive as a crawl would read the site, without the network."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from crawler.article_pages import further_pages
from crawler.errors import ConfigurationError
from crawler.families import article_pattern
from crawler.known import page_key
from crawler.outcome import outcome_of_answer
from extract.page import Page
from extract.record import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.site import Site
    from storage.bucket import Bucket


class Replay:
    """The article pages of an archive, each once, as its latest capture has them."""

    def __init__(self, ref: str, site: Site, bucket: Bucket | None) -> None:
        self._ref, self._site, self._bucket = ref, site, bucket
        named = bool(site.article or site.family)
        self._pattern = re.compile(article_pattern(site) if named else "", re.IGNORECASE)
        self._folder = TemporaryDirectory(prefix="cppcc-warc-")

    def articles(self) -> Iterator[tuple[Page, list[Page], Capture | None]]:
        """Yield each article's first page, its further pages in order, and where the first lies."""
        with self._folder as folder:
            path = self._local(Path(folder))
            places = self._places(path)
            parts: set[str] = set()
            for key, (offset, url) in places.items():
                if key in parts or not self._pattern.search(url):
                    continue
                page, length = _page_at(path, offset)
                further = further_pages(page, page.url)
                keys = [page_key(each, self._site) for each in further.values()]
                parts.update(keys)
                pages = [_page_at(path, places[k][0])[0] for k in keys if k in places]
                yield page, pages, self._capture(page, offset, length)

    def _local(self, folder: Path) -> Path:
        key = self._key()
        if key is None:
            path = Path(self._ref)
            if not path.is_file():
                raise ConfigurationError(f"warc={self._ref}: there is no such file")
            return path
        assert self._bucket is not None  # noqa: S101  # `_key` says so
        path = folder / "archive.warc.gz"
        with path.open("wb") as file:
            self._bucket.client().download_fileobj(self._bucket.name, key, file)
        return path

    def _key(self) -> str | None:
        """Return the bucket's key where the archive isn't a file."""
        if Path(self._ref).is_file():
            return None
        name = self._bucket.name if self._bucket else ""
        if self._ref.startswith("s3://"):
            bucket, _, key = self._ref[5:].partition("/")
            if bucket != name:
                raise ConfigurationError(f"warc={self._ref}: CPPCC_BUCKET names {name or 'none'}")
            return key
        return self._ref if self._bucket is not None else None

    def _places(self, path: Path) -> dict[str, tuple[int, str]]:
        """Return where each page of the site that can be read lies, by its key."""
        found: dict[str, tuple[int, str]] = {}
        try:
            with path.open("rb") as stream:
                for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
                    page = _page(record)
                    if page and self._site.covers(page.url) and outcome_of_answer(page)[0] == "ok":
                        found[page_key(page.url, self._site)] = (record.stream_pos, page.url)
        except OSError as error:
            raise ConfigurationError(f"warc={self._ref} can't be read: {error}") from None
        return found

    def _capture(self, page: Page, offset: int, length: int) -> Capture | None:
        key = self._key()
        digest = sha256(page.body).hexdigest()
        return None if key is None else Capture(key, offset, length, digest)


def _page_at(path: Path, offset: int) -> tuple[Page, int]:
    """Return the page at an offset, and how long its member is."""
    with path.open("rb") as stream:
        stream.seek(offset)
        records = ArchiveIterator(stream, record_types=WarcRecordType.any_type)
        page = _page(next(records))
        following = next(records, None)
        end = following.stream_pos if following is not None else path.stat().st_size - offset
    if page is None:
        raise ConfigurationError(f"{path} changed while it was read")
    return page, end


def _page(record: object) -> Page | None:
    headers, http = record.headers, record.http_headers  # type: ignore[attr-defined]
    if http is None or not http.status_code:
        return None
    date = headers.get("WARC-Date") or ""
    try:
        fetched = datetime.fromisoformat(date)
    except ValueError:
        fetched = datetime.now(UTC)
    kept = {name.lower(): value for name, value in http}
    url = (headers.get("WARC-Target-URI") or "").strip("<>")
    return Page(url, http.status_code, record.reader.read(), fetched, kept, "warc")  # type: ignore[attr-defined]
