"""What a ledger adds up: answers one by one, and the crawl in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from crawler.outcome import outcome_of_answer
from crawler.paging.targets import sent_with
from extract.canonical import canonical_url
from extract.record import Record, Verdict
from storage.captures import CaptureRow

if TYPE_CHECKING:
    from crawler.known import Known
    from extract.page import Page
    from extract.record import Capture

MOST_JUDGED = 2000


@dataclass(slots=True)
class Entry:
    """One answer in the ledger, open until it is known what it was."""

    row: CaptureRow
    filed: bool = False

    @property
    def outcome(self) -> str:
        return self.row.outcome


@dataclass(slots=True)
class Sums:
    """What a crawl brought, in numbers."""

    answers: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    poisoned: int = 0
    known: int = 0
    newest: datetime | None = None

    judged: list[Record] = field(default_factory=list)
    """Outlines of the first records, from which the state of the site is told."""

    def see(self, record: Record) -> None:
        self.records[record.outcome.value] += 1
        self.poisoned += record.poison.verdict is Verdict.POISONED
        if len(self.judged) < MOST_JUDGED:
            self.judged.append(_outline(record))
        if record.published and (self.newest is None or record.published > self.newest):
            self.newest = record.published

    @property
    def articles(self) -> int:
        return self.records["article"]


def answer_row(page: Page, site_id: str, run_id: str, warc: Capture | None) -> CaptureRow:
    """Return an answer as its row, named for what it is by itself."""
    outcome, evidence = outcome_of_answer(page)
    return CaptureRow(
        site_id=site_id,
        run_id=run_id,
        url=page.url,
        canonical_url=canonical_url(page.url) + sent_with(page.url),
        outcome=outcome,
        evidence=evidence or None,
        status=page.status,
        content_type=page.content_type,
        digest=warc.digest if warc is not None else sha256(page.body).hexdigest(),
        etag=page.headers.get("etag"),
        last_modified=page.headers.get("last-modified"),
        fetched_at=page.fetched_at,
        via=page.via,
        warc=warc,
    )


def failure_row(site_id: str, run_id: str, url: str, outcome: str, evidence: str) -> CaptureRow:
    """Return the row of a request that had no answer: its status is 0."""
    return CaptureRow(
        site_id=site_id,
        run_id=run_id,
        url=url,
        canonical_url=canonical_url(url) + sent_with(url),
        outcome=outcome,
        evidence=evidence,
        status=0,
        content_type="",
        digest="",
        etag=None,
        last_modified=None,
        fetched_at=datetime.now(UTC),
        via="http",
        warc=None,
    )


def unchanged(row: CaptureRow, known: Known | None) -> CaptureRow:
    """Carry over what a 304 stands for, so that the latest capture leads to the bytes."""
    if known is None:
        return row
    earlier = known.row
    return replace(
        row,
        digest=earlier.digest,
        etag=row.etag or earlier.etag,
        last_modified=row.last_modified or earlier.last_modified,
        content_type=earlier.content_type,
        evidence=earlier.evidence if known.outcome == "list" else row.evidence,
        warc=earlier.warc,
    )


def _outline(record: Record) -> Record:
    """Return a record without what takes room."""
    return Record(
        article_id=record.article_id,
        site_id=record.site_id,
        url=record.url,
        canonical_url=record.canonical_url,
        outcome=record.outcome,
        poison=record.poison,
    )
