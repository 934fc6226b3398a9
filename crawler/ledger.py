"""The account of one crawl of one site: what came, what it was, and what was read from it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from crawler.accounts import Entry, Sums, answer_row, failure_row, unchanged
from crawler.known import Known, KnownPages, page_key
from crawler.outcome import outcome_of_record
from crawler.paging.targets import sent_with
from extract.record import Record
from storage.archive.http_message import GET, Asked
from storage.archive.raw import read_raw
from storage.archive.warc import Original, WarcArchive
from storage.captures import CaptureRow
from storage.parts import stage_files
from storage.row_file import RowFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.options import CrawlOptions
    from crawler.site import Site
    from extract.page import Page
    from extract.record import Capture
    from storage.bucket import Bucket
    from storage.site_runs import SiteRun


class Ledger:
    """Notes every answer and record of a crawl; with a bucket, archives and stages them.

    Rows go to disk as soon as they are settled, so memory doesn't grow with the crawl.
    """

    def __init__(self, site: Site, options: CrawlOptions, bucket: Bucket | None) -> None:
        self.site, self.options = site, options
        self.sums = Sums()
        self.started = datetime.now(UTC)
        self.known_pages = KnownPages(site, bucket)
        self._bucket = bucket
        self._keys = lru_cache(maxsize=8192)(partial(page_key, site=site))
        self._open: dict[int, Entry] = {}
        self._files = ExitStack()
        self._archive: WarcArchive | None = None
        if bucket is not None:
            folder = Path(self._files.enter_context(TemporaryDirectory(prefix="cppcc-run-")))
            self._captures = RowFile(folder / "captures.parquet", CaptureRow)
            self._records = RowFile(folder / "part.parquet", Record)
            self._archive = WarcArchive(
                bucket,
                run_id=options.run_id,
                site_id=site.id,
                crawl_date=self.started.date(),
                spool=folder,
            )

    def known(self, url: str) -> Known | None:
        """Return what an earlier run knows of an address."""
        return self.known_pages.get(self.key(url)) if self.known_pages else None

    def key(self, url: str) -> str:
        """Return what tells one page of the site from another."""
        return self._keys(url)

    def is_settled(self, url: str) -> bool:
        """Whether an address needn't be fetched, since an earlier run settled what it is."""
        if self.options.full:
            return False
        known = self.known(url)
        settled = known is not None and self._needs_no_more(known)
        self.sums.known += settled
        return settled

    def _needs_no_more(self, known: Known) -> bool:
        if known.outcome == "stub":
            return self.site.browser == "never"
        return known.is_settled() or not known.is_due(self.started)

    def body_of(self, known: Known) -> bytes | None:
        """Return the archived body of an earlier capture."""
        if self._bucket is None or known.row.warc is None:
            return None
        return read_raw(self._bucket, known.row.warc)

    def enter(
        self,
        page: Page,
        *,
        asked: Asked = GET,
        raw_headers: Sequence[tuple[bytes, bytes]] | None = None,
        capture: Capture | None = None,
    ) -> Entry:
        """Archive an answer, unless `capture` says where it lies already, and note it."""
        warc = capture
        if warc is None and self._archive is not None:
            warc = self._archive.write(
                replace(page, url=page.url.removesuffix(sent_with(page.url))),
                asked=asked,
                raw_headers=raw_headers,
                earlier=self._earlier(page.url),
            )
        row = answer_row(page, self.site.id, self.options.run_id, warc)
        if row.outcome == "not_modified":
            row = unchanged(row, self.known(row.url))
        return self._entered(row)

    def enter_failure(self, url: str, outcome: str, evidence: str) -> Entry:
        """Note a request that had no answer, with status 0."""
        row = failure_row(self.site.id, self.options.run_id, url, outcome, evidence)
        return self._entered(row)

    def judge(self, entry: Entry, outcome: str, evidence: str = "") -> None:
        """Say what an answer turned out to be; the first word on it is the last."""
        if not entry.filed:
            row = entry.row
            entry.row = replace(row, outcome=outcome, evidence=evidence or row.evidence)
            self._file(entry)

    def propose(self, entry: Entry, outcome: str, evidence: str = "") -> None:
        """Say what an answer is unless more is learned of it until the end of the crawl."""
        if not entry.filed:
            entry.row = replace(entry.row, outcome=outcome, evidence=evidence)

    @property
    def bucket(self) -> Bucket | None:
        return self._bucket

    def add(self, entry: Entry | None, record: Record, *, capture: Capture | None = None) -> Record:
        """Keep a record, pointing to the answer that it was read from, or to an older capture."""
        if entry is None:
            record = replace(record, capture=capture)
        else:
            record = replace(record, capture=entry.row.warc)
            self.judge(entry, *outcome_of_record(record))
        self.sums.see(record)
        if self._bucket is not None:
            self._records.add(record)
        return record

    def close(self, run: SiteRun | None) -> None:
        """Upload the archive and, unless the crawl was cut short (no `run`), stage all of it."""
        with self._files:
            for entry in list(self._open.values()):
                self._file(entry)
            if self._archive is None or self._bucket is None:
                return
            self._archive.close()
            records, captures = self._records.close(), self._captures.close()
            if run is not None:
                stage_files(self._bucket, run, records=records, captures=captures)

    def _entered(self, row: CaptureRow) -> Entry:
        self.sums.answers += row.status > 0
        entry = Entry(row)
        self._open[id(entry)] = entry
        if row.outcome not in ("ok", "stub"):  # what a shell carries is yet to be read
            self._file(entry)
        return entry

    def _file(self, entry: Entry) -> None:
        entry.filed = True
        self._open.pop(id(entry), None)
        self.sums.outcomes[entry.outcome] += 1
        if self._bucket is not None:
            self._captures.add(entry.row)

    def _earlier(self, url: str) -> Original | None:
        """Return what the archive holds of an address, for an answer that is the same again."""
        known = self.known(url)
        if known is None or (capture := known.row.warc) is None:
            return None
        # a later capture's time may be that of a 304 or of a revisit, and not that of the bytes
        first = known.row.fetched_at == known.first_seen
        return Original(known.row.url, known.first_seen if first else None, capture)
