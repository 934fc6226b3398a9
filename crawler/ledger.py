"""The account of one crawl of one site: what came, what it was, and what was read from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from crawler.outcome import SETTLED, outcome_of_answer, outcome_of_record
from extract.canonical import canonical_url
from extract.record import Outcome, Record, Verdict
from extract.site_state import site_state
from storage.captures import CaptureRow, known_captures
from storage.parts import write_part
from storage.raw import read_raw
from storage.site_runs import SiteRun
from storage.warc import WarcArchive

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crawler.options import CrawlOptions
    from crawler.site import Site
    from extract.page import Page
    from storage.bucket import Bucket


class Ledger:
    """Keeps every answer and record of a crawl; with a bucket, archives and stages them."""

    def __init__(self, site: Site, options: CrawlOptions, bucket: Bucket | None) -> None:
        self.site, self.options = site, options
        self.captures: list[CaptureRow] = []
        self.records: list[Record] = []
        self.known_skipped = 0
        self._bucket = bucket
        self._started = datetime.now(UTC)
        self._known: dict[str, CaptureRow] = {}
        self._spool: TemporaryDirectory[str] | None = None
        self._archive: WarcArchive | None = None
        if bucket is not None:
            self._known = known_captures(bucket, site.id)
            self._spool = TemporaryDirectory(prefix="cppcc-warc-")
            self._archive = WarcArchive(
                bucket,
                run_id=options.run_id,
                site_id=site.id,
                crawl_date=self._started.date(),
                spool=Path(self._spool.name),
            )

    @property
    def archives(self) -> bool:
        return self._archive is not None

    def known(self, url: str) -> CaptureRow | None:
        """Return the latest capture of an address by an earlier run."""
        return self._known.get(canonical_url(url))

    def is_settled(self, url: str) -> bool:
        """Whether an address needn't be fetched, since an earlier run settled what it is."""
        row = self.known(url)
        settled = row is not None and row.outcome in SETTLED and not self.options.full
        self.known_skipped += settled
        return settled

    def body_of(self, row: CaptureRow) -> bytes | None:
        """Return the archived body of an earlier capture."""
        if self._bucket is None or row.warc is None:
            return None
        return read_raw(self._bucket, row.warc)

    def enter(
        self,
        page: Page,
        *,
        method: str,
        request_headers: Mapping[str, str],
        raw_headers: Sequence[tuple[bytes, bytes]],
    ) -> int:
        """Archive an answer and note it; return its number in `captures`."""
        warc = None
        if self._archive is not None:
            warc = self._archive.write(
                page, method=method, request_headers=request_headers, raw_headers=raw_headers
            )
        outcome, evidence = outcome_of_answer(page)
        row = CaptureRow(
            site_id=self.site.id,
            run_id=self.options.run_id,
            url=page.url,
            canonical_url=canonical_url(page.url),
            outcome=outcome,
            evidence=evidence or None,
            status=page.status,
            content_type=page.content_type,
            digest=sha256(page.body).hexdigest(),
            etag=page.headers.get("etag"),
            last_modified=page.headers.get("last-modified"),
            fetched_at=page.fetched_at,
            via=page.via,
            warc=warc,
        )
        self.captures.append(self._unchanged(row) if outcome == "not_modified" else row)
        return len(self.captures) - 1

    def judge(self, number: int, outcome: str, evidence: str = "") -> None:
        """Say what an answer turned out to be."""
        row = self.captures[number]
        self.captures[number] = replace(row, outcome=outcome, evidence=evidence or row.evidence)

    def add(self, number: int | None, record: Record) -> Record:
        """Keep a record, pointing to the answer that it was read from."""
        if number is not None:
            record = replace(record, capture=self.captures[number].warc)
            self.judge(number, *outcome_of_record(record))
        self.records.append(record)
        return record

    def close(self, *, reason: str, requests: int, failures: Sequence[str], stage: bool) -> None:
        """Upload the archive and, unless the crawl was cut short, stage what it brought."""
        try:
            if self._archive is not None:
                self._archive.close()
            if stage and self._bucket is not None:
                run = self._run(reason, requests, failures)
                write_part(self._bucket, run, records=self.records, captures=self.captures)
        finally:
            if self._spool is not None:
                self._spool.cleanup()

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.captures)

    def _unchanged(self, row: CaptureRow) -> CaptureRow:
        """Carry over what a 304 stands for, so that the latest capture leads to the bytes."""
        earlier = self._known.get(row.canonical_url)
        if earlier is None:
            return row
        return replace(
            row,
            digest=earlier.digest,
            etag=row.etag or earlier.etag,
            last_modified=row.last_modified or earlier.last_modified,
            content_type=earlier.content_type,
            warc=earlier.warc,
        )

    def _run(self, reason: str, requests: int, failures: Sequence[str]) -> SiteRun:
        outcomes = [record.outcome for record in self.records]
        found = site_state(self.records)
        return SiteRun(
            site_id=self.site.id,
            site_name=self.site.name,
            run_id=self.options.run_id,
            started_at=self._started,
            finished_at=datetime.now(UTC),
            finish_reason=reason,
            requests=requests,
            not_modified=self.count("not_modified"),
            articles=outcomes.count(Outcome.ARTICLE),
            quarantined=outcomes.count(Outcome.QUARANTINED),
            rejected=outcomes.count(Outcome.REJECTED),
            failures=tuple(failures),
            poisoned=sum(r.poison.verdict is Verdict.POISONED for r in self.records),
            state=found.state.value,
            state_evidence=found.evidence,
        )
