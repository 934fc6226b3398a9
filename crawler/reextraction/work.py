"""Reading one batch again, anywhere: what it needs is in the batch, what it makes in the bucket."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.listed_day import dated
from crawler.reextraction.parts import Further, pages_joined
from crawler.whole_article import drive, whole_article
from extract.page import Page
from extract.publisher import Publisher
from extract.read import read_page
from extract.record import Record, article_id
from storage import keys
from storage.archive.members import pages_at
from storage.objects import put_new, read
from storage.parts import PARQUET
from storage.rows import to_row
from storage.schema import arrow_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crawler.reextraction.parts import Archived
    from crawler.reextraction.plan import Batch, Reading
    from storage.bucket import Bucket

_AT_ONCE = 10
"""Records held as objects: thousands of repairs each, which the collector goes through again and
again while they live."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all batches of a run share."""

    bucket: Bucket
    run: str
    publishers: Mapping[str, Publisher]
    parts: Archived = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a batch."""

    number: int
    records: int
    damaged: tuple[str, ...]
    """Shard and reason of each record that couldn't be read."""


def records_key(run: str, number: int) -> str:
    return keys.reextracted(run, f"records/part-{number:06d}.parquet")


def account_key(run: str, number: int) -> str:
    return keys.reextracted(run, f"accounts/part-{number:06d}.json")


def work(job: Job, batch: Batch) -> Done:
    """Read a batch and keep its records; one that an earlier try finished is not read again."""
    account = account_key(job.run, batch.number)
    if stored := read(job.bucket, account):
        said = json.loads(stored.body)
        return Done(batch.number, said["records"], tuple(said["damaged"]))
    damaged: list[str] = []
    tables = [arrow_table(Record, [])]
    read_again = _read(job, batch, damaged)
    while some := list(islice(read_again, _AT_ONCE)):
        tables.append(arrow_table(Record, list(map(to_row, some))))
    records, out = pa.concat_tables(tables), io.BytesIO()
    pq.write_table(records, out, compression="zstd")
    put_new(job.bucket, records_key(job.run, batch.number), out.getvalue(), content_type=PARQUET)
    done = Done(batch.number, records.num_rows, tuple(damaged))
    body = json.dumps({"records": done.records, "damaged": damaged}, ensure_ascii=False).encode()
    put_new(job.bucket, account, body, content_type="application/json")
    return done


def _read(job: Job, batch: Batch, damaged: list[str]) -> Iterator[Record]:
    """Yield the batch's records; of those that can't be read, add the reason to `damaged`."""
    readings = sorted(batch.readings, key=lambda reading: reading.capture.offset)
    pages = pages_at(job.bucket, batch.key, [reading.capture for reading in readings])
    for reading, page in zip(readings, pages, strict=True):
        if not isinstance(page, Page):
            damaged.append(f"{batch.key}: {page.why}")
            continue
        record = _record(job, reading, page)
        if (found := pages_joined(record.provenance)) < reading.pages:
            damaged.append(f"{reading.url}: {found} of {reading.pages} pages are archived")
        else:
            yield record


def _record(job: Job, reading: Reading, page: Page) -> Record:
    """Return what the crawl would have made of the page: its parts and its list's day included."""
    publisher = job.publishers.get(reading.site_id) or Publisher(site_id=reading.site_id)
    # the table's own moment: the archive's may be rounded, and loading compares the two
    own = replace(page, url=reading.url, fetched_at=reading.fetched_at)
    record = read_page(own, publisher)
    if reading.pages > 1:
        further = Further(job.bucket, job.parts, reading.site_id, reading.fetched_at)
        steps = whole_article(own, record)
        record = drive(steps, further.fetch, lambda part: read_page(part, publisher))
    return replace(
        dated(record, reading.listed),
        article_id=article_id(reading.site_id, record.canonical_url),
        capture=reading.capture,
    )
